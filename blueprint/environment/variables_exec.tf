# tflint-ignore-file: terraform_standard_module_structure # the options are many: one file per subject

variable "ecs_exec" {
  description = "Let those whom IAM allows it run commands in the containers (ECS Exec), encrypted and logged. The container must be able to write to its files."
  type        = bool
  default     = false
  nullable    = false
}

variable "ecs_exec_log_retention_days" {
  description = "How long it is kept what was run in the containers. 0 keeps it for ever."
  type        = number
  default     = 365
  nullable    = false

  validation {
    condition     = var.ecs_exec && var.kind == "prod" ? var.ecs_exec_log_retention_days == 0 || var.ecs_exec_log_retention_days >= 90 : true
    error_message = "In production it must be known for a while who did what in the containers. Set ecs_exec_log_retention_days to 90 or more, or ecs_exec = false."
  }
}
