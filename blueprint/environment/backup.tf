# Backups beside those that RDS takes itself.

module "backup" {
  source = "../modules/backup"
  count  = var.backup ? 1 : 0

  name            = local.name
  resource_arns   = module.rds[*].arn
  schedule        = var.backup_schedule
  retention_days  = var.backup_retention_days
  vault_lock_days = var.backup_vault_lock_days
  copy_region     = var.backup_copy_region

  permissions_boundary_arn = local.permissions_boundary_arn
}
