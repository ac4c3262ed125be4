variable "name" {
  description = "Name of the load balancer, 32 characters at most. It begins the names of the rest."
  type        = string
  nullable    = false
}

variable "vpc_id" {
  description = "VPC that the load balancer lies in."
  type        = string
  nullable    = false
}

variable "subnet_ids" {
  description = "Public subnets of two or more zones."
  type        = list(string)
  nullable    = false
}

variable "target_port" {
  description = "Port that the targets listen on, for HTTP."
  type        = number
  nullable    = false

  validation {
    condition     = var.target_port >= 1 && var.target_port <= 65535 && floor(var.target_port) == var.target_port
    error_message = "No target listens on port ${var.target_port}. Take the port that the targets listen on, from 1 to 65535."
  }
}

variable "domain_name" {
  description = "Name under which the load balancer is reached."
  type        = string
  default     = null

  validation {
    condition     = var.domain_name == null ? true : can(regex("^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$", var.domain_name))
    error_message = "domain_name must be a host name in lower case, without https:// and without a path. Write it like app.example.com."
  }

  # https://docs.aws.amazon.com/acm/latest/userguide/acm-limits.html
  validation {
    condition     = var.domain_name == null || var.certificate_arn != null ? true : length(var.domain_name) <= 64
    error_message = "ACM makes no certificate for a name of more than 64 characters. Shorten domain_name, or bring a certificate along in certificate_arn."
  }

  validation {
    condition     = var.domain_name != null || var.certificate_arn != null || var.allow_http
    error_message = "HTTPS needs a certificate. Set domain_name and hosted_zone_name to have one made, or certificate_arn to one that you have. In dev, allow_http = true does without."
  }
}

variable "hosted_zone_name" {
  description = "Public Route 53 zone of domain_name. The record is made in it; so is the certificate's validation, unless certificate_arn is set."
  type        = string
  default     = null

  validation {
    condition     = var.hosted_zone_name == null ? true : can(regex("^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$", var.hosted_zone_name))
    error_message = "hosted_zone_name must be the name of a Route 53 zone in lower case, without a dot at its end. Write it like example.com."
  }

  validation {
    condition     = var.hosted_zone_name == null ? true : var.domain_name != null
    error_message = "A hosted zone alone says not which record to make in it. Set domain_name to a name in the zone, or remove hosted_zone_name."
  }

  validation {
    condition     = var.hosted_zone_name == null || var.domain_name == null ? true : var.domain_name == var.hosted_zone_name || endswith(var.domain_name, ".${var.hosted_zone_name}")
    error_message = "domain_name does not lie in hosted_zone_name. Set hosted_zone_name to the zone that domain_name ends with."
  }

  validation {
    condition     = var.domain_name == null || var.allow_http ? true : var.hosted_zone_name != null || var.certificate_arn != null
    error_message = "The certificate for domain_name is validated by a record in its zone. Set hosted_zone_name, or certificate_arn to a certificate that you have."
  }
}

variable "certificate_arn" {
  description = "ACM certificate to use instead of one that is made for domain_name."
  type        = string
  default     = null

  validation {
    condition     = var.certificate_arn == null ? true : can(regex("^arn:aws[a-z-]*:acm:[a-z0-9-]+:[0-9]{12}:certificate/[A-Za-z0-9-]+$", var.certificate_arn))
    error_message = "certificate_arn must be the ARN of an ACM certificate. Copy it from the console; it looks like arn:aws:acm:eu-west-1:123456789012:certificate/01234567-89ab-cdef-0123-456789abcdef."
  }
}

variable "allow_http" {
  description = "Serve plain HTTP on port 80 instead of redirecting it to HTTPS."
  type        = bool
  default     = false
  nullable    = false
}

variable "tls_policy" {
  description = "Security policy of the HTTPS listener: which TLS versions and ciphers it offers."
  type        = string
  default     = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09"
  nullable    = false

  # https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
  validation {
    condition = contains([
      "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
      "ELBSecurityPolicy-TLS13-1-3-PQ-2025-09",
      "ELBSecurityPolicy-TLS13-1-2-PQ-2025-09",
      "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
      "ELBSecurityPolicy-TLS13-1-3-2021-06",
      "ELBSecurityPolicy-TLS13-1-2-2021-06",
    ], var.tls_policy)
    error_message = "tls_policy is \"${var.tls_policy}\", which is unknown or allows what is no longer safe. Take ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09, which AWS recommends, or another with TLS13-1-2 or TLS13-1-3 in its name."
  }
}

variable "ingress_cidrs" {
  description = "IPv4 ranges that may reach the load balancer."
  type        = list(string)
  default     = ["0.0.0.0/0"]
  nullable    = false

  validation {
    condition     = length(var.ingress_cidrs) + length(var.ingress_prefix_list_ids) > 0
    error_message = "Nobody could reach the load balancer. Set ingress_cidrs to the ranges of its users, or to [\"0.0.0.0/0\"] for everybody."
  }

  validation {
    condition     = length(var.ingress_prefix_list_ids) > 0 ? !contains(var.ingress_cidrs, "0.0.0.0/0") : true
    error_message = "With 0.0.0.0/0 in ingress_cidrs everybody may reach the load balancer, whatever the prefix lists say. Remove 0.0.0.0/0 from ingress_cidrs, or the prefix lists."
  }

  validation {
    condition     = alltrue([for cidr in var.ingress_cidrs : can(cidrnetmask(cidr))])
    error_message = "ingress_cidrs takes IPv4 ranges only, such as 203.0.113.0/24; a single address ends with /32. Correct or remove the others."
  }

  validation {
    condition     = alltrue([for cidr in var.ingress_cidrs : try(cidrsubnet(cidr, 0, 0) == cidr, true)])
    error_message = "AWS takes a range by its first address. Write ingress_cidrs as ${jsonencode([for cidr in var.ingress_cidrs : try(cidrsubnet(cidr, 0, 0), cidr)])}."
  }

  validation {
    condition     = length(distinct(var.ingress_cidrs)) == length(var.ingress_cidrs)
    error_message = "ingress_cidrs names a range twice. Remove the repetition."
  }

  # https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html#vpc-limits-security-groups
  validation {
    condition     = length(var.ingress_cidrs) <= 30
    error_message = "ingress_cidrs has ${length(var.ingress_cidrs)} ranges. Join them to at most 30: a security group holds 60 rules, and each range needs one for HTTP and one for HTTPS."
  }
}

variable "ingress_prefix_list_ids" {
  description = "Prefix lists whose addresses may reach the load balancer: by HTTPS, or by HTTP where it serves that alone."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for id in var.ingress_prefix_list_ids : can(regex("^pl-[0-9a-f]{8,17}$", id))])
    error_message = "ingress_prefix_list_ids takes identifiers of prefix lists. Write them like pl-0123456789abcdef0; the console lists them under VPC."
  }

  validation {
    condition     = length(distinct(var.ingress_prefix_list_ids)) == length(var.ingress_prefix_list_ids)
    error_message = "ingress_prefix_list_ids names a list twice. Remove the repetition."
  }
}

# https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html
variable "health_check_path" {
  description = "Path that a target is asked for to know that it is well."
  type        = string
  default     = "/"
  nullable    = false

  validation {
    condition     = can(regex("^/[!-~]*$", var.health_check_path)) && length(var.health_check_path) <= 1024
    error_message = "health_check_path must begin with a slash and have at most 1024 characters, none of them a space. Write it like /healthz."
  }
}

variable "health_check_matcher" {
  description = "HTTP status codes that count as well."
  type        = string
  default     = "200"
  nullable    = false

  validation {
    condition     = can(regex("^[2-4][0-9]{2}(-[2-4][0-9]{2}|(,[2-4][0-9]{2})*)$", var.health_check_matcher))
    error_message = "health_check_matcher is \"${var.health_check_matcher}\". Write one status code from 200 to 499 (200), several (200,204) or a range (200-299)."
  }

  validation {
    condition     = try(tonumber(split("-", var.health_check_matcher)[0]) < tonumber(split("-", var.health_check_matcher)[1]), true)
    error_message = "health_check_matcher is \"${var.health_check_matcher}\", a range that ends before it begins. Write the lower status code first."
  }
}

variable "idle_timeout" {
  description = "Seconds for which a connection is kept open on which nothing moves."
  type        = number
  default     = 60
  nullable    = false

  validation {
    condition     = var.idle_timeout >= 1 && var.idle_timeout <= 4000 && floor(var.idle_timeout) == var.idle_timeout
    error_message = "idle_timeout is ${var.idle_timeout}. Set it to a whole number of seconds from 1 to 4000."
  }
}

variable "deletion_protection" {
  description = "Refuse to delete the load balancer."
  type        = bool
  default     = true
  nullable    = false
}

variable "access_logs" {
  description = "Record every request, in a bucket."
  type        = bool
  default     = false
  nullable    = false
}

variable "connection_logs" {
  description = "Record every connection and its TLS handshake, in a bucket."
  type        = bool
  default     = false
  nullable    = false
}

variable "logs_retention_days" {
  description = "How many days the load balancer's logs are kept."
  type        = number
  default     = 90
  nullable    = false

  validation {
    condition     = var.logs_retention_days >= 1 && var.logs_retention_days <= 3650 && floor(var.logs_retention_days) == var.logs_retention_days
    error_message = "The load balancer's logs are to be kept for ${var.logs_retention_days} days. Set their retention to a whole number of days from 1 to 3650."
  }
}
