# Who read which state, and from where: a log that S3 writes into a bucket of its own, within hours.
# https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html

#tfsec:ignore:AVD-AWS-0089 a log of those who read logs has no end
resource "aws_s3_bucket" "access_logs" {
  #checkov:skip=CKV_AWS_18:A log of those who read logs has no end.
  #checkov:skip=CKV_AWS_144:What it says of a lost region's states is of no use elsewhere.
  #checkov:skip=CKV_AWS_145:S3 writes its logs to buckets with its own key only.
  #checkov:skip=CKV2_AWS_62:Nothing waits for a log.
  count = var.state_access_logs ? 1 : 0

  bucket = "${var.state_bucket}-logs"
}

resource "aws_s3_bucket_versioning" "access_logs" {
  count = var.state_access_logs ? 1 : 0

  bucket = aws_s3_bucket.access_logs[0].id

  versioning_configuration {
    status = "Enabled"
  }
}

# S3 writes its logs to buckets with its own key only.
#tfsec:ignore:AVD-AWS-0132
resource "aws_s3_bucket_server_side_encryption_configuration" "access_logs" {
  count = var.state_access_logs ? 1 : 0

  bucket = aws_s3_bucket.access_logs[0].id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_ownership_controls" "access_logs" {
  count = var.state_access_logs ? 1 : 0

  bucket = aws_s3_bucket.access_logs[0].id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_public_access_block" "access_logs" {
  count = var.state_access_logs ? 1 : 0

  bucket = aws_s3_bucket.access_logs[0].id

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_policy" "access_logs" {
  count = var.state_access_logs ? 1 : 0

  bucket = aws_s3_bucket.access_logs[0].id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "LogOfStates"
        Effect    = "Allow"
        Principal = { Service = "logging.s3.amazonaws.com" }
        Action    = "s3:PutObject"
        Resource  = "${aws_s3_bucket.access_logs[0].arn}/*"
        Condition = {
          ArnLike      = { "aws:SourceArn" = aws_s3_bucket.state.arn }
          StringEquals = { "aws:SourceAccount" = data.aws_caller_identity.current.account_id }
        }
      },
      {
        Sid       = "TLSOnly"
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:*"
        Resource  = [aws_s3_bucket.access_logs[0].arn, "${aws_s3_bucket.access_logs[0].arn}/*"]
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
    ]
  })

  depends_on = [aws_s3_bucket_public_access_block.access_logs]
}

resource "aws_s3_bucket_lifecycle_configuration" "access_logs" {
  count = var.state_access_logs ? 1 : 0

  bucket = aws_s3_bucket.access_logs[0].id

  rule {
    id     = "forget"
    status = "Enabled"

    filter {}

    expiration {
      days = var.state_access_log_days
    }

    # What somebody deleted can be had back for a month.
    noncurrent_version_expiration {
      noncurrent_days = 30
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }

  depends_on = [aws_s3_bucket_versioning.access_logs]
}

# By the bucket's policy: without it S3 writes nothing, and says nothing.
resource "aws_s3_bucket_logging" "state" {
  count = var.state_access_logs ? 1 : 0

  bucket        = aws_s3_bucket.state.id
  target_bucket = aws_s3_bucket_policy.access_logs[0].bucket
  target_prefix = "states/"
}
