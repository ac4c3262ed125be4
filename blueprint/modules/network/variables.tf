variable "name" {
  description = "Begins the name of everything in this module."
  type        = string
  nullable    = false
}

variable "vpc_cidr" {
  description = "IPv4 range of the VPC. It is cut into 16 equal parts, of which each zone takes three: public, private and database."
  type        = string
  nullable    = false

  validation {
    condition     = can(cidrnetmask(var.vpc_cidr))
    error_message = "vpc_cidr is \"${var.vpc_cidr}\", which is no IPv4 range. Write an address and a prefix length, such as 10.0.0.0/16."
  }

  validation {
    condition     = try(cidrsubnet(var.vpc_cidr, 0, 0) == var.vpc_cidr, true)
    error_message = "vpc_cidr must be the first address of its range. Write ${try(cidrsubnet(var.vpc_cidr, 0, 0), "10.0.0.0/16")} instead of ${var.vpc_cidr}."
  }

  # AWS takes /16 to /28 for a VPC, and a load balancer wants subnets of /27 at least.
  # https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html#subnets-load-balancer
  validation {
    condition     = can(cidrnetmask(var.vpc_cidr)) ? tonumber(split("/", var.vpc_cidr)[1]) >= 16 && tonumber(split("/", var.vpc_cidr)[1]) <= 23 : true
    error_message = "vpc_cidr is ${var.vpc_cidr}. Take a prefix length from /16, the largest VPC that AWS allows, to /23, whose sixteenth parts are the smallest subnets (/27) that a load balancer accepts."
  }
}

variable "az_count" {
  description = "Number of availability zones. Adding the third leaves the other two as they are."
  type        = number
  default     = 2
  nullable    = false

  validation {
    condition     = contains([2, 3], var.az_count)
    error_message = "az_count is ${var.az_count}. Set it to 2 or 3: the load balancer and the database need two zones, and the VPC has room for three."
  }
}

variable "nat_mode" {
  description = "\"single\" makes one NAT gateway for all zones, \"per_az\" one in each zone. Going from one to the other keeps the first. With \"none\" the private subnets reach nothing but endpoints."
  type        = string
  default     = "per_az"
  nullable    = false

  validation {
    condition     = contains(["single", "per_az", "none"], var.nat_mode)
    error_message = "nat_mode is \"${var.nat_mode}\". Set it to \"single\" (one NAT gateway for all zones), \"per_az\" (one in each) or \"none\"."
  }
}

variable "endpoints" {
  description = "AWS's services that the private subnets reach by endpoints. S3 has one in any case."
  type        = list(string)
  default     = []
  nullable    = false

  # https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html
  validation {
    condition     = alltrue([for name in var.endpoints : contains(["ecr", "logs", "secretsmanager", "kms", "ssmmessages", "ssm", "sts", "monitoring", "sns", "sqs", "xray"], name)])
    error_message = "The VPC gets no endpoint for some of ${join(", ", var.endpoints)}. Take ecr, logs, secretsmanager, kms, ssmmessages, ssm, sts, monitoring, sns, sqs or xray; S3 has one in any case."
  }

  validation {
    condition     = length(distinct(var.endpoints)) == length(var.endpoints)
    error_message = "A service is named twice among those that get an endpoint. Remove the repetition."
  }
}

variable "database_subnets" {
  description = "Make subnets for a database, which have no route out of the VPC."
  type        = bool
  default     = false
  nullable    = false
}

variable "flow_logs" {
  description = "Record every connection in the VPC, to CloudWatch Logs."
  type        = bool
  default     = true
  nullable    = false
}

variable "flow_logs_retention_days" {
  description = "How many days flow logs are kept. 0 keeps them for ever."
  type        = number
  default     = 90
  nullable    = false

  validation {
    condition     = contains([0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.flow_logs_retention_days)
    error_message = "CloudWatch does not keep logs for ${var.flow_logs_retention_days} days. Set flow_logs_retention_days to 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288 or 3653, or to 0 to keep them for ever."
  }
}

variable "kms_key_arn" {
  description = "KMS key that encrypts the flow logs. CloudWatch Logs uses a key of its own without it."
  type        = string
  default     = null
}

variable "permissions_boundary_arn" {
  description = "Policy that bounds the role of the flow logs. Null for none."
  type        = string
  default     = null
}
