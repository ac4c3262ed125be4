# tflint-ignore-file: terraform_standard_module_structure # the options are many: one file per subject

variable "backup" {
  description = "Back the database up with AWS Backup too, into a vault with a key of its own: what is in it outlives the database, and whoever deletes it."
  type        = bool
  default     = false
  nullable    = false

  validation {
    condition     = var.backup ? var.db_enabled : true
    error_message = "There is nothing to back up without a database. Set db_enabled = true, or backup = false."
  }
}

variable "backup_schedule" {
  description = "When a backup is taken, in UTC: cron(minute hour day month weekday year)."
  type        = string
  default     = "cron(0 5 ? * * *)"
  nullable    = false
}

variable "backup_retention_days" {
  description = "How long a backup is kept."
  type        = number
  default     = 35
  nullable    = false
}

variable "backup_vault_lock_days" {
  description = "How long nobody deletes a backup, administrators included, unless the lock is lifted first (governance mode). Null: no lock."
  type        = number
  default     = null
}

variable "backup_copy_region" {
  description = "Another region that every backup is copied to, for when this one is lost. Null: none."
  type        = string
  default     = null

  validation {
    condition     = var.backup_copy_region == null ? true : var.backup_copy_region != var.region
    error_message = "The copies would be lost with what they are copies of. Set backup_copy_region to another region than ${var.region}."
  }

  validation {
    condition     = var.backup_copy_region == null ? true : alltrue([for part in ["cn-", "us-gov-"] : startswith(var.backup_copy_region, part) == startswith(var.region, part)])
    error_message = "Nothing is copied between AWS's partitions: its regions in China, those for the government of the USA, and all others. Set backup_copy_region to a region of the same kind as ${var.region}."
  }
}
