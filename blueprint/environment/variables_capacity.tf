# tflint-ignore-file: terraform_standard_module_structure # the options are many: one file per subject

variable "autoscaling" {
  description = "Let the number of tasks follow what they have to do. Before you switch it for a service that runs, read docs/deployments.md on handing it over: a plain apply makes a new service and takes the old one away."
  type        = bool
  default     = false
  nullable    = false
}

variable "autoscaling_min" {
  description = "Fewest tasks that run."
  type        = number
  default     = 2
  nullable    = false

  validation {
    condition     = var.kind == "prod" && var.autoscaling ? var.autoscaling_min >= 2 : true
    error_message = "In production the service must survive the loss of a task and of its zone, also when nothing is going on. Set autoscaling_min to 2 or more."
  }
}

variable "autoscaling_max" {
  description = "Most tasks that run: what a fault, or an attack, may cost."
  type        = number
  default     = 6
  nullable    = false
}

variable "autoscaling_cpu" {
  description = "Average CPU of the tasks that is aimed at: above, tasks are added. Null: CPU does not count."
  type        = number
  default     = 60
}

variable "autoscaling_memory" {
  description = "Average memory of the tasks that is aimed at: above, tasks are added. Only for a service whose memory falls with its load. Null: memory does not count."
  type        = number
  default     = null
}

variable "autoscaling_requests" {
  description = "Requests a minute for each task that are aimed at: above, tasks are added. A load test says how many a task bears. Null: requests do not count."
  type        = number
  default     = null
}

variable "autoscaling_schedules" {
  description = "Other bounds from certain times on, by name, until the next schedule: evening = { cron = \"cron(0 20 * * ? *)\", min = 0, max = 0 }, and one for the morning. timezone is UTC unless it is set."
  type = map(object({
    cron     = string
    min      = number
    max      = number
    timezone = optional(string, "UTC")
  }))
  default  = {}
  nullable = false

  validation {
    condition     = var.kind == "prod" ? alltrue([for schedule in values(var.autoscaling_schedules) : schedule.min >= 2]) : true
    error_message = "In production the service must survive the loss of a task and of its zone at any time of the day. Set min to 2 or more in every schedule of autoscaling_schedules."
  }
}

variable "spot_share" {
  description = "Share of the tasks beyond the base that run on Fargate Spot, for up to 70 % less. AWS takes them back with two minutes' notice, now and then all at once."
  type        = number
  default     = 0
  nullable    = false
}

variable "on_demand_base" {
  description = "So many tasks never run on Spot, so that they stay when AWS takes Spot back."
  type        = number
  default     = 1
  nullable    = false

  validation {
    condition     = var.kind == "prod" && var.spot_share > 0 ? var.on_demand_base >= 2 : true
    error_message = "In production two tasks must stay, in two zones, when AWS takes Spot back. Set on_demand_base to 2 or more, or spot_share to 0."
  }

  validation {
    condition     = var.spot_share == 0 ? true : var.on_demand_base < max(var.desired_count, 1)
    error_message = "No task would run on Spot: the base of ${var.on_demand_base} covers all of them. Set on_demand_base below desired_count, or spot_share to 0."
  }
}
