variable "name" {
  description = "Begins every name."
  type        = string
  nullable    = false
}

variable "cluster_name" {
  description = "Cluster of the service that is stopped."
  type        = string
  nullable    = false
}

variable "service_name" {
  description = "Service that is stopped."
  type        = string
  nullable    = false
}

variable "desired_count" {
  description = "How many tasks run in the day."
  type        = number
  nullable    = false
}

variable "services" {
  description = "Services of the cluster that are stopped beside it, by name, and how many tasks each runs in the day."
  type = map(object({
    service_name  = string
    desired_count = number
  }))
  default  = {}
  nullable = false
}

variable "db_identifier" {
  description = "Database that is stopped too. Null where there is none."
  type        = string
  default     = null
}

variable "kms_key_arn" {
  description = "Key that the schedules are encrypted with."
  type        = string
  nullable    = false
}

variable "permissions_boundary_arn" {
  description = "Policy that bounds the role. Null for none."
  type        = string
  default     = null
}

variable "begin" {
  description = "When the night begins: HH:MM."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^([01][0-9]|2[0-3]):[0-5][0-9]$", var.begin))
    error_message = "The night begins at \"${var.begin}\", which is no time of day. Write 20:00 for eight in the evening."
  }
}

variable "end" {
  description = "When the night ends: HH:MM."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^([01][0-9]|2[0-3]):[0-5][0-9]$", var.end))
    error_message = "The night ends at \"${var.end}\", which is no time of day. Write 07:00 for seven in the morning."
  }

  validation {
    condition     = !can(regex("^00:(0|1[0-4])", var.end))
    error_message = "The database starts 15 minutes before the night ends, which must be on the same day. Let the night end at 00:15 or later."
  }

  validation {
    condition     = var.begin != var.end
    error_message = "A night that ends when it begins is none. Let it end later."
  }
}

variable "timezone" {
  description = "Time zone of the two, by its name in the tz database."
  type        = string
  nullable    = false

  # https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateSchedule.html
  validation {
    condition     = can(regex("^(UTC|[A-Z][A-Za-z]+(/[A-Z][A-Za-z0-9_+-]*){1,2})$", var.timezone))
    error_message = "\"${var.timezone}\" is no name of a time zone. Write it as the tz database does, such as Europe/Berlin or America/New_York."
  }
}

variable "weekends" {
  description = "Whether it stays off from Friday's evening to Monday's morning."
  type        = bool
  default     = true
  nullable    = false
}
