# tflint-ignore-file: terraform_standard_module_structure # the options are many: one file per subject

variable "services" {
  description = "Services beside the one that answers by default, by name. Each has the paths that lead to it, and an image and sizes of its own; of two rules that take a path, the one with the lower priority counts. Give autoscaling_max to let the number of tasks follow their CPU, from desired_count up. The rest is as for the first: architecture, file system, Spot, logs, ways out."
  type = map(object({
    priority              = number
    path_patterns         = list(string)
    container_image       = string
    container_port        = optional(number, 8080)
    health_check_path     = optional(string, "/")
    task_cpu              = optional(number, 512)
    task_memory           = optional(number, 1024)
    desired_count         = optional(number, 2)
    autoscaling_max       = optional(number)
    autoscaling_cpu       = optional(number, 60)
    database              = optional(bool, false)
    environment_variables = optional(map(string), {})
    secrets               = optional(map(string), {})
  }))
  default  = {}
  nullable = false

  # The longest of the names that it becomes part of is a schedule's: 64 characters with the project's 20 and the environment's 11.
  validation {
    condition     = alltrue([for name in keys(var.services) : can(regex("^[a-z](-?[a-z0-9])*$", name)) && length(name) <= 16])
    error_message = "A service's name begins with a lower-case letter and goes on with lower-case letters, digits and single hyphens, 16 characters at most, because it becomes part of names in AWS. Rename in services: ${join(", ", [for name in keys(var.services) : name if !can(regex("^[a-z](-?[a-z0-9])*$", name)) || length(name) > 16])}."
  }

  validation {
    condition     = alltrue([for name in keys(var.services) : !can(regex("^(app|blue|exec|green)$|(^|-)scaled$", name))])
    error_message = "The names app, blue, exec and green are taken by what answers by default, and a name with scaled at its end by services that scale. Rename in services: ${join(", ", [for name in keys(var.services) : name if can(regex("^(app|blue|exec|green)$|(^|-)scaled$", name))])}."
  }

  # https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html#vpc-limits-security-groups
  validation {
    condition     = length(var.services) <= 50
    error_message = "services has ${length(var.services)} entries. Keep at most 50: a security group holds 60 rules, and that of the load balancer needs one for each service."
  }

  validation {
    condition     = alltrue([for service in values(var.services) : !try(contains(service.path_patterns, "/*"), false)])
    error_message = "A service that takes /* leaves nothing to the one that answers by default. Narrow path_patterns, or run it as the first service, in services: ${join(", ", [for name, service in var.services : name if try(contains(service.path_patterns, "/*"), false)])}."
  }

  validation {
    condition     = var.kind == "prod" ? alltrue([for service in values(var.services) : !try(endswith(service.container_image, ":latest"), false)]) : true
    error_message = "In production an image must be the same one tomorrow, so that a roll back works. Give container_image a version's tag or a digest instead of latest in services: ${join(", ", [for name, service in var.services : name if try(endswith(service.container_image, ":latest"), false)])}."
  }

  validation {
    condition     = var.nat_mode == "none" ? alltrue([for service in values(var.services) : can(regex("^[0-9]{12}\\.dkr\\.ecr\\.${var.region}\\.amazonaws\\.com(\\.cn)?/", service.container_image))]) : true
    error_message = "Without NAT gateways tasks reach no registry but ECR in ${var.region}. Set container_image to an image there (ACCOUNT.dkr.ecr.${var.region}.amazonaws.com/…) in services, or set nat_mode = \"single\" or \"per_az\"."
  }

  validation {
    condition     = var.nat_mode == "none" && anytrue([for service in values(var.services) : length(service.secrets) > 0]) ? contains(var.vpc_endpoints, "secretsmanager") : true
    error_message = "Without NAT gateways ECS reads the secrets of services by an endpoint. Add \"secretsmanager\" to vpc_endpoints, or set nat_mode = \"single\" or \"per_az\"."
  }

  validation {
    condition     = var.kind == "prod" ? alltrue([for service in values(var.services) : service.desired_count >= 2]) : true
    error_message = "In production every service must survive the loss of a task and of its zone. Set desired_count to 2 or more in services: ${join(", ", [for name, service in var.services : name if service.desired_count < 2])}."
  }

  validation {
    condition     = alltrue([for service in values(var.services) : service.autoscaling_max == null ? true : service.autoscaling_max >= max(service.desired_count, 1)])
    error_message = "Autoscaling goes from desired_count up. Set autoscaling_max to desired_count or more, or leave it out, in services: ${join(", ", [for name, service in var.services : name if service.autoscaling_max == null ? false : service.autoscaling_max < max(service.desired_count, 1)])}."
  }

  validation {
    condition     = var.night_off ? alltrue([for service in values(var.services) : service.autoscaling_max == null]) : true
    error_message = "Autoscaling would start the tasks again that the night stopped. Set night_off = false, or leave autoscaling_max out in services: ${join(", ", [for name, service in var.services : name if service.autoscaling_max != null])}."
  }

  validation {
    condition     = alltrue([for service in values(var.services) : service.autoscaling_max == null ? true : service.autoscaling_cpu < var.alarm_ecs_cpu_threshold])
    error_message = "Autoscaling aims at a CPU that is an alarm already. Set alarm_ecs_cpu_threshold above it, or aim lower with autoscaling_cpu in services: ${join(", ", [for name, service in var.services : name if service.autoscaling_max == null ? false : service.autoscaling_cpu >= var.alarm_ecs_cpu_threshold])}."
  }

  validation {
    condition     = var.alarm_unhealthy_targets_threshold == null ? true : alltrue([for service in values(var.services) : max(service.desired_count, 1) >= var.alarm_unhealthy_targets_threshold])
    error_message = "The alarm on unhealthy targets would never go off for a service of fewer tasks. Set alarm_unhealthy_targets_threshold to the least desired_count of all services, or leave it out."
  }

  validation {
    condition     = var.db_enabled ? true : alltrue([for service in values(var.services) : !service.database])
    error_message = "There is no database to reach. Set db_enabled = true, or database = false in services: ${join(", ", [for name, service in var.services : name if service.database])}."
  }

  validation {
    condition     = alltrue([for service in values(var.services) : service.database ? !anytrue([for name in concat(keys(service.environment_variables), keys(service.secrets)) : contains(concat(["DB_HOST", "DB_PORT", "DB_NAME", "DB_SECRET_ARN"], var.db_read_replicas > 0 ? ["DB_READER_HOSTS"] : []), name)]) : true])
    error_message = "With a database the platform sets DB_HOST, DB_PORT, DB_NAME and DB_SECRET_ARN itself, and with read replicas DB_READER_HOSTS. Remove them from environment_variables and secrets in services, or set database = false there."
  }

  validation {
    condition     = alltrue([for service in values(var.services) : service.priority != null && service.path_patterns != null && service.container_image != null])
    error_message = "A service needs a priority, the paths that lead to it (path_patterns) and an image (container_image). Give them in services: ${join(", ", [for name, service in var.services : name if service.priority == null || service.path_patterns == null || service.container_image == null])}."
  }
}
