# tflint-ignore-file: terraform_standard_module_structure # which paths lead to which service

variable "services" {
  description = "Services beside the one that answers by default: which paths lead to each, and where its targets listen. Of several rules that take a path, the one with the lowest priority counts. None is called blue or green."
  type = map(object({
    priority          = number
    path_patterns     = list(string)
    target_port       = number
    health_check_path = string
  }))
  default  = {}
  nullable = false

  # Blue/green deployments have the rule 50000, which takes every path.
  validation {
    condition     = alltrue([for service in values(var.services) : service.priority >= 1 && service.priority <= 49999 && floor(service.priority) == service.priority])
    error_message = "The priority of a rule is a whole number from 1 to 49999. Change it in services: ${join(", ", [for name, service in var.services : name if !(service.priority >= 1 && service.priority <= 49999 && floor(service.priority) == service.priority)])}."
  }

  validation {
    condition     = length(distinct([for service in values(var.services) : service.priority])) == length(var.services)
    error_message = "Two services have rules of the same priority, and the load balancer would not know which comes first. Give each entry of services a priority of its own."
  }

  # https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html
  validation {
    condition     = alltrue([for service in values(var.services) : length(service.path_patterns) >= 1 && length(service.path_patterns) <= 5])
    error_message = "A rule takes 1 to 5 paths. Change path_patterns in services: ${join(", ", [for name, service in var.services : name if length(service.path_patterns) < 1 || length(service.path_patterns) > 5])}. One pattern, such as /api/*, takes many paths."
  }

  validation {
    condition     = alltrue([for pattern in flatten([for service in values(var.services) : service.path_patterns]) : can(regex("^/[A-Za-z0-9_.$/~\"'@:+&*?-]{0,127}$", pattern))])
    error_message = "A path begins with a slash and has at most 128 letters, digits and _ - . $ / ~ \" ' @ : + &, with * for any characters and ? for any one. Write those in services like /api/*."
  }

  validation {
    condition     = length(distinct(flatten([for service in values(var.services) : service.path_patterns]))) == length(flatten([for service in values(var.services) : service.path_patterns]))
    error_message = "services names a path twice, and only one of the rules would ever take it. Remove the repetition from path_patterns."
  }

  validation {
    condition     = alltrue([for service in values(var.services) : can(regex("^/[!-~]*$", service.health_check_path)) && length(service.health_check_path) <= 1024])
    error_message = "health_check_path must begin with a slash and have at most 1024 characters, none of them a space. Write it like /healthz in services: ${join(", ", [for name, service in var.services : name if !can(regex("^/[!-~]{0,1023}$", service.health_check_path))])}."
  }
}
