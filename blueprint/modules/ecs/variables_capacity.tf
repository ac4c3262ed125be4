# tflint-ignore-file: terraform_standard_module_structure # how many tasks, and of which kind

variable "requests_label" {
  description = "How autoscaling names the load balancer and its target group. Autoscaling by requests needs it."
  type        = string
  default     = null
}

variable "autoscaling" {
  description = "Let autoscaling own the number of tasks."
  type        = bool
  default     = false
  nullable    = false

  validation {
    condition     = var.autoscaling ? anytrue([for target in [var.autoscaling_cpu, var.autoscaling_memory, var.autoscaling_requests] : target != null]) : true
    error_message = "Autoscaling aims at no target. Set autoscaling_cpu = 60, or a target for memory or requests, or switch autoscaling off."
  }
}

variable "autoscaling_min" {
  description = "Fewest tasks that run under autoscaling."
  type        = number
  default     = 2
  nullable    = false

  validation {
    condition     = var.autoscaling_min >= 0 && var.autoscaling_min <= 5000 && floor(var.autoscaling_min) == var.autoscaling_min
    error_message = "autoscaling_min is ${var.autoscaling_min}. Set it to a whole number of tasks from 0 to 5000."
  }
}

variable "autoscaling_max" {
  description = "Most tasks that run under autoscaling."
  type        = number
  default     = 6
  nullable    = false

  # https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-quotas.html
  validation {
    condition     = var.autoscaling_max >= 1 && var.autoscaling_max <= 5000 && floor(var.autoscaling_max) == var.autoscaling_max
    error_message = "autoscaling_max is ${var.autoscaling_max}. Set it to a whole number of tasks from 1 to 5000, which is AWS's limit for a service."
  }

  validation {
    condition     = var.autoscaling ? var.autoscaling_max >= var.autoscaling_min : true
    error_message = "At most ${var.autoscaling_max} tasks are fewer than the least, ${var.autoscaling_min}. Set autoscaling_max to autoscaling_min or more."
  }
}

variable "autoscaling_cpu" {
  description = "Average CPU of the tasks that autoscaling aims at, in percent. Null: it does not go by CPU."
  type        = number
  default     = 60

  validation {
    condition     = var.autoscaling_cpu == null ? true : var.autoscaling_cpu >= 10 && var.autoscaling_cpu <= 90
    error_message = "Autoscaling by CPU aims at a percentage from 10 to 90: above, a burst has no room until new tasks have started. Set autoscaling_cpu within that, or leave it out."
  }
}

variable "autoscaling_memory" {
  description = "Average memory of the tasks that autoscaling aims at, in percent. Null: it does not go by memory."
  type        = number
  default     = null

  validation {
    condition     = var.autoscaling_memory == null ? true : var.autoscaling_memory >= 10 && var.autoscaling_memory <= 90
    error_message = "Autoscaling by memory aims at a percentage from 10 to 90: above, tasks are killed before new ones have started. Set autoscaling_memory within that, or leave it out."
  }
}

variable "autoscaling_requests" {
  description = "Requests a minute for each task that autoscaling aims at. Null: it does not go by requests."
  type        = number
  default     = null

  validation {
    condition     = var.autoscaling_requests == null ? true : var.autoscaling_requests >= 1 && floor(var.autoscaling_requests) == var.autoscaling_requests
    error_message = "Autoscaling by requests counts those of a minute for each task. Set autoscaling_requests to a whole number from 1, or leave it out."
  }
}

variable "autoscaling_schedules" {
  description = "Other bounds from certain times on, by name."
  type = map(object({
    cron     = string
    min      = number
    max      = number
    timezone = optional(string, "UTC")
  }))
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for name in keys(var.autoscaling_schedules) : can(regex("^[A-Za-z0-9][A-Za-z0-9-]{0,62}$", name))])
    error_message = "The name of a schedule has letters, digits and hyphens. Rename the others in autoscaling_schedules, for example to \"night\"."
  }

  validation {
    condition     = alltrue([for schedule in values(var.autoscaling_schedules) : can(regex("^cron\\([^\\s()]+( [^\\s()]+){5}\\)$", schedule.cron))])
    error_message = "A schedule has its time as AWS writes it, with minute, hour, day, month, day of the week and year. Write cron(0 20 * * ? *) for every evening at eight, and change the others in autoscaling_schedules."
  }

  validation {
    condition     = alltrue([for schedule in values(var.autoscaling_schedules) : schedule.min >= 0 && schedule.max >= schedule.min && floor(schedule.min) == schedule.min && floor(schedule.max) == schedule.max])
    error_message = "A schedule sets whole numbers of tasks, the most of which are no fewer than the least. Mend min and max in autoscaling_schedules."
  }
}

variable "spot_share" {
  description = "Share of the tasks beyond the base that run on Fargate Spot, in percent."
  type        = number
  default     = 0
  nullable    = false

  validation {
    condition     = var.spot_share >= 0 && var.spot_share <= 100 && floor(var.spot_share) == var.spot_share
    error_message = "spot_share is ${var.spot_share}. Set it to a whole percentage from 0 to 100."
  }
}

variable "on_demand_base" {
  description = "So many tasks never run on Spot."
  type        = number
  default     = 1
  nullable    = false

  # https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CapacityProviderStrategyItem.html
  validation {
    condition     = var.on_demand_base >= 0 && var.on_demand_base <= 5000 && floor(var.on_demand_base) == var.on_demand_base
    error_message = "on_demand_base is ${var.on_demand_base}. Set it to a whole number of tasks from 0 to 5000."
  }
}
