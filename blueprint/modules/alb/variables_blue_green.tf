# tflint-ignore-file: terraform_standard_module_structure # what blue/green deployments ask for

variable "blue_green" {
  description = "Make a second target group, and the rule by which ECS turns from one to the other."
  type        = bool
  default     = false
  nullable    = false

  validation {
    condition     = var.blue_green ? !(var.allow_http && local.https) : true
    error_message = "Blue/green deployments turn one listener, and both HTTP and HTTPS would serve. Set allow_http = false, or deploy rolling."
  }
}
