# tflint-ignore-file: terraform_standard_module_structure # the options are many: one file per subject

variable "alarm_email" {
  description = "Address that alarms are sent to. AWS sends it a message first, in which the subscription must be confirmed."
  type        = string
  default     = null

  validation {
    condition     = var.kind == "prod" ? var.alarm_email != null : true
    error_message = "In production somebody must hear of an alarm. Set alarm_email to the address of those on call."
  }
}

variable "alarm_evaluation_periods" {
  description = "How many periods in a row must be bad before an alarm goes off."
  type        = number
  default     = 3
  nullable    = false
}

variable "alarm_alb_5xx_threshold" {
  description = "Answers with a 5xx status in one period, of the load balancer and of the service together, from which on it is an alarm."
  type        = number
  default     = 10
  nullable    = false
}

variable "alarm_alb_5xx_period" {
  description = "Length of one period of the alarm on 5xx answers."
  type        = number
  default     = 60
  nullable    = false
}

variable "alarm_ecs_cpu_threshold" {
  description = "Average CPU of the service from which on it is an alarm."
  type        = number
  default     = 80
  nullable    = false

  validation {
    condition     = var.autoscaling && var.autoscaling_cpu != null ? var.alarm_ecs_cpu_threshold > var.autoscaling_cpu : true
    error_message = "Autoscaling aims at a CPU that is an alarm already. Set alarm_ecs_cpu_threshold above autoscaling_cpu, or aim lower: the alarm is for when adding tasks does not help."
  }
}

variable "alarm_ecs_cpu_period" {
  description = "Length of one period of the alarm on the service's CPU."
  type        = number
  default     = 300
  nullable    = false
}

variable "alarm_rds_cpu_threshold" {
  description = "Average CPU of the database from which on it is an alarm."
  type        = number
  default     = 80
  nullable    = false
}

variable "alarm_rds_cpu_period" {
  description = "Length of one period of the alarm on the database's CPU."
  type        = number
  default     = 300
  nullable    = false
}

variable "alarm_rds_free_storage_threshold" {
  description = "Free storage of the database below which it is an alarm."
  type        = number
  default     = 10
  nullable    = false

  validation {
    condition     = var.db_enabled ? var.alarm_rds_free_storage_threshold < var.db_allocated_storage : true
    error_message = "The alarm would go off at once: the database has ${var.db_allocated_storage} GiB in all. Set alarm_rds_free_storage_threshold below db_allocated_storage."
  }
}

variable "alarm_rds_free_storage_period" {
  description = "Length of one period of the alarm on the database's free storage."
  type        = number
  default     = 300
  nullable    = false
}

variable "alarm_unhealthy_targets_threshold" {
  description = "Tasks that fail their health check, from which on it is an alarm. Null: no alarm."
  type        = number
  default     = null

  validation {
    condition     = var.alarm_unhealthy_targets_threshold == null ? true : var.alarm_unhealthy_targets_threshold <= max(var.desired_count, 1)
    error_message = "The alarm would never go off: there are not so many tasks. Set alarm_unhealthy_targets_threshold to desired_count or less."
  }
}

variable "alarm_latency_p95_threshold" {
  description = "How long the slowest 5 of 100 requests take, from which on it is an alarm. Set it once some weeks of traffic have shown what is usual. Null: no alarm."
  type        = number
  default     = null

  validation {
    condition     = var.alarm_latency_p95_threshold == null ? true : var.alarm_latency_p95_threshold < var.idle_timeout
    error_message = "The alarm would never go off: the load balancer gives up on an answer after ${var.idle_timeout} seconds. Set alarm_latency_p95_threshold below idle_timeout."
  }
}

variable "alarm_target_5xx_threshold" {
  description = "Share of the requests that the service itself answers with a 5xx status, from which on it is an alarm. It means the same by day and by night. Null: no alarm."
  type        = number
  default     = null
}

variable "alarm_ecs_memory_threshold" {
  description = "Average memory of the service from which on it is an alarm: at 100 % its tasks are killed. Null: no alarm."
  type        = number
  default     = null

  validation {
    condition     = var.autoscaling && var.autoscaling_memory != null && var.alarm_ecs_memory_threshold != null ? var.alarm_ecs_memory_threshold > var.autoscaling_memory : true
    error_message = "Autoscaling aims at a memory that is an alarm already. Set alarm_ecs_memory_threshold above autoscaling_memory, or aim lower."
  }
}

variable "alarm_ecs_running" {
  description = "Alarm when fewer tasks run than should, three times five minutes in a row. It takes metrics of Container Insights."
  type        = bool
  default     = false
  nullable    = false

  validation {
    condition     = var.alarm_ecs_running ? var.container_insights != "disabled" : true
    error_message = "How many tasks run is a metric of Container Insights, which is off. Set container_insights to \"enabled\", or alarm_ecs_running to false."
  }
}

variable "alarm_rds_connections_threshold" {
  description = "Connections to the database from which on it is an alarm. How many it takes depends on its memory: about 110 for each GiB. Null: no alarm."
  type        = number
  default     = null
}

variable "alarm_rds_replica_lag_threshold" {
  description = "How far a read replica is behind the database, from which on it is an alarm. While nobody writes, PostgreSQL counts up to 300 seconds. Null: no alarm."
  type        = number
  default     = null
}

variable "alarm_nat_port_errors_threshold" {
  description = "Connections in one minute that a NAT gateway had no port left for, from which on it is an alarm. Null: no alarm."
  type        = number
  default     = null
}

variable "alarm_uptime" {
  description = "Ask for the health path from outside, every half minute from several places of the world, and alarm when domain_name cannot be reached. It must answer with a status from 200 to 399."
  type        = bool
  default     = false
  nullable    = false

  validation {
    condition     = var.alarm_uptime ? var.domain_name != null : true
    error_message = "The check from outside asks by the name that users know, and there is none. Set domain_name, or alarm_uptime = false."
  }

  validation {
    condition     = var.alarm_uptime ? contains(var.ingress_cidrs, "0.0.0.0/0") : true
    error_message = "The check from outside comes from AWS's own addresses, which ingress_cidrs keeps away. Add 0.0.0.0/0 to ingress_cidrs, or set alarm_uptime = false."
  }

  validation {
    condition     = var.alarm_uptime ? !startswith(var.region, "cn-") && !startswith(var.region, "us-gov-") : true
    error_message = "What Route 53 measures is in us-east-1, which is not of the same partition as ${var.region}. Set alarm_uptime = false."
  }
}

variable "alarm_composite" {
  description = "Send one message when any of the alarms goes off that users notice (5xx answers, unhealthy targets, latency, tasks that do not run), instead of one each."
  type        = bool
  default     = false
  nullable    = false
}

variable "dashboard" {
  description = "Make a CloudWatch dashboard: requests, errors, latency, tasks, database and NAT on one page."
  type        = bool
  default     = false
  nullable    = false
}
