# One key for what belongs to the database: its storage, snapshots, master password and query statistics. Without the
# key all of that is lost, so its deletion can be called off for 30 days.

data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}

resource "aws_kms_key" "this" {
  description             = "Database ${var.name}: storage, snapshots, master password"
  enable_key_rotation     = true
  deletion_window_in_days = 30

  # IAM decides who in this account uses the key. RDS uses it on behalf of whoever calls RDS.
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "AccountByIAM"
      Effect    = "Allow"
      Principal = { AWS = "arn:${data.aws_partition.current.partition}:iam::${data.aws_caller_identity.current.account_id}:root" }
      Action    = "kms:*"
      Resource  = "*" # in a key's policy: this key
    }]
  })

  tags = { Name = "${var.name}-rds" }
}

resource "aws_kms_alias" "this" {
  name          = "alias/${var.name}-rds"
  target_key_id = aws_kms_key.this.key_id
}
