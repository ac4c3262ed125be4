# tflint-ignore-file: terraform_standard_module_structure # the alarms that are off until they have a threshold

variable "target_group_arn_suffixes" {
  description = "How CloudWatch's metrics name the load balancer's target groups, by any key of lower-case letters."
  type        = map(string)
  default     = {}
  nullable    = false
}

variable "services" {
  description = "Services beside the one that answers by default, by name."
  type = map(object({
    service_name            = string
    target_group_arn_suffix = string
  }))
  default  = {}
  nullable = false
}

variable "nat_gateway_ids" {
  description = "NAT gateways by zone."
  type        = map(string)
  default     = {}
  nullable    = false
}

variable "unhealthy_targets_threshold" {
  description = "Targets that fail their health check, from which on it is an alarm. Null: no alarm."
  type        = number
  default     = null

  validation {
    condition     = var.unhealthy_targets_threshold == null ? true : var.unhealthy_targets_threshold >= 1 && floor(var.unhealthy_targets_threshold) == var.unhealthy_targets_threshold
    error_message = "The threshold for unhealthy targets counts tasks. Set it to a whole number from 1, or leave it out for no alarm."
  }
}

variable "latency_p95_threshold" {
  description = "Seconds within which 95 of 100 requests must be answered; from there on it is an alarm. Null: no alarm."
  type        = number
  default     = null

  validation {
    condition     = var.latency_p95_threshold == null ? true : var.latency_p95_threshold > 0
    error_message = "No request is answered in no time. Set the threshold for the latency to seconds above 0, such as 0.5, or leave it out for no alarm."
  }
}

variable "target_5xx_threshold" {
  description = "Share of the requests, in percent, that the service itself answers with a 5xx status, from which on it is an alarm. Null: no alarm."
  type        = number
  default     = null

  validation {
    condition     = var.target_5xx_threshold == null ? true : var.target_5xx_threshold > 0 && var.target_5xx_threshold <= 100
    error_message = "The threshold for the service's own 5xx answers is a share of the requests. Set it to a percentage above 0 and up to 100, or leave it out for no alarm."
  }
}

variable "ecs_memory_threshold" {
  description = "Average memory of the service, in percent, from which on it is an alarm. Null: no alarm."
  type        = number
  default     = null

  validation {
    condition     = var.ecs_memory_threshold == null ? true : var.ecs_memory_threshold >= 1 && var.ecs_memory_threshold <= 100
    error_message = "The threshold for the service's memory is a percentage. Set it to one from 1 to 100, or leave it out for no alarm."
  }
}

variable "ecs_running" {
  description = "Alarm when fewer tasks run than should. It takes metrics of Container Insights."
  type        = bool
  default     = false
  nullable    = false
}

variable "rds_connections_threshold" {
  description = "Connections to the database from which on it is an alarm. Null: no alarm."
  type        = number
  default     = null

  validation {
    condition     = var.rds_connections_threshold == null ? true : var.rds_connections_threshold >= 1 && floor(var.rds_connections_threshold) == var.rds_connections_threshold
    error_message = "The threshold for the database's connections counts them. Set it to a whole number from 1, or leave it out for no alarm."
  }
}

variable "rds_replica_lag_threshold" {
  description = "Seconds that a read replica is behind the database, from which on it is an alarm. Null: no alarm."
  type        = number
  default     = null

  validation {
    condition     = var.rds_replica_lag_threshold == null ? true : var.rds_replica_lag_threshold >= 1
    error_message = "The threshold for the lag of a read replica is in seconds. Set it to 1 or more, or leave it out for no alarm."
  }
}

variable "nat_port_errors_threshold" {
  description = "Connections in one minute that a NAT gateway had no port left for, from which on it is an alarm. Null: no alarm."
  type        = number
  default     = null

  validation {
    condition     = var.nat_port_errors_threshold == null ? true : var.nat_port_errors_threshold >= 1 && floor(var.nat_port_errors_threshold) == var.nat_port_errors_threshold
    error_message = "The threshold for a NAT gateway's port errors counts connections. Set it to a whole number from 1, or leave it out for no alarm."
  }
}

variable "composite" {
  description = "Send one message when any of the alarms goes off that users notice, instead of one each."
  type        = bool
  default     = false
  nullable    = false

  validation {
    condition = !var.composite || var.ecs_running || anytrue([
      for threshold in [var.unhealthy_targets_threshold, var.latency_p95_threshold, var.target_5xx_threshold] : threshold != null
    ])
    error_message = "One message for several alarms takes several: so far 5xx answers are the only thing that users notice and an alarm watches. Set a threshold for unhealthy targets, latency or the service's own 5xx answers, or let an alarm watch the running tasks."
  }
}

variable "dashboard" {
  description = "Make a CloudWatch dashboard of the environment."
  type        = bool
  default     = false
  nullable    = false
}
