provider "aws" {
  region              = var.region
  allowed_account_ids = var.account_id == null ? null : [var.account_id]

  dynamic "assume_role" {
    for_each = var.assume_role_arn == null ? [] : [var.assume_role_arn]

    content {
      role_arn     = var.read_only ? coalesce(var.plan_role_arn, assume_role.value) : assume_role.value
      session_name = "terraform-${var.project}-${var.environment}"
    }
  }

  default_tags {
    tags = merge(var.tags, {
      Project     = var.project
      Environment = var.environment
      Owner       = var.owner
      ManagedBy   = "terraform"
    })
  }
}
