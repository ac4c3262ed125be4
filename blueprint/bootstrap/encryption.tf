# A key of its own, rather than AWS's, so that the right to read a state is given, seen and taken away in one place.
# Without the key every state is lost: Terraform refuses to destroy it, and its deletion can be called off for 30 days.

data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}

resource "aws_kms_key" "state" {
  description             = "Terraform states in ${var.state_bucket}"
  enable_key_rotation     = true
  deletion_window_in_days = 30

  # IAM decides who in this account uses the key. S3 and DynamoDB use it on behalf of whoever calls them.
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

  tags = { Name = var.state_bucket }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_kms_alias" "state" {
  name          = "alias/${var.state_bucket}"
  target_key_id = aws_kms_key.state.key_id
}
