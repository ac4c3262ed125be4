# tflint-ignore-file: terraform_standard_module_structure # the options are many: one file per subject

variable "egress_cidrs" {
  description = "IPv4 ranges that the tasks may reach by HTTPS. 0.0.0.0/0 is everything. The database, S3 and the endpoints are open to them in any case."
  type        = list(string)
  default     = ["0.0.0.0/0"]
  nullable    = false

  validation {
    condition     = length(var.egress_cidrs) == 0 ? var.nat_mode == "none" : true
    error_message = "Without a range that tasks may reach, NAT gateways lead nowhere and cost all the same. Set nat_mode = \"none\", or name ranges in egress_cidrs."
  }
}

variable "vpc_endpoints" {
  description = "Services of AWS that the tasks reach inside the VPC: by an endpoint in every zone, each about 7 dollars a month and zone; ecr takes two. S3 has one without charge."
  type        = list(string)
  default     = []
  nullable    = false

  # https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html
  validation {
    condition     = var.nat_mode == "none" ? contains(var.vpc_endpoints, "ecr") && contains(var.vpc_endpoints, "logs") : true
    error_message = "Without NAT gateways tasks fetch their image and write their logs by endpoints. Add \"ecr\" and \"logs\" to vpc_endpoints, or set nat_mode = \"single\" or \"per_az\"."
  }

  validation {
    condition     = var.nat_mode == "none" && var.db_enabled ? contains(var.vpc_endpoints, "secretsmanager") : true
    error_message = "Without NAT gateways the service reads the database's secret by an endpoint. Add \"secretsmanager\" to vpc_endpoints, or set nat_mode = \"single\" or \"per_az\"."
  }

  validation {
    condition     = var.nat_mode == "none" && length(var.secrets) > 0 ? contains(var.vpc_endpoints, "secretsmanager") : true
    error_message = "Without NAT gateways ECS reads the service's secrets by an endpoint. Add \"secretsmanager\" to vpc_endpoints, or set nat_mode = \"single\" or \"per_az\"."
  }

  validation {
    condition     = var.nat_mode == "none" && var.ecs_exec ? contains(var.vpc_endpoints, "ssmmessages") && contains(var.vpc_endpoints, "kms") : true
    error_message = "Without NAT gateways ECS Exec opens its sessions and decrypts them by endpoints. Add \"ssmmessages\" and \"kms\" to vpc_endpoints, or set ecs_exec = false."
  }
}
