variable "name" {
  description = "Name of the cluster. It is part of the names of its log groups."
  type        = string
  nullable    = false
}

variable "container_insights" {
  description = "CloudWatch Container Insights: disabled, enabled or enhanced."
  type        = string
  default     = "enabled"
  nullable    = false

  validation {
    condition     = contains(["disabled", "enabled", "enhanced"], var.container_insights)
    error_message = "container_insights is \"${var.container_insights}\". Set it to disabled, enabled or enhanced."
  }
}

variable "exec_enabled" {
  description = "Encrypt and log what is run in containers (ECS Exec)."
  type        = bool
  default     = false
  nullable    = false
}

variable "exec_log_retention_days" {
  description = "How many days it is kept who ran which commands. 0 keeps it for ever."
  type        = number
  default     = 365
  nullable    = false

  validation {
    condition     = contains([0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.exec_log_retention_days)
    error_message = "CloudWatch does not keep the log of commands for ${var.exec_log_retention_days} days. Take 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288 or 3653, or 0 to keep it for ever."
  }
}

variable "log_retention_days" {
  description = "How many days the logs of Container Insights are kept. 0 keeps them for ever."
  type        = number
  default     = 30
  nullable    = false
}

variable "logs_kms_key_arn" {
  description = "KMS key that encrypts the logs, and what is said in ECS Exec. CloudWatch Logs uses a key of its own without it."
  type        = string
  default     = null
}
