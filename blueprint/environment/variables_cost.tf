# tflint-ignore-file: terraform_standard_module_structure # the options are many: one file per subject

variable "budget_monthly" {
  description = "What this environment may cost in a month, in dollars. alarm_email is told when 80 % are spent, and when the month is likely to end beyond it. Counted is what carries the tag Environment, once that is a cost allocation tag in Billing."
  type        = number
  default     = null

  validation {
    condition     = var.budget_monthly == null ? true : var.budget_monthly >= 1 && var.budget_monthly <= 1000000
    error_message = "budget_monthly is ${coalesce(var.budget_monthly, 0)}. Choose 1 to 1000000 dollars, or leave it out for no budget."
  }

  validation {
    condition     = var.budget_monthly == null ? true : var.alarm_email != null
    error_message = "A budget that tells nobody is none. Set alarm_email, or leave budget_monthly out."
  }
}

variable "night_off" {
  description = "Stop the tasks and the database every night. What runs costs nothing while it is stopped; storage, NAT gateways and the load balancer stay. Terraform that is applied at night starts the tasks again."
  type        = bool
  default     = false
  nullable    = false

  validation {
    condition     = var.kind == "prod" ? !var.night_off : true
    error_message = "In production users come at night too. Set night_off = false."
  }

  validation {
    condition     = var.autoscaling ? !var.night_off : true
    error_message = "Autoscaling would start the tasks again that the night stopped. Set night_off = false, or autoscaling = false."
  }
}

variable "night_begin" {
  description = "When the night begins, in night_timezone."
  type        = string
  default     = "20:00"
  nullable    = false
}

variable "night_end" {
  description = "When the tasks start again, in night_timezone. The database, which takes longer, starts 15 minutes before."
  type        = string
  default     = "07:00"
  nullable    = false
}

variable "night_timezone" {
  description = "Time zone of the two, by its name in the tz database. Summer time is followed."
  type        = string
  default     = "Etc/UTC"
  nullable    = false
}

variable "night_weekends" {
  description = "Stay stopped from Friday's evening to Monday's morning."
  type        = bool
  default     = true
  nullable    = false
}
