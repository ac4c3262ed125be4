variable "name" {
  description = "Name of the firewall. The log group's ends with it."
  type        = string
  nullable    = false
}

variable "load_balancer_arn" {
  description = "Load balancer that the firewall stands before."
  type        = string
  nullable    = false
}

variable "mode" {
  description = "\"block\" answers what breaks a rule with 403, \"count\" only records it."
  type        = string
  default     = "block"
  nullable    = false

  validation {
    condition     = contains(["block", "count"], var.mode)
    error_message = "The firewall's mode is \"${var.mode}\". Set it to \"block\" (what breaks a rule is answered with 403) or \"count\" (it is only recorded)."
  }
}

variable "rate_limit" {
  description = "How many requests one address may send within five minutes."
  type        = number
  default     = 2000
  nullable    = false

  # https://docs.aws.amazon.com/waf/latest/APIReference/API_RateBasedStatement.html
  validation {
    condition     = var.rate_limit >= 10 && var.rate_limit <= 2000000000 && floor(var.rate_limit) == var.rate_limit
    error_message = "WAF does not limit an address to ${var.rate_limit} requests. Set the rate limit to a whole number from 10 to 2000000000."
  }
}

variable "sql_database" {
  description = "Ask also whether a request carries SQL: there is a database behind the service."
  type        = bool
  default     = false
  nullable    = false
}

variable "counted_rules" {
  description = "Rules of the common group that only count, because requests of the service's own break them."
  type        = list(string)
  default     = []
  nullable    = false

  # https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html
  validation {
    condition = alltrue([for rule in var.counted_rules : contains([
      "NoUserAgent_HEADER",
      "UserAgent_BadBots_HEADER",
      "SizeRestrictions_QUERYSTRING",
      "SizeRestrictions_Cookie_HEADER",
      "SizeRestrictions_BODY",
      "SizeRestrictions_URIPATH",
      "EC2MetaDataSSRF_BODY",
      "EC2MetaDataSSRF_COOKIE",
      "EC2MetaDataSSRF_URIPATH",
      "EC2MetaDataSSRF_QUERYARGUMENTS",
      "GenericLFI_QUERYARGUMENTS",
      "GenericLFI_URIPATH",
      "GenericLFI_BODY",
      "RestrictedExtensions_URIPATH",
      "RestrictedExtensions_QUERYARGUMENTS",
      "GenericRFI_QUERYARGUMENTS",
      "GenericRFI_BODY",
      "GenericRFI_URIPATH",
      "CrossSiteScripting_COOKIE",
      "CrossSiteScripting_QUERYARGUMENTS",
      "CrossSiteScripting_BODY",
      "CrossSiteScripting_URIPATH",
    ], rule)])
    error_message = "Not all of ${join(", ", var.counted_rules)} are rules of AWS's common group. Name rules of AWSManagedRulesCommonRuleSet as AWS writes them, such as SizeRestrictions_BODY."
  }

  validation {
    condition     = length(distinct(var.counted_rules)) == length(var.counted_rules)
    error_message = "A rule of the firewall is named twice among those that only count. Remove the repetition."
  }
}

variable "log_retention_days" {
  description = "How many days it is kept what was blocked or counted. 0 keeps it for ever."
  type        = number
  default     = 90
  nullable    = false

  validation {
    condition     = contains([0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_days)
    error_message = "CloudWatch does not keep the firewall's log for ${var.log_retention_days} days. Take 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288 or 3653, or 0 to keep it for ever."
  }
}

variable "logs_kms_key_arn" {
  description = "KMS key that encrypts the log. CloudWatch Logs uses a key of its own without it."
  type        = string
  default     = null
}
