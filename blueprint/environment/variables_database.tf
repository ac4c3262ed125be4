# tflint-ignore-file: terraform_standard_module_structure # the options are many: one file per subject

variable "db_enabled" {
  description = "Create a PostgreSQL database (RDS) that only the service can reach."
  type        = bool
  default     = true
  nullable    = false
}

variable "db_engine_version" {
  description = "Major version of PostgreSQL. Minor versions are installed by AWS in the maintenance window."
  type        = string
  default     = "17"
  nullable    = false
}

variable "db_instance_class" {
  description = "Size of the database, such as db.t4g.medium (bursts) or db.m7g.large (steady)."
  type        = string
  default     = "db.t4g.medium"
  nullable    = false
}

variable "db_name" {
  description = "Name of the database that is created first."
  type        = string
  default     = "app"
  nullable    = false
}

variable "db_username" {
  description = "Name of the master user."
  type        = string
  default     = "app_admin"
  nullable    = false
}

variable "db_password" {
  description = "Who makes the master user's password. \"rds\": RDS makes, keeps and rotates it. \"platform\": a secret of the platform's own, which read replicas need; its password is made in the apply, and no plan or state has it. For a pipeline to plan it, bootstrap needs plan_reads_database_passwords, and must be applied first. Before you change it for a database that runs, read docs/upgrading.md."
  type        = string
  default     = "rds"
  nullable    = false
}

variable "db_password_version" {
  description = "Version of the platform's own password. The next number makes another one, of which the tasks hear when they read the secret again."
  type        = number
  default     = 1
  nullable    = false
}

variable "db_secret_rotation_days" {
  description = "After how many days AWS changes the master user's password. Without it AWS does so every seven. To go back to that, write 7: what is left out again is not rotated any more."
  type        = number
  default     = null

  validation {
    condition     = var.db_secret_rotation_days == null || var.kind != "prod" || !var.db_enabled ? true : var.db_secret_rotation_days <= 90
    error_message = "In production a password must not live for longer than a quarter. Set db_secret_rotation_days to 90 or less, or leave it out for AWS's seven days."
  }
}

variable "db_port" {
  description = "Port that the database listens on."
  type        = number
  default     = 5432
  nullable    = false
}

variable "db_allocated_storage" {
  description = "Storage of the database (gp3) to begin with. It can grow and never shrinks."
  type        = number
  default     = 50
  nullable    = false
}

variable "db_max_allocated_storage" {
  description = "Ceiling up to which the storage grows by itself when it runs low. 0 switches that off."
  type        = number
  default     = 200
  nullable    = false
}

variable "db_multi_az" {
  description = "Keep a standby in another zone, which takes over within a minute or two. It doubles the price."
  type        = bool
  default     = true
  nullable    = false

  validation {
    condition     = var.kind == "prod" && var.db_enabled ? var.db_multi_az : true
    error_message = "In production the database must survive the loss of its zone. Set db_multi_az = true."
  }
}

variable "db_backup_retention_days" {
  description = "How many days back the database can be restored to any second. 0 switches backups off."
  type        = number
  default     = 14
  nullable    = false

  validation {
    condition     = var.kind == "prod" && var.db_enabled ? var.db_backup_retention_days >= 7 : true
    error_message = "In production a mistake must be mendable a week later. Set db_backup_retention_days to 7 or more."
  }
}

variable "db_backup_window" {
  description = "When the daily backup is taken, in UTC: hh:mm-hh:mm."
  type        = string
  default     = "02:00-03:00"
  nullable    = false
}

variable "db_maintenance_window" {
  description = "When AWS may install updates, in UTC: ddd:hh:mm-ddd:hh:mm. It must not overlap with the backup."
  type        = string
  default     = "sun:03:30-sun:04:30"
  nullable    = false
}

variable "db_deletion_protection" {
  description = "Refuse to delete the database until this is switched off."
  type        = bool
  default     = true
  nullable    = false

  validation {
    condition     = var.kind == "prod" && var.db_enabled ? var.db_deletion_protection : true
    error_message = "In production the database must be safe from deletion by mistake. Set db_deletion_protection = true."
  }
}

variable "db_final_snapshot" {
  description = "Take a last snapshot when the database is deleted."
  type        = bool
  default     = true
  nullable    = false

  validation {
    condition     = var.kind == "prod" && var.db_enabled ? var.db_final_snapshot : true
    error_message = "In production the data must outlive the database. Set db_final_snapshot = true."
  }
}

variable "db_apply_immediately" {
  description = "Apply changes of the database at once, with their interruption, instead of in the maintenance window."
  type        = bool
  default     = false
  nullable    = false
}

variable "db_performance_insights" {
  description = "Record which queries the database spends its time on (Performance Insights, seven days, free of charge)."
  type        = bool
  default     = true
  nullable    = false
}

variable "db_monitoring_interval" {
  description = "How often the database's operating system is measured (Enhanced Monitoring). 0 switches it off."
  type        = number
  default     = 60
  nullable    = false
}

variable "db_log_retention_days" {
  description = "How long the database's logs are kept. 0 keeps them for ever."
  type        = number
  default     = 30
  nullable    = false
}
