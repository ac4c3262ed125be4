variable "name" {
  description = "Name of the vault and the plan. It begins the names of the rest."
  type        = string
  nullable    = false
}

variable "resource_arns" {
  description = "What is backed up."
  type        = list(string)
  nullable    = false
}

variable "schedule" {
  description = "When a backup is taken, in UTC, as AWS writes it."
  type        = string
  default     = "cron(0 5 ? * * *)"
  nullable    = false

  # https://docs.aws.amazon.com/aws-backup/latest/devguide/creating-a-backup-plan.html
  validation {
    condition     = can(regex("^cron\\([^\\s()]+( [^\\s()]+){5}\\)$", var.schedule))
    error_message = "The schedule is \"${var.schedule}\". Write it as AWS does, with minute, hour, day, month, day of the week and year: cron(0 5 ? * * *) is every day at five."
  }
}

variable "retention_days" {
  description = "How many days a backup is kept."
  type        = number
  default     = 35
  nullable    = false

  validation {
    condition     = var.retention_days >= 1 && var.retention_days <= 36500 && floor(var.retention_days) == var.retention_days
    error_message = "Backups are to be kept for ${var.retention_days} days. Set their retention to a whole number of days from 1 to 36500."
  }
}

variable "vault_lock_days" {
  description = "For so many days nobody deletes a backup, unless the lock is lifted first. Null: no lock."
  type        = number
  default     = null

  validation {
    condition     = var.vault_lock_days == null ? true : var.vault_lock_days >= 1 && floor(var.vault_lock_days) == var.vault_lock_days
    error_message = "A vault is locked for whole days. Set the lock to 1 or more, or leave it out for none."
  }

  validation {
    condition     = var.vault_lock_days == null ? true : var.vault_lock_days <= var.retention_days
    error_message = "A locked vault takes no backup that is deleted earlier, and these are kept for ${var.retention_days} days. Lock it for that long at most, or keep them longer."
  }
}

variable "copy_region" {
  description = "Another region that every backup is copied to. Null: none."
  type        = string
  default     = null

  validation {
    condition     = var.copy_region == null ? true : can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.copy_region))
    error_message = "The region of the copies is no region's code. Write it like eu-west-1 or us-east-1, without a zone's letter, or leave it out for no copies."
  }
}

variable "permissions_boundary_arn" {
  description = "Policy that bounds the role of AWS Backup. Null for none."
  type        = string
  default     = null
}
