# Who asked for what, and who connected how: files that the load balancer writes every five minutes.
# https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html

data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_region" "current" {}

locals {
  account   = data.aws_caller_identity.current.account_id
  partition = data.aws_partition.current.partition

  # Each has a folder of its own.
  logs = concat(var.access_logs ? ["access"] : [], var.connection_logs ? ["connection"] : [])
}

#tfsec:ignore:AVD-AWS-0089 a log of those who read logs has no end
resource "aws_s3_bucket" "logs" {
  #checkov:skip=CKV_AWS_18:a log of those who read logs has no end
  #checkov:skip=CKV_AWS_144:what a lost region's load balancer answered is of no use elsewhere
  #checkov:skip=CKV_AWS_145:the load balancer writes to buckets with S3's own key only
  #checkov:skip=CKV2_AWS_62:nothing waits for a log
  count = length(local.logs) > 0 ? 1 : 0

  bucket = "${var.name}-alb-logs-${local.account}" # the account makes it one that nobody else has

  # What may be deleted goes with its logs. Else they must be deleted first, by somebody who means it.
  force_destroy = !var.deletion_protection

  tags = { Name = "${var.name}-alb-logs" }
}

resource "aws_s3_bucket_versioning" "logs" {
  count = length(aws_s3_bucket.logs)

  bucket = aws_s3_bucket.logs[0].id

  versioning_configuration {
    status = "Enabled"
  }
}

# The load balancer writes to buckets with S3's own key only.
#tfsec:ignore:AVD-AWS-0132
resource "aws_s3_bucket_server_side_encryption_configuration" "logs" {
  count = length(aws_s3_bucket.logs)

  bucket = aws_s3_bucket.logs[0].id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_ownership_controls" "logs" {
  count = length(aws_s3_bucket.logs)

  bucket = aws_s3_bucket.logs[0].id

  # Access lists are off: policies alone decide.
  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_public_access_block" "logs" {
  count = length(aws_s3_bucket.logs)

  bucket = aws_s3_bucket.logs[0].id

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_policy" "logs" {
  count = length(aws_s3_bucket.logs)

  bucket = aws_s3_bucket.logs[0].id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "LoadBalancersOfThisAccount"
        Effect    = "Allow"
        Principal = { Service = "logdelivery.elasticloadbalancing.amazonaws.com" }
        Action    = "s3:PutObject"
        Resource  = [for folder in local.logs : "${aws_s3_bucket.logs[0].arn}/${folder}/AWSLogs/${local.account}/*"]
        Condition = {
          ArnLike = { "aws:SourceArn" = "arn:${local.partition}:elasticloadbalancing:${data.aws_region.current.region}:${local.account}:loadbalancer/*" }
        }
      },
      {
        Sid       = "TLSOnly"
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:*"
        Resource  = [aws_s3_bucket.logs[0].arn, "${aws_s3_bucket.logs[0].arn}/*"]
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
    ]
  })

  # S3 takes one change of the bucket's access at a time.
  depends_on = [aws_s3_bucket_public_access_block.logs]
}

resource "aws_s3_bucket_lifecycle_configuration" "logs" {
  count = length(aws_s3_bucket.logs)

  bucket = aws_s3_bucket.logs[0].id

  rule {
    id     = "forget"
    status = "Enabled"

    filter {}

    expiration {
      days = var.logs_retention_days
    }

    # What somebody deleted or wrote over can be had back for a month.
    noncurrent_version_expiration {
      noncurrent_days = 30
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }

  # Only what has versions has earlier ones.
  depends_on = [aws_s3_bucket_versioning.logs]
}
