# tflint-ignore-file: terraform_standard_module_structure # the options are many: one file per subject

variable "state_access_logs" {
  description = "Record who reads and writes the states, in a bucket of its own: <state_bucket>-logs."
  type        = bool
  default     = false
  nullable    = false

  validation {
    condition     = var.state_access_logs ? length(var.state_bucket) <= 58 : true
    error_message = "The bucket of the access log is called ${var.state_bucket}-logs, and S3 takes no name of more than 63 characters. Shorten state_bucket to 58, or set state_access_logs = false."
  }
}

variable "state_access_log_days" {
  description = "How long it is kept who read and wrote the states."
  type        = number
  default     = 365
  nullable    = false

  validation {
    condition     = var.state_access_log_days >= 1 && var.state_access_log_days <= 3650 && floor(var.state_access_log_days) == var.state_access_log_days
    error_message = "state_access_log_days is ${var.state_access_log_days}. Set it to a whole number of days from 1 to 3650."
  }
}

variable "state_replication_region" {
  description = "Another region that every state is copied to, into the bucket <state_bucket>-replica with a key of its own: for the day on which the region of the states, or what is in it, is lost."
  type        = string
  default     = null

  validation {
    condition     = var.state_replication_region == null ? true : can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.state_replication_region))
    error_message = "state_replication_region is \"${var.state_replication_region == null ? "" : var.state_replication_region}\", which is no region's code. Write it like eu-west-1 or us-east-1, without a zone's letter."
  }

  validation {
    condition     = var.state_replication_region == null ? true : var.state_replication_region != var.region
    error_message = "A copy in ${var.region}, where the states are, is lost with them. Set state_replication_region to another region."
  }

  validation {
    condition     = var.state_replication_region == null ? true : length(var.state_bucket) <= 55
    error_message = "The bucket of the copies is called ${var.state_bucket}-replica, and S3 takes no name of more than 63 characters. Shorten state_bucket to 55, or leave state_replication_region out."
  }
}
