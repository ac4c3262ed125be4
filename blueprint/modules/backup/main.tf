# Backups that the deletion of what they are of does not reach: by a plan of AWS Backup, into a vault with a key of its own, and from
# there into another region where that is asked for.

data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}

locals {
  # In a key's policy the resource "*" is the key itself. IAM decides who in this account uses it.
  key_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "AccountByIAM"
      Effect    = "Allow"
      Principal = { AWS = "arn:${data.aws_partition.current.partition}:iam::${data.aws_caller_identity.current.account_id}:root" }
      Action    = "kms:*"
      Resource  = "*"
    }]
  })
}

resource "aws_kms_key" "this" {
  description             = "Backups of ${var.name}"
  enable_key_rotation     = true
  deletion_window_in_days = 30
  policy                  = local.key_policy

  tags = { Name = "${var.name}-backup" }
}

resource "aws_kms_alias" "this" {
  name          = "alias/${var.name}-backup"
  target_key_id = aws_kms_key.this.key_id
}

resource "aws_backup_vault" "this" {
  name        = var.name
  kms_key_arn = aws_kms_key.this.arn
}

# Without a date from which on it is final (changeable_for_days) the lock is in governance mode: who has the right may lift it.
# https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html
resource "aws_backup_vault_lock_configuration" "this" {
  count = var.vault_lock_days == null ? 0 : 1

  backup_vault_name  = aws_backup_vault.this.name
  min_retention_days = var.vault_lock_days
}

resource "aws_backup_plan" "this" {
  name = var.name

  rule {
    rule_name         = "scheduled"
    target_vault_name = aws_backup_vault.this.name
    schedule          = var.schedule

    # Minutes within which a backup begins, and is done.
    start_window      = 60
    completion_window = 360

    lifecycle {
      delete_after = var.retention_days
    }

    dynamic "copy_action" {
      for_each = aws_backup_vault.copy

      content {
        destination_vault_arn = copy_action.value.arn

        lifecycle {
          delete_after = var.retention_days
        }
      }
    }
  }
}

resource "aws_backup_selection" "this" {
  name         = var.name
  plan_id      = aws_backup_plan.this.id
  iam_role_arn = aws_iam_role.this.arn
  resources    = var.resource_arns

  # Its first backup needs what this allows.
  depends_on = [aws_iam_role_policy_attachment.this]
}

resource "aws_iam_role" "this" {
  name        = "${var.name}-backup"
  description = "Lets AWS Backup take and copy the backups of ${var.name}"

  permissions_boundary = var.permissions_boundary_arn

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "backup.amazonaws.com" }
      Condition = {
        StringEquals = { "aws:SourceAccount" = data.aws_caller_identity.current.account_id }
      }
    }]
  })
}

resource "aws_iam_role_policy_attachment" "this" {
  role       = aws_iam_role.this.name
  policy_arn = "arn:${data.aws_partition.current.partition}:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup"
}
