# tflint-ignore-file: terraform_standard_module_structure # the options are many: one file per subject

variable "vpc_cidr" {
  description = "IPv4 range of the VPC. It is cut into 16 equal parts, of which each zone takes three: public, private and database."
  type        = string
  default     = "10.0.0.0/16"
  nullable    = false
}

variable "az_count" {
  description = "Number of availability zones. Two survive the loss of one; three lose only a third of the capacity with it."
  type        = number
  default     = 2
  nullable    = false
}

variable "nat_mode" {
  description = "The way out of the private subnets: one NAT gateway for all zones (single), one in each, so that the loss of a zone cuts off no other (per_az), or no way out at all (none): then every service of AWS that the tasks need must have an endpoint."
  type        = string
  default     = "per_az"
  nullable    = false

  validation {
    condition     = var.kind == "prod" ? var.nat_mode != "single" : true
    error_message = "In production the loss of one zone must not cut off the others. Set nat_mode = \"per_az\"."
  }
}

variable "flow_logs" {
  description = "Record every connection in the VPC (VPC flow logs, to CloudWatch)."
  type        = bool
  default     = true
  nullable    = false
}

variable "flow_logs_retention_days" {
  description = "How long flow logs are kept. 0 keeps them for ever."
  type        = number
  default     = 90
  nullable    = false
}
