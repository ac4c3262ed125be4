# tflint-ignore-file: terraform_standard_module_structure # the options are many: one file per subject

variable "domain_name" {
  description = "Name under which the service is reached, such as app.example.com."
  type        = string
  default     = null
}

variable "hosted_zone_name" {
  description = "Public Route 53 zone that domain_name lies in, such as example.com. The record is made in it, and the certificate is validated by it."
  type        = string
  default     = null
}

variable "certificate_arn" {
  description = "ACM certificate to use instead of one that is made for domain_name. It must lie in this region."
  type        = string
  default     = null

  validation {
    condition     = var.certificate_arn == null ? true : try(split(":", var.certificate_arn)[3] == var.region, true)
    error_message = "A load balancer takes certificates of its own region only. Set certificate_arn to a certificate in ${var.region}."
  }
}

variable "allow_http" {
  description = "Serve plain HTTP on port 80 instead of redirecting it to HTTPS. For dev only."
  type        = bool
  default     = false
  nullable    = false

  validation {
    condition     = var.allow_http ? var.kind == "dev" : true
    error_message = "Plain HTTP is for dev only: what travels to ${var.environment} must be encrypted. Set allow_http = false in ${var.environment}; HTTP then redirects to HTTPS."
  }
}

variable "tls_policy" {
  description = "Which TLS versions and ciphers HTTPS offers. The names are AWS's: 1-2 begins at TLS 1.2, 1-3 is TLS 1.3 alone, PQ adds post-quantum key exchange."
  type        = string
  default     = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09"
  nullable    = false
}

variable "ingress_cidrs" {
  description = "IPv4 ranges that may reach the load balancer. 0.0.0.0/0 is everybody."
  type        = list(string)
  default     = ["0.0.0.0/0"]
  nullable    = false
}

variable "ingress_prefix_list_ids" {
  description = "Prefix lists whose addresses may reach the load balancer beside ingress_cidrs, by HTTPS alone: one that your company keeps, or AWS's of CloudFront. Each counts with the most entries that it may have; 60 fit."
  type        = list(string)
  default     = []
  nullable    = false
}

variable "health_check_path" {
  description = "Path that the load balancer asks a task for to know that it is well."
  type        = string
  default     = "/"
  nullable    = false
}

variable "health_check_matcher" {
  description = "HTTP status codes that count as well: one (200), several (200,204) or a range (200-299)."
  type        = string
  default     = "200"
  nullable    = false
}

variable "idle_timeout" {
  description = "How long the load balancer keeps a connection open on which nothing moves."
  type        = number
  default     = 60
  nullable    = false
}

variable "alb_deletion_protection" {
  description = "Refuse to delete the load balancer until this is switched off."
  type        = bool
  default     = true
  nullable    = false

  validation {
    condition     = var.kind == "prod" ? var.alb_deletion_protection : true
    error_message = "In production the load balancer must be safe from deletion by mistake. Set alb_deletion_protection = true."
  }
}

variable "alb_access_logs" {
  description = "Record every request with its address, path and answer, in a bucket (S3) of its own."
  type        = bool
  default     = false
  nullable    = false
}

variable "alb_connection_logs" {
  description = "Record every connection with its address, TLS version and cipher, in the same bucket, also those that never become a request."
  type        = bool
  default     = false
  nullable    = false
}

variable "alb_logs_retention_days" {
  description = "How long the load balancer's logs are kept."
  type        = number
  default     = 90
  nullable    = false
}
