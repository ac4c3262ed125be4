# tflint-ignore-file: terraform_standard_module_structure # the options are many: one file per subject

variable "container_image" {
  description = "Container image with its tag or digest. Terraform owns the version that runs: a deploy is a change of this line."
  type        = string
  nullable    = false

  validation {
    condition     = var.kind == "prod" ? !endswith(var.container_image, ":latest") : true
    error_message = "In production an image must be the same one tomorrow, so that a roll back works. Give container_image a version's tag or a digest instead of latest."
  }

  validation {
    condition     = var.nat_mode == "none" ? can(regex("^[0-9]{12}\\.dkr\\.ecr\\.${var.region}\\.amazonaws\\.com(\\.cn)?/", var.container_image)) : true
    error_message = "Without NAT gateways tasks reach no registry but ECR in ${var.region}. Set container_image to an image there (ACCOUNT.dkr.ecr.${var.region}.amazonaws.com/…), or set nat_mode = \"single\" or \"per_az\"."
  }
}

variable "container_port" {
  description = "Port that the container listens on, for HTTP."
  type        = number
  default     = 8080
  nullable    = false
}

variable "task_cpu" {
  description = "CPU of one task. 1024 units are one vCPU."
  type        = number
  default     = 512
  nullable    = false
}

variable "task_memory" {
  description = "Memory of one task. Fargate takes certain amounts for each amount of CPU."
  type        = number
  default     = 1024
  nullable    = false
}

variable "cpu_architecture" {
  description = "Processor that the image is built for. ARM64 (Graviton) costs a fifth less."
  type        = string
  default     = "X86_64"
  nullable    = false
}

variable "desired_count" {
  description = "How many tasks run. Terraform owns the number; under autoscaling it is only what a new service begins with."
  type        = number
  default     = 2
  nullable    = false

  validation {
    condition     = var.kind == "prod" ? var.desired_count >= 2 : true
    error_message = "In production the service must survive the loss of a task and of its zone. Set desired_count to 2 or more."
  }

  validation {
    condition     = var.autoscaling ? var.desired_count >= var.autoscaling_min && var.desired_count <= var.autoscaling_max : true
    error_message = "Autoscaling keeps between ${var.autoscaling_min} and ${var.autoscaling_max} tasks, and the service would begin with ${var.desired_count}. Set desired_count within that."
  }
}

variable "environment_variables" {
  description = "Environment variables of the container. Nothing secret: they are legible in the console and in the state."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition     = var.db_enabled ? alltrue([for name in keys(var.environment_variables) : !contains(concat(["DB_HOST", "DB_PORT", "DB_NAME", "DB_SECRET_ARN"], var.db_read_replicas > 0 ? ["DB_READER_HOSTS"] : []), name)]) : true
    error_message = "With a database the platform sets DB_HOST, DB_PORT, DB_NAME and DB_SECRET_ARN itself, and with read replicas DB_READER_HOSTS. Remove them from environment_variables, or set db_enabled = false."
  }
}

variable "secrets" {
  description = "Environment variables that are read from Secrets Manager when a task starts: name = ARN of the secret, or ARN:key:: for one key of a JSON secret."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition     = var.db_enabled ? alltrue([for name in keys(var.secrets) : !contains(concat(["DB_HOST", "DB_PORT", "DB_NAME", "DB_SECRET_ARN"], var.db_read_replicas > 0 ? ["DB_READER_HOSTS"] : []), name)]) : true
    error_message = "With a database the platform sets DB_HOST, DB_PORT, DB_NAME and DB_SECRET_ARN itself, and with read replicas DB_READER_HOSTS. Remove them from secrets, or set db_enabled = false."
  }
}

variable "secrets_kms_key_arns" {
  description = "Customer KMS keys that the secrets are encrypted with. None are needed for AWS's own key."
  type        = list(string)
  default     = []
  nullable    = false
}

variable "read_only_root_filesystem" {
  description = "Let the container write to no file. Switch it off for an image that must."
  type        = bool
  default     = true
  nullable    = false
}

variable "health_check_grace_period" {
  description = "How long a new task may take to start before failed health checks count."
  type        = number
  default     = 60
  nullable    = false
}

variable "container_insights" {
  description = "CloudWatch Container Insights: off, per service, or enhanced down to the single container. Its metrics are billed."
  type        = string
  default     = "enabled"
  nullable    = false
}

variable "log_retention_days" {
  description = "How long the container's logs are kept. 0 keeps them for ever."
  type        = number
  default     = 30
  nullable    = false
}
