variable "name" {
  description = "Begins the names of the topic and the alarms."
  type        = string
  nullable    = false
}

variable "kms_key_arn" {
  description = "KMS key that encrypts the topic. Its policy must let cloudwatch.amazonaws.com use it, or no alarm is ever delivered."
  type        = string
  nullable    = false
}

variable "alarm_email" {
  description = "Address that alarms are sent to."
  type        = string
  default     = null

  validation {
    condition     = var.alarm_email == null ? true : can(regex("^[^\\s@]+@[^\\s@.]+(\\.[^\\s@.]+)+$", var.alarm_email))
    error_message = "alarm_email must be one e-mail address, such as ops@example.com. A mailing list is the way to several people."
  }
}

variable "alb_arn_suffix" {
  description = "How CloudWatch's metrics name the load balancer."
  type        = string
  nullable    = false
}

variable "ecs_cluster_name" {
  description = "Cluster of the service."
  type        = string
  nullable    = false
}

variable "ecs_service_name" {
  description = "The service."
  type        = string
  nullable    = false
}

variable "db_identifier" {
  description = "Identifier of the database. No alarm watches one without it."
  type        = string
  default     = null
}

variable "db_replica_identifiers" {
  description = "Identifiers of the database's read replicas, by number."
  type        = map(string)
  default     = {}
  nullable    = false
}

variable "evaluation_periods" {
  description = "How many periods in a row must be bad before an alarm goes off."
  type        = number
  default     = 3
  nullable    = false

  validation {
    condition     = var.evaluation_periods >= 1 && floor(var.evaluation_periods) == var.evaluation_periods
    error_message = "An alarm cannot look at ${var.evaluation_periods} periods. Set their number to 1 or more, a whole number."
  }

  # https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
  validation {
    condition = alltrue([
      for period in [var.alb_5xx_period, var.ecs_cpu_period, var.rds_cpu_period, var.rds_free_storage_period] :
      var.evaluation_periods * period <= (period < 3600 ? 86400 : 604800)
    ])
    error_message = "An alarm looks back a day at most, or a week with periods of an hour, and ${var.evaluation_periods} of the periods are longer. Take fewer or shorter periods."
  }
}

variable "alb_5xx_threshold" {
  description = "Answers with a 5xx status in one period from which on it is an alarm."
  type        = number
  default     = 10
  nullable    = false

  validation {
    condition     = var.alb_5xx_threshold >= 1 && floor(var.alb_5xx_threshold) == var.alb_5xx_threshold
    error_message = "The threshold for 5xx answers is ${var.alb_5xx_threshold}. Set it to a whole number from 1: with 0 the alarm would never end."
  }
}

variable "alb_5xx_period" {
  description = "Seconds of one period of the alarm on 5xx answers."
  type        = number
  default     = 60
  nullable    = false

  validation {
    condition     = contains([60, 120, 180, 300, 600, 900, 1800, 3600], var.alb_5xx_period)
    error_message = "The period for 5xx answers is ${var.alb_5xx_period} seconds. Set it to 60, 120, 180, 300, 600, 900, 1800 or 3600: the metric has one value a minute."
  }
}

variable "ecs_cpu_threshold" {
  description = "Average CPU of the service, in percent, from which on it is an alarm."
  type        = number
  default     = 80
  nullable    = false

  validation {
    condition     = var.ecs_cpu_threshold >= 1 && var.ecs_cpu_threshold <= 100
    error_message = "The threshold for the service's CPU is ${var.ecs_cpu_threshold} %. Set it to a percentage from 1 to 100."
  }
}

variable "ecs_cpu_period" {
  description = "Seconds of one period of the alarm on the service's CPU."
  type        = number
  default     = 300
  nullable    = false

  validation {
    condition     = contains([60, 120, 180, 300, 600, 900, 1800, 3600], var.ecs_cpu_period)
    error_message = "The period for the service's CPU is ${var.ecs_cpu_period} seconds. Set it to 60, 120, 180, 300, 600, 900, 1800 or 3600: the metric has one value a minute."
  }
}

variable "rds_cpu_threshold" {
  description = "Average CPU of the database, in percent, from which on it is an alarm."
  type        = number
  default     = 80
  nullable    = false

  validation {
    condition     = var.rds_cpu_threshold >= 1 && var.rds_cpu_threshold <= 100
    error_message = "The threshold for the database's CPU is ${var.rds_cpu_threshold} %. Set it to a percentage from 1 to 100."
  }
}

variable "rds_cpu_period" {
  description = "Seconds of one period of the alarm on the database's CPU."
  type        = number
  default     = 300
  nullable    = false

  validation {
    condition     = contains([60, 120, 180, 300, 600, 900, 1800, 3600], var.rds_cpu_period)
    error_message = "The period for the database's CPU is ${var.rds_cpu_period} seconds. Set it to 60, 120, 180, 300, 600, 900, 1800 or 3600: the metric has one value a minute."
  }
}

variable "rds_free_storage_threshold" {
  description = "Free storage of the database, in GiB, below which it is an alarm."
  type        = number
  default     = 10
  nullable    = false

  validation {
    condition     = var.rds_free_storage_threshold >= 1
    error_message = "The threshold for the database's free storage is ${var.rds_free_storage_threshold} GiB. Set it to 1 or more, so that there is time left to act."
  }
}

variable "rds_free_storage_period" {
  description = "Seconds of one period of the alarm on the database's free storage."
  type        = number
  default     = 300
  nullable    = false

  validation {
    condition     = contains([60, 120, 180, 300, 600, 900, 1800, 3600], var.rds_free_storage_period)
    error_message = "The period for the database's free storage is ${var.rds_free_storage_period} seconds. Set it to 60, 120, 180, 300, 600, 900, 1800 or 3600: the metric has one value a minute."
  }
}
