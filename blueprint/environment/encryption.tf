# One key for what is recorded about this environment: its logs and its alarms. Data has keys of its own, in the module
# that keeps it.

data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}

locals {
  account   = data.aws_caller_identity.current.account_id
  partition = data.aws_partition.current.partition

  # Where this environment's logs go. AWS wants another name for those of a firewall.
  log_groups = concat(["/aws/*/${local.name}/*"], var.waf ? ["aws-waf-logs-${local.name}"] : [])
}

resource "aws_kms_key" "observability" {
  description             = "Logs and alarms of ${local.name}"
  enable_key_rotation     = true
  deletion_window_in_days = 30

  # In a key's policy the resource "*" is the key itself.
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "AccountByIAM"
        Effect    = "Allow"
        Principal = { AWS = "arn:${local.partition}:iam::${local.account}:root" }
        Action    = "kms:*"
        Resource  = "*"
      },
      {
        # https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
        Sid       = "LogsOfThisEnvironment"
        Effect    = "Allow"
        Principal = { Service = "logs.${var.region}.amazonaws.com" }
        Action    = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"]
        Resource  = "*"
        Condition = {
          ArnLike = { "kms:EncryptionContext:aws:logs:arn" = [for group in local.log_groups : "arn:${local.partition}:logs:${var.region}:${local.account}:log-group:${group}"] }
        }
      },
      {
        # https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services
        Sid       = "AlarmsOfThisEnvironment"
        Effect    = "Allow"
        Principal = { Service = "cloudwatch.amazonaws.com" }
        Action    = ["kms:Decrypt", "kms:GenerateDataKey*"]
        Resource  = "*"
        Condition = {
          StringEquals = { "aws:SourceAccount" = local.account }
          ArnLike      = { "aws:SourceArn" = "arn:${local.partition}:cloudwatch:${var.region}:${local.account}:alarm:${local.name}-*" }
        }
      },
    ]
  })

  tags = { Name = "${local.name}-observability" }
}

resource "aws_kms_alias" "observability" {
  name          = "alias/${local.name}-observability"
  target_key_id = aws_kms_key.observability.key_id
}
