variable "name" {
  description = "Name of the service. It begins the names of the rest."
  type        = string
  nullable    = false
}

variable "cluster_name" {
  description = "Cluster that the service runs in. It is part of the name of the log group."
  type        = string
  nullable    = false
}

variable "cluster_arn" {
  description = "ARN of the cluster."
  type        = string
  nullable    = false
}

variable "container_name" {
  description = "Name of the container, and of its log group. No two services of a cluster have the same."
  type        = string
  default     = "app"
  nullable    = false
}

variable "vpc_id" {
  description = "VPC that the tasks run in."
  type        = string
  nullable    = false
}

variable "subnet_ids" {
  description = "Private subnets of two or more zones, with a way out or endpoints: tasks fetch their image, secrets and logs by them."
  type        = list(string)
  nullable    = false
}

variable "alb_security_group_id" {
  description = "Security group of the load balancer, the only one that may reach the tasks."
  type        = string
  nullable    = false
}

variable "target_group_arn" {
  description = "Target group that the tasks register in."
  type        = string
  nullable    = false
}

variable "egress_cidrs" {
  description = "IPv4 ranges that the tasks may reach by HTTPS, beside S3 and endpoints."
  type        = list(string)
  default     = ["0.0.0.0/0"]
  nullable    = false

  validation {
    condition     = alltrue([for cidr in var.egress_cidrs : can(cidrnetmask(cidr))])
    error_message = "egress_cidrs takes IPv4 ranges only, such as 203.0.113.0/24; a single address ends with /32. Correct or remove the others."
  }

  validation {
    condition     = alltrue([for cidr in var.egress_cidrs : try(cidrsubnet(cidr, 0, 0) == cidr, true)])
    error_message = "AWS takes a range by its first address. Write egress_cidrs as ${jsonencode([for cidr in var.egress_cidrs : try(cidrsubnet(cidr, 0, 0), cidr)])}."
  }

  validation {
    condition     = length(distinct(var.egress_cidrs)) == length(var.egress_cidrs)
    error_message = "egress_cidrs names a range twice. Remove the repetition."
  }

  # https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html#vpc-limits-security-groups
  validation {
    condition     = length(var.egress_cidrs) <= 50
    error_message = "egress_cidrs has ${length(var.egress_cidrs)} ranges. Join them to at most 50: a security group holds 60 rules, and the database, S3 and the endpoints need some."
  }
}

variable "endpoint_security_group_ids" {
  description = "Security group of the VPC's endpoints: one, or none without endpoints."
  type        = list(string)
  default     = []
  nullable    = false
}

variable "s3_prefix_list_id" {
  description = "Prefix list of S3, which the tasks reach however narrow their way out is. Needed where egress_cidrs leaves it out."
  type        = string
  default     = null

  validation {
    condition     = contains(var.egress_cidrs, "0.0.0.0/0") ? true : var.s3_prefix_list_id != null
    error_message = "Layers of images lie in S3, which egress_cidrs does not reach. Set s3_prefix_list_id to the prefix list of the VPC's endpoint for S3."
  }
}

variable "container_image" {
  description = "Container image with its tag or digest."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9.-]*(:[0-9]+)?(/[a-z0-9][a-z0-9._-]*)*(:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(@sha256:[0-9a-f]{64})?$", var.container_image))
    error_message = "container_image is \"${var.container_image}\", which names no image. Write it like docker pull takes it, in lower case and without https://, such as 123456789012.dkr.ecr.eu-west-1.amazonaws.com/app:1.4.2."
  }

  validation {
    condition     = !can(regex("(^|/)[^/:@]+$", var.container_image))
    error_message = "container_image says not which version to run. Add a tag or a digest, such as ${var.container_image}:1.4.2."
  }
}

variable "container_port" {
  description = "Port that the container listens on, for HTTP."
  type        = number
  default     = 8080
  nullable    = false

  validation {
    condition     = var.container_port >= 1 && var.container_port <= 65535 && floor(var.container_port) == var.container_port
    error_message = "container_port is ${var.container_port}. Set it to the port that the container listens on, from 1 to 65535."
  }
}

variable "task_cpu" {
  description = "CPU units of one task. 1024 are one vCPU."
  type        = number
  default     = 512
  nullable    = false

  validation {
    condition     = contains([256, 512, 1024, 2048, 4096, 8192, 16384], var.task_cpu)
    error_message = "Fargate runs no task of ${var.task_cpu} CPU units. Set task_cpu to 256, 512, 1024, 2048, 4096, 8192 or 16384."
  }
}

locals {
  # https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-cpu-memory-error.html
  fargate_memory = {
    "256"   = [512, 1024, 2048]
    "512"   = range(1024, 4096 + 1, 1024)
    "1024"  = range(2048, 8192 + 1, 1024)
    "2048"  = range(4096, 16384 + 1, 1024)
    "4096"  = range(8192, 30720 + 1, 1024)
    "8192"  = range(16384, 61440 + 1, 4096)
    "16384" = range(32768, 122880 + 1, 8192)
  }
}

variable "task_memory" {
  description = "Memory of one task, in MiB. Fargate takes certain amounts for each amount of CPU."
  type        = number
  default     = 1024
  nullable    = false

  validation {
    condition     = contains(local.fargate_memory[tostring(var.task_cpu)], var.task_memory)
    error_message = "Fargate gives a task of ${var.task_cpu} CPU units no ${var.task_memory} MiB. Set task_memory to ${join(", ", local.fargate_memory[tostring(var.task_cpu)])}, or take another task_cpu."
  }
}

variable "cpu_architecture" {
  description = "Processor that the image is built for."
  type        = string
  default     = "X86_64"
  nullable    = false

  validation {
    condition     = contains(["X86_64", "ARM64"], var.cpu_architecture)
    error_message = "cpu_architecture is \"${var.cpu_architecture}\". Set it to X86_64 or ARM64, as the image is built."
  }
}

variable "desired_count" {
  description = "How many tasks run."
  type        = number
  default     = 2
  nullable    = false

  # https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-quotas.html
  validation {
    condition     = var.desired_count >= 0 && var.desired_count <= 5000 && floor(var.desired_count) == var.desired_count
    error_message = "desired_count is ${var.desired_count}. Set it to a whole number of tasks from 0 to 5000, which is AWS's limit for a service."
  }
}

variable "environment_variables" {
  description = "Environment variables of the container."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition     = alltrue([for name in keys(var.environment_variables) : can(regex("^[A-Za-z_][A-Za-z0-9_]*$", name))])
    error_message = "The name of an environment variable has letters, digits and underscores, and begins with no digit. Rename the others in environment_variables."
  }
}

variable "database" {
  description = "Database of the service. The container finds it in DB_HOST, DB_PORT and DB_NAME, and reads user and password from the secret DB_SECRET_ARN whenever it connects: they change while it runs. With read replicas DB_READER_HOSTS has their hosts, parted by commas."
  type = object({
    host        = string
    port        = number
    name        = string
    secret_arn  = string
    kms_key_arn = string

    reader_hosts      = optional(list(string), [])
    security_group_id = string
  })
  default = null
}

variable "secrets" {
  description = "Environment variables that are read from Secrets Manager when a task starts: name = ARN of the secret, or ARN:key:: for one key of a JSON secret."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition     = alltrue([for name in keys(var.secrets) : can(regex("^[A-Za-z_][A-Za-z0-9_]*$", name))])
    error_message = "The name of an environment variable has letters, digits and underscores, and begins with no digit. Rename the others in secrets."
  }

  # https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html
  validation {
    condition     = alltrue([for arn in values(var.secrets) : can(regex("^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[A-Za-z0-9/_+=.@-]+(:[^:]*:[^:]*:[^:]*)?$", arn))])
    error_message = "secrets takes ARNs of Secrets Manager only, never a secret itself. Write arn:aws:secretsmanager:eu-west-1:123456789012:secret:name-AbCdEf, with :key:: behind it for one key of a JSON secret."
  }

  validation {
    condition     = length(setintersection(keys(var.secrets), keys(var.environment_variables))) == 0
    error_message = "secrets and environment_variables both set ${join(", ", setintersection(keys(var.secrets), keys(var.environment_variables)))}. Remove it from one of them."
  }
}

variable "secrets_kms_key_arns" {
  description = "Customer KMS keys that the secrets are encrypted with."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for arn in var.secrets_kms_key_arns : can(regex("^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+$", arn))])
    error_message = "secrets_kms_key_arns takes ARNs of keys only; an alias is not enough for a policy. Write arn:aws:kms:eu-west-1:123456789012:key/01234567-89ab-cdef-0123-456789abcdef."
  }
}

variable "read_only_root_filesystem" {
  description = "Let the container write to no file."
  type        = bool
  default     = true
  nullable    = false
}

variable "exec_enabled" {
  description = "Let those who may run commands in the containers (ECS Exec), and log what they do."
  type        = bool
  default     = false
  nullable    = false

  # https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html#ecs-exec-considerations
  validation {
    condition     = var.exec_enabled ? !var.read_only_root_filesystem : true
    error_message = "ECS Exec brings an agent that must write to the container's files. Set read_only_root_filesystem = false as long as commands are to be run, or leave ECS Exec off."
  }
}

variable "exec_log_group_arn" {
  description = "Log group of the cluster that is written to when commands are run. Needed with exec_enabled."
  type        = string
  default     = null
}

variable "health_check_grace_period" {
  description = "Seconds that a new task may take to start before failed health checks count."
  type        = number
  default     = 60
  nullable    = false

  validation {
    condition     = var.health_check_grace_period >= 0 && var.health_check_grace_period <= 2147483647 && floor(var.health_check_grace_period) == var.health_check_grace_period
    error_message = "health_check_grace_period is ${var.health_check_grace_period}. Set it to the whole seconds that the container needs to start, from 0 to 2147483647."
  }
}

variable "log_retention_days" {
  description = "How many days the container's logs are kept. 0 keeps them for ever."
  type        = number
  default     = 30
  nullable    = false

  validation {
    condition     = contains([0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_days)
    error_message = "CloudWatch does not keep logs for ${var.log_retention_days} days. Set log_retention_days to 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288 or 3653, or to 0 to keep them for ever."
  }
}

variable "logs_kms_key_arn" {
  description = "KMS key that encrypts the logs, and what is said in ECS Exec. CloudWatch Logs uses a key of its own without it."
  type        = string
  default     = null

  validation {
    condition     = var.exec_enabled ? var.logs_kms_key_arn != null : true
    error_message = "What is said in ECS Exec is encrypted and logged with a key. Set logs_kms_key_arn, or leave ECS Exec off."
  }
}

variable "permissions_boundary_arn" {
  description = "Policy that bounds the roles of the tasks. Null for none."
  type        = string
  default     = null
}
