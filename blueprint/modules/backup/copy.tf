# The same once more in another region, for when this one is lost. Each resource says its region itself.

locals {
  copy = var.copy_region == null ? 0 : 1
}

resource "aws_kms_key" "copy" {
  count = local.copy

  region                  = var.copy_region
  description             = "Copies of the backups of ${var.name}"
  enable_key_rotation     = true
  deletion_window_in_days = 30
  policy                  = local.key_policy

  tags = { Name = "${var.name}-backup-copy" }
}

resource "aws_kms_alias" "copy" {
  count = local.copy

  region        = var.copy_region
  name          = "alias/${var.name}-backup"
  target_key_id = aws_kms_key.copy[0].key_id
}

resource "aws_backup_vault" "copy" {
  count = local.copy

  region      = var.copy_region
  name        = var.name
  kms_key_arn = aws_kms_key.copy[0].arn
}

resource "aws_backup_vault_lock_configuration" "copy" {
  count = var.vault_lock_days == null ? 0 : local.copy

  region             = var.copy_region
  backup_vault_name  = aws_backup_vault.copy[0].name
  min_retention_days = var.vault_lock_days
}
