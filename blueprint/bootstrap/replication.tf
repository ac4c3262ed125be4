# A copy of every state in another region, encrypted with a key that is there: to go on from when the region of the states is
# lost, or somebody deletes them in spite of everything. S3 writes it within minutes.
# https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-config-for-kms-objects.html

locals {
  replicated = var.state_replication_region != null
}

resource "aws_kms_key" "replica" {
  count = local.replicated ? 1 : 0

  region                  = var.state_replication_region
  description             = "Copies of Terraform states in ${var.state_bucket}-replica"
  enable_key_rotation     = true
  deletion_window_in_days = 30

  # IAM decides who in this account uses the key. S3 uses it on behalf of the role that copies.
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "AccountByIAM"
      Effect    = "Allow"
      Principal = { AWS = "arn:${local.partition}:iam::${local.account}:root" }
      Action    = "kms:*"
      Resource  = "*" # in a key's policy: this key
    }]
  })

  tags = { Name = "${var.state_bucket}-replica" }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_kms_alias" "replica" {
  count = local.replicated ? 1 : 0

  region        = var.state_replication_region
  name          = "alias/${var.state_bucket}-replica"
  target_key_id = aws_kms_key.replica[0].key_id
}

#tfsec:ignore:AVD-AWS-0089 nobody reads copies but in need
resource "aws_s3_bucket" "replica" {
  #checkov:skip=CKV_AWS_18:Nobody reads copies but in need.
  #checkov:skip=CKV_AWS_144:It is the copy.
  #checkov:skip=CKV2_AWS_62:Nothing waits for a state to change.
  count = local.replicated ? 1 : 0

  region = var.state_replication_region
  bucket = "${var.state_bucket}-replica"

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_s3_bucket_versioning" "replica" {
  count = local.replicated ? 1 : 0

  region = var.state_replication_region
  bucket = aws_s3_bucket.replica[0].id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "replica" {
  count = local.replicated ? 1 : 0

  region = var.state_replication_region
  bucket = aws_s3_bucket.replica[0].id

  rule {
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.replica[0].arn
    }
  }
}

resource "aws_s3_bucket_ownership_controls" "replica" {
  count = local.replicated ? 1 : 0

  region = var.state_replication_region
  bucket = aws_s3_bucket.replica[0].id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_public_access_block" "replica" {
  count = local.replicated ? 1 : 0

  region = var.state_replication_region
  bucket = aws_s3_bucket.replica[0].id

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_policy" "replica" {
  count = local.replicated ? 1 : 0

  region = var.state_replication_region
  bucket = aws_s3_bucket.replica[0].id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "TLSOnly"
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = [aws_s3_bucket.replica[0].arn, "${aws_s3_bucket.replica[0].arn}/*"]
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  })

  depends_on = [aws_s3_bucket_public_access_block.replica]
}

resource "aws_s3_bucket_lifecycle_configuration" "replica" {
  count = local.replicated ? 1 : 0

  region = var.state_replication_region
  bucket = aws_s3_bucket.replica[0].id

  rule {
    id     = "earlier-versions"
    status = "Enabled"

    filter {}

    noncurrent_version_expiration {
      noncurrent_days           = var.state_version_days
      newer_noncurrent_versions = var.state_versions_kept
    }

    expiration {
      expired_object_delete_marker = true
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }

  depends_on = [aws_s3_bucket_versioning.replica]
}

resource "aws_iam_role" "replication" {
  count = local.replicated ? 1 : 0

  name        = "${var.project}-terraform-replication"
  description = "Lets S3 copy the states of ${var.state_bucket} to another region"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "s3.amazonaws.com" }
      Condition = {
        ArnLike      = { "aws:SourceArn" = aws_s3_bucket.state.arn }
        StringEquals = { "aws:SourceAccount" = local.account }
      }
    }]
  })
}

resource "aws_iam_role_policy" "replication" {
  count = local.replicated ? 1 : 0

  name = "copy-states"
  role = aws_iam_role.replication[0].id

  #tfsec:ignore:AVD-AWS-0057 every state of one bucket
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "FindStates"
        Effect   = "Allow"
        Action   = ["s3:GetReplicationConfiguration", "s3:ListBucket"]
        Resource = aws_s3_bucket.state.arn
      },
      {
        Sid      = "ReadStates"
        Effect   = "Allow"
        Action   = ["s3:GetObjectVersionAcl", "s3:GetObjectVersionForReplication", "s3:GetObjectVersionTagging"]
        Resource = "${aws_s3_bucket.state.arn}/*"
      },
      {
        Sid      = "WriteCopies"
        Effect   = "Allow"
        Action   = ["s3:ReplicateDelete", "s3:ReplicateObject", "s3:ReplicateTags"]
        Resource = "${aws_s3_bucket.replica[0].arn}/*"
      },
      {
        Sid       = "DecryptStates"
        Effect    = "Allow"
        Action    = "kms:Decrypt"
        Resource  = aws_kms_key.state.arn
        Condition = { StringEquals = { "kms:ViaService" = "s3.${var.region}.amazonaws.com" } }
      },
      {
        Sid       = "EncryptCopies"
        Effect    = "Allow"
        Action    = "kms:Encrypt"
        Resource  = aws_kms_key.replica[0].arn
        Condition = { StringEquals = { "kms:ViaService" = "s3.${var.state_replication_region}.amazonaws.com" } }
      },
    ]
  })
}

resource "aws_s3_bucket_replication_configuration" "state" {
  count = local.replicated ? 1 : 0

  bucket = aws_s3_bucket.state.id
  role   = aws_iam_role.replication[0].arn

  rule {
    id     = "states"
    status = "Enabled"

    filter {}

    # A lock that is given back must not stay in the copy. What is deleted keeps its versions there too.
    delete_marker_replication {
      status = "Enabled"
    }

    source_selection_criteria {
      sse_kms_encrypted_objects {
        status = "Enabled"
      }
    }

    destination {
      bucket = aws_s3_bucket.replica[0].arn

      encryption_configuration {
        replica_kms_key_id = aws_kms_key.replica[0].arn
      }
    }
  }

  # Only what has versions is copied, to where there are versions; and the role must know what it may.
  depends_on = [aws_s3_bucket_versioning.state, aws_s3_bucket_versioning.replica, aws_iam_role_policy.replication]
}
