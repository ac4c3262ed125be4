# tflint-ignore-file: terraform_standard_module_structure # the options are many: one file per subject

variable "deployment_strategy" {
  description = "How a new version takes over. rolling: task by task, taken back when new tasks do not get well. blue_green: all at once, after the new version stands beside the old one, which stays for a while to go back to."
  type        = string
  default     = "rolling"
  nullable    = false

  validation {
    condition     = contains(["rolling", "blue_green"], var.deployment_strategy)
    error_message = "deployment_strategy is \"${var.deployment_strategy}\". Set it to rolling or blue_green."
  }

  # https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-autoscaling-targettracking.html
  validation {
    condition     = var.deployment_strategy == "blue_green" && var.autoscaling ? var.autoscaling_requests == null : true
    error_message = "AWS does not scale by requests where deployments are blue/green: their target groups take turns. Leave autoscaling_requests out and go by CPU, or set deployment_strategy to \"rolling\"."
  }
}

variable "deployment_bake_time" {
  description = "How long the old version stays beside the new one, to go back to at once. Both are paid for meanwhile, and an apply waits for it."
  type        = number
  default     = 5
  nullable    = false
}

variable "deployment_rollback_by_alarm" {
  description = "Take a deployment back when meanwhile an alarm goes off on 5xx answers or latency."
  type        = bool
  default     = false
  nullable    = false
}
