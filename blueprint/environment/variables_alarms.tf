# tflint-ignore-file: terraform_standard_module_structure # the options are many: one file per subject

variable "alarm_email" {
  description = "Address that alarms are sent to. AWS sends it a message first, in which the subscription must be confirmed."
  type        = string
  default     = null

  validation {
    condition     = var.kind == "prod" ? var.alarm_email != null : true
    error_message = "In production somebody must hear of an alarm. Set alarm_email to the address of those on call."
  }
}

variable "alarm_evaluation_periods" {
  description = "How many periods in a row must be bad before an alarm goes off."
  type        = number
  default     = 3
  nullable    = false
}

variable "alarm_alb_5xx_threshold" {
  description = "Answers with a 5xx status in one period, of the load balancer and of the service together, from which on it is an alarm."
  type        = number
  default     = 10
  nullable    = false
}

variable "alarm_alb_5xx_period" {
  description = "Length of one period of the alarm on 5xx answers."
  type        = number
  default     = 60
  nullable    = false
}

variable "alarm_ecs_cpu_threshold" {
  description = "Average CPU of the service from which on it is an alarm."
  type        = number
  default     = 80
  nullable    = false
}

variable "alarm_ecs_cpu_period" {
  description = "Length of one period of the alarm on the service's CPU."
  type        = number
  default     = 300
  nullable    = false
}

variable "alarm_rds_cpu_threshold" {
  description = "Average CPU of the database from which on it is an alarm."
  type        = number
  default     = 80
  nullable    = false
}

variable "alarm_rds_cpu_period" {
  description = "Length of one period of the alarm on the database's CPU."
  type        = number
  default     = 300
  nullable    = false
}

variable "alarm_rds_free_storage_threshold" {
  description = "Free storage of the database below which it is an alarm."
  type        = number
  default     = 10
  nullable    = false

  validation {
    condition     = var.db_enabled ? var.alarm_rds_free_storage_threshold < var.db_allocated_storage : true
    error_message = "The alarm would go off at once: the database has ${var.db_allocated_storage} GiB in all. Set alarm_rds_free_storage_threshold below db_allocated_storage."
  }
}

variable "alarm_rds_free_storage_period" {
  description = "Length of one period of the alarm on the database's free storage."
  type        = number
  default     = 300
  nullable    = false
}
