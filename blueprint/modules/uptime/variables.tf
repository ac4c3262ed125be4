variable "name" {
  description = "Begins the names of the check, its alarm and its topic."
  type        = string
  nullable    = false
}

variable "domain_name" {
  description = "Name under which users reach the service. It must be known to public DNS."
  type        = string
  nullable    = false
}

variable "https" {
  description = "Ask by HTTPS."
  type        = bool
  default     = true
  nullable    = false
}

variable "path" {
  description = "Path that is asked for. An answer with a status from 200 to 399 is well."
  type        = string
  default     = "/"
  nullable    = false

  validation {
    condition     = length(var.path) <= 255
    error_message = "Route 53 asks for a path of 255 characters at most. Shorten health_check_path, or do without the check from outside."
  }
}

variable "evaluation_periods" {
  description = "How many minutes in a row it must be out of reach before the alarm goes off."
  type        = number
  default     = 3
  nullable    = false
}

variable "own_topic" {
  description = "Make a topic in us-east-1, where the alarm stands. Not needed where topic_arn is one that stands there."
  type        = bool
  default     = true
  nullable    = false
}

variable "topic_arn" {
  description = "Topic in us-east-1 that the alarm is sent to, without own_topic."
  type        = string
  default     = null
}

variable "alarm_email" {
  description = "Address that the topic of its own sends to."
  type        = string
  default     = null
}
