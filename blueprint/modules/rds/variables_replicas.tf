# tflint-ignore-file: terraform_standard_module_structure # the options are many: one file per subject

variable "read_replicas" {
  description = "How many read replicas the database has."
  type        = number
  default     = 0
  nullable    = false

  validation {
    condition     = var.read_replicas >= 0 && var.read_replicas <= 5 && floor(var.read_replicas) == var.read_replicas
    error_message = "A database does not have ${var.read_replicas} read replicas here. Set their number to a whole one from 0 to 5."
  }

  # https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html#rds-secrets-manager-limitations
  validation {
    condition     = var.read_replicas == 0 ? true : var.password == "platform"
    error_message = "RDS makes no read replica of a database whose password it manages itself. Set db_password = \"platform\", or db_read_replicas to 0."
  }

  # https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.html
  validation {
    condition     = var.read_replicas == 0 ? true : var.backup_retention_days >= 1
    error_message = "A read replica is made from a backup, and there are none. Set db_backup_retention_days to 1 or more, or db_read_replicas to 0."
  }
}

variable "replica_instance_class" {
  description = "Size of the read replicas. Null: that of the database."
  type        = string
  default     = null

  validation {
    condition     = var.replica_instance_class == null ? true : can(regex("^db\\.[a-z][a-z0-9]*\\.([0-9]*x?large|micro|small|medium)$", var.replica_instance_class))
    error_message = "\"${var.replica_instance_class == null ? "" : var.replica_instance_class}\" is no class of a database. It begins with db. and ends with a size: db.t4g.micro, db.t4g.medium, db.m7g.large, db.r7g.2xlarge."
  }
}
