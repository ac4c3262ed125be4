# tflint-ignore-file: terraform_standard_module_structure # the options are many: one file per subject

variable "waf" {
  description = "Put a firewall (AWS WAF) before the load balancer: AWS's rules against known attacks and addresses of ill repute, and a limit per address. It costs about 10 dollars a month and 60 cents per million requests."
  type        = bool
  default     = false
  nullable    = false
}

variable "waf_mode" {
  description = "What becomes of a request that breaks a rule: it is answered with 403 (block), or passes and is recorded (count). Begin with count where there are users already, and read the log before you block."
  type        = string
  default     = "block"
  nullable    = false
}

variable "waf_rate_limit" {
  description = "How many requests one address may send within five minutes. An office or a mobile network can be one address for many users."
  type        = number
  default     = 2000
  nullable    = false
}

variable "waf_counted_rules" {
  description = "Rules of AWS's common group that only count, because the service's own requests break them: SizeRestrictions_BODY for uploads of more than 8 KB, NoUserAgent_HEADER for callers that are programs."
  type        = list(string)
  default     = []
  nullable    = false
}

variable "waf_log_retention_days" {
  description = "How long it is kept what the firewall blocked or counted. 0 keeps it for ever."
  type        = number
  default     = 90
  nullable    = false
}
