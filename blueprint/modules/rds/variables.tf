variable "name" {
  description = "Identifier of the database. It begins the names of the rest."
  type        = string
  nullable    = false
}

variable "vpc_id" {
  description = "VPC that the database lies in."
  type        = string
  nullable    = false
}

variable "subnet_ids" {
  description = "Subnets of two or more zones, without a way out."
  type        = list(string)
  nullable    = false
}

variable "engine_version" {
  description = "Major version of PostgreSQL. AWS installs the minor ones."
  type        = string
  default     = "17"
  nullable    = false

  # https://docs.aws.amazon.com/AmazonRDS/latest/PostgreSQLReleaseNotes/postgresql-release-calendar.html
  validation {
    condition     = contains(["15", "16", "17", "18"], var.engine_version)
    error_message = "PostgreSQL \"${var.engine_version}\" is no major version that RDS supports without an extra charge. Take 15, 16, 17 or 18, without a minor version: AWS keeps that up to date."
  }
}

variable "instance_class" {
  description = "Size of the database."
  type        = string
  default     = "db.t4g.medium"
  nullable    = false

  validation {
    condition     = can(regex("^db\\.[a-z][a-z0-9]*\\.([0-9]*x?large|micro|small|medium)$", var.instance_class))
    error_message = "\"${var.instance_class}\" is no class of a database. It begins with db. and ends with a size: db.t4g.micro, db.t4g.medium, db.m7g.large, db.r7g.2xlarge."
  }
}

variable "db_name" {
  description = "Name of the database that is created first."
  type        = string
  default     = "app"
  nullable    = false

  # https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html
  validation {
    condition     = can(regex("^[A-Za-z][A-Za-z0-9_]{0,62}$", var.db_name))
    error_message = "db_name is \"${var.db_name}\". Begin it with a letter and go on with letters, digits and underscores, 63 characters at most."
  }

  validation {
    condition     = !contains(["db", "postgres", "rdsadmin", "template0", "template1"], lower(var.db_name))
    error_message = "\"${var.db_name}\" is reserved, or there already. Set db_name to another name, such as app."
  }
}

variable "username" {
  description = "Name of the master user."
  type        = string
  default     = "app_admin"
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z][A-Za-z0-9_]{0,15}$", var.username))
    error_message = "The master user is called \"${var.username}\". Begin the name with a letter and go on with letters, digits and underscores, 16 characters at most."
  }

  validation {
    condition     = !contains(["admin", "postgres", "rdsadmin", "root", "user"], lower(var.username)) && !startswith(lower(var.username), "pg_")
    error_message = "\"${var.username}\" is reserved, or the first name that an attacker tries. Give the master user another one, such as app_admin."
  }
}

variable "password" {
  description = "Who makes the master user's password: \"rds\" makes, keeps and rotates it; \"platform\" is a secret of the platform's own, which read replicas need."
  type        = string
  default     = "rds"
  nullable    = false

  validation {
    condition     = contains(["rds", "platform"], var.password)
    error_message = "Nobody called \"${var.password}\" makes a password. Take \"rds\" or \"platform\"."
  }

  validation {
    condition     = var.password == "rds" ? true : var.secret_rotation_days == null
    error_message = "RDS rotates only a password that it made itself. Leave db_secret_rotation_days out, or set db_password = \"rds\"."
  }
}

variable "password_version" {
  description = "Version of the platform's own password. The next number makes another one."
  type        = number
  default     = 1
  nullable    = false

  validation {
    condition     = var.password_version >= 1 && floor(var.password_version) == var.password_version
    error_message = "Versions of a password are counted from 1, and this one is ${var.password_version}. Take the next whole number for another password."
  }
}

variable "secret_rotation_days" {
  description = "After how many days the master user's password is changed. AWS changes it every seven days without it."
  type        = number
  default     = null

  # https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_RotationRulesType.html
  validation {
    condition     = var.secret_rotation_days == null ? true : var.secret_rotation_days >= 1 && var.secret_rotation_days <= 1000 && floor(var.secret_rotation_days) == var.secret_rotation_days
    error_message = "The master user's password cannot be changed every ${var.secret_rotation_days == null ? "" : var.secret_rotation_days} days. Set its rotation to a whole number of days from 1 to 1000, or leave it out for AWS's seven."
  }
}

variable "port" {
  description = "Port that the database listens on."
  type        = number
  default     = 5432
  nullable    = false

  validation {
    condition     = var.port >= 1150 && var.port <= 65535 && floor(var.port) == var.port
    error_message = "A database does not listen on port ${var.port}. Take one from 1150 to 65535; PostgreSQL's own is 5432."
  }
}

variable "allocated_storage" {
  description = "Storage to begin with, in GiB (gp3)."
  type        = number
  default     = 50
  nullable    = false

  # https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html#gp3-storage
  validation {
    condition     = var.allocated_storage >= 20 && var.allocated_storage <= 65536 && floor(var.allocated_storage) == var.allocated_storage
    error_message = "A database does not have ${var.allocated_storage} GiB of gp3 storage. Set its storage to a whole number from 20 to 65536."
  }
}

variable "max_allocated_storage" {
  description = "Ceiling up to which the storage grows by itself, in GiB. 0 switches that off."
  type        = number
  default     = 200
  nullable    = false

  # https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIOPS.Autoscaling.html
  validation {
    condition     = var.max_allocated_storage == 0 ? true : var.max_allocated_storage * 10 >= var.allocated_storage * 11
    error_message = "The storage cannot grow from ${var.allocated_storage} to ${var.max_allocated_storage} GiB: AWS wants the ceiling at least a tenth above the storage. Set it to ${ceil(var.allocated_storage * 11 / 10)} or more, or to 0 to switch growth off."
  }

  validation {
    condition     = var.max_allocated_storage >= 0 && var.max_allocated_storage <= 65536 && floor(var.max_allocated_storage) == var.max_allocated_storage
    error_message = "The ceiling of the storage is ${var.max_allocated_storage} GiB. Set it to a whole number up to 65536, or to 0 to switch growth off."
  }
}

variable "multi_az" {
  description = "Keep a standby in another zone."
  type        = bool
  default     = true
  nullable    = false
}

variable "backup_retention_days" {
  description = "How many days back the database can be restored. 0 switches backups off."
  type        = number
  default     = 14
  nullable    = false

  validation {
    condition     = var.backup_retention_days >= 0 && var.backup_retention_days <= 35 && floor(var.backup_retention_days) == var.backup_retention_days
    error_message = "RDS does not keep backups for ${var.backup_retention_days} days. Set the retention to a whole number from 1 to 35, or to 0 for no backups."
  }
}

variable "backup_window" {
  description = "When the daily backup is taken, in UTC: hh:mm-hh:mm."
  type        = string
  default     = "02:00-03:00"
  nullable    = false

  validation {
    condition     = can(regex("^([01][0-9]|2[0-3]):[0-5][0-9]-([01][0-9]|2[0-3]):[0-5][0-9]$", var.backup_window))
    error_message = "The backup window is \"${var.backup_window}\". Write it as two times in UTC, half an hour apart at least, such as 02:00-03:00."
  }
}

variable "maintenance_window" {
  description = "When AWS may install updates, in UTC: ddd:hh:mm-ddd:hh:mm."
  type        = string
  default     = "sun:03:30-sun:04:30"
  nullable    = false

  validation {
    condition     = can(regex("^(mon|tue|wed|thu|fri|sat|sun):([01][0-9]|2[0-3]):[0-5][0-9]-(mon|tue|wed|thu|fri|sat|sun):([01][0-9]|2[0-3]):[0-5][0-9]$", var.maintenance_window))
    error_message = "The maintenance window is \"${var.maintenance_window}\". Write it as two days and times in UTC, half an hour apart at least, such as sun:03:30-sun:04:30."
  }
}

variable "deletion_protection" {
  description = "Refuse to delete the database."
  type        = bool
  default     = true
  nullable    = false
}

variable "final_snapshot" {
  description = "Take a last snapshot when the database is deleted, and keep its automated backups."
  type        = bool
  default     = true
  nullable    = false
}

variable "apply_immediately" {
  description = "Apply changes at once instead of in the maintenance window."
  type        = bool
  default     = false
  nullable    = false
}

variable "performance_insights" {
  description = "Record which queries the database spends its time on."
  type        = bool
  default     = true
  nullable    = false
}

variable "monitoring_interval" {
  description = "Seconds between two measurements of the operating system. 0 switches them off."
  type        = number
  default     = 60
  nullable    = false

  validation {
    condition     = contains([0, 1, 5, 10, 15, 30, 60], var.monitoring_interval)
    error_message = "Enhanced Monitoring does not measure every ${var.monitoring_interval} seconds. Set the interval to 1, 5, 10, 15, 30 or 60, or to 0 to switch it off."
  }
}

variable "log_retention_days" {
  description = "How many days the database's logs are kept. 0 keeps them for ever."
  type        = number
  default     = 30
  nullable    = false

  validation {
    condition     = contains([0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_days)
    error_message = "CloudWatch does not keep the database's logs for ${var.log_retention_days} days. Take 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288 or 3653, or 0 to keep them for ever."
  }
}

variable "logs_kms_key_arn" {
  description = "KMS key that encrypts the logs. CloudWatch Logs uses a key of its own without it."
  type        = string
  default     = null
}

variable "permissions_boundary_arn" {
  description = "Policy that bounds the role of Enhanced Monitoring. Null for none."
  type        = string
  default     = null
}
