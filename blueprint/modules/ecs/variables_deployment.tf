# tflint-ignore-file: terraform_standard_module_structure # how a new version takes over

variable "blue_green" {
  description = "What blue/green deployments turn: the other target group, and the listener's rule. Null: deployments are rolling."
  type = object({
    target_group_arn  = string
    listener_rule_arn = string
  })
  default = null
}

variable "bake_time" {
  description = "Minutes that the old version stays beside the new one in a blue/green deployment."
  type        = number
  default     = 5
  nullable    = false

  # https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html
  validation {
    condition     = var.bake_time >= 0 && var.bake_time <= 1440 && floor(var.bake_time) == var.bake_time
    error_message = "The old version stays for ${var.bake_time} minutes. Set deployment_bake_time to whole minutes from 0 to 1440, a day."
  }
}

variable "rollback_alarms" {
  description = "Alarms that take a deployment back when they go off meanwhile."
  type        = list(string)
  default     = []
  nullable    = false
}
