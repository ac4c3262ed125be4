# An alarm publishes to a topic of its own region: this one is made where the environment's is in another.

data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}

locals {
  own        = var.own_topic ? 1 : 0
  alarm_arns = "arn:${data.aws_partition.current.partition}:cloudwatch:${local.region}:${data.aws_caller_identity.current.account_id}:alarm:${var.name}-*"
}

resource "aws_kms_key" "this" {
  count = local.own

  region                  = local.region
  description             = "Alarms of ${var.name} that stand in ${local.region}"
  enable_key_rotation     = true
  deletion_window_in_days = 30

  # In a key's policy the resource "*" is the key itself.
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "AccountByIAM"
        Effect    = "Allow"
        Principal = { AWS = "arn:${data.aws_partition.current.partition}:iam::${data.aws_caller_identity.current.account_id}:root" }
        Action    = "kms:*"
        Resource  = "*"
      },
      {
        Sid       = "AlarmsOfThisEnvironment"
        Effect    = "Allow"
        Principal = { Service = "cloudwatch.amazonaws.com" }
        Action    = ["kms:Decrypt", "kms:GenerateDataKey*"]
        Resource  = "*"
        Condition = {
          StringEquals = { "aws:SourceAccount" = data.aws_caller_identity.current.account_id }
          ArnLike      = { "aws:SourceArn" = local.alarm_arns }
        }
      },
    ]
  })

  tags = { Name = "${var.name}-uptime" }
}

resource "aws_kms_alias" "this" {
  count = local.own

  region        = local.region
  name          = "alias/${var.name}-uptime"
  target_key_id = aws_kms_key.this[0].key_id
}

resource "aws_sns_topic" "this" {
  count = local.own

  region            = local.region
  name              = "${var.name}-uptime"
  kms_master_key_id = aws_kms_key.this[0].arn
}

resource "aws_sns_topic_policy" "this" {
  count = local.own

  region = local.region
  arn    = aws_sns_topic.this[0].arn

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "AlarmsOfThisEnvironment"
        Effect    = "Allow"
        Principal = { Service = "cloudwatch.amazonaws.com" }
        Action    = "sns:Publish"
        Resource  = aws_sns_topic.this[0].arn
        Condition = {
          StringEquals = { "aws:SourceAccount" = data.aws_caller_identity.current.account_id }
          ArnLike      = { "aws:SourceArn" = local.alarm_arns }
        }
      },
      {
        Sid       = "TLSOnly"
        Effect    = "Deny"
        Principal = "*"
        Action    = "sns:Publish"
        Resource  = aws_sns_topic.this[0].arn
        Condition = {
          Bool = { "aws:SecureTransport" = "false" }
        }
      },
    ]
  })
}

resource "aws_sns_topic_subscription" "email" {
  count = var.alarm_email == null ? 0 : local.own

  region    = local.region
  topic_arn = aws_sns_topic.this[0].arn
  protocol  = "email"
  endpoint  = var.alarm_email
}
