# The options of one environment. A rule that stands here is the policy of an environment ("prod must …");
# what AWS itself takes is ruled where it is used, in the module that the option is passed to.

# ---------------------------------------------------------------------------------------------------------------
# General
# ---------------------------------------------------------------------------------------------------------------

variable "project" {
  description = "Short name of what runs here. It begins every name in AWS: a resource is called <project>-<environment>."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z](-?[a-z0-9])*$", var.project))
    error_message = "project must begin with a lower-case letter and go on with lower-case letters, digits and single hyphens, because RDS, S3 and the load balancer take no other names. Rename \"${var.project}\", for example to \"shop\" or \"my-shop\"."
  }

  validation {
    condition     = length(var.project) <= 20
    error_message = "project has ${length(var.project)} characters. Shorten it to 20, so that <project>-<environment> and its suffixes stay within the 32 characters that AWS takes for the name of a load balancer."
  }

  validation {
    condition     = !startswith(var.project, "internal-")
    error_message = "AWS reserves load balancer names that begin with \"internal-\". Begin project with another word."
  }
}

variable "environment" {
  description = "Which environment this is. The rules of prod are stricter; plain HTTP is for dev alone."
  type        = string
  nullable    = false

  validation {
    condition     = contains(["dev", "staging", "prod"], var.environment)
    error_message = "environment is \"${var.environment}\". Set it to dev, staging or prod."
  }
}

variable "region" {
  description = "AWS region that everything is created in."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.region))
    error_message = "region is \"${var.region}\", which is no region's code. Write it like eu-west-1 or us-east-1, without a zone's letter."
  }
}

variable "account_id" {
  description = "AWS account that this environment belongs to. When it is set, Terraform refuses to touch any other account."
  type        = string
  default     = null

  validation {
    condition     = var.account_id == null ? true : can(regex("^[0-9]{12}$", var.account_id))
    error_message = "account_id must be the account's 12 digits, in quotes and without hyphens. Leave it out to allow any account."
  }
}

variable "owner" {
  description = "Team that answers for this environment. It becomes the tag Owner."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[\\pL\\pN_.:/=+@-][\\pL\\pN _.:/=+@-]{0,255}$", var.owner))
    error_message = "owner becomes a tag, and AWS takes 1 to 256 letters, digits, spaces and _ . : / = + - @ for its value. Write a team's name or an e-mail address."
  }
}

variable "tags" {
  description = "More tags for every resource, beside Project, Environment, Owner and ManagedBy."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition     = length(var.tags) <= 40
    error_message = "tags has ${length(var.tags)} entries. Keep at most 40: AWS takes 50 on a resource, and the platform adds its own."
  }

  validation {
    condition     = alltrue([for key in keys(var.tags) : !startswith(lower(key), "aws:")])
    error_message = "AWS reserves tag keys that begin with \"aws:\". Rename those in tags."
  }

  validation {
    condition     = alltrue([for key in keys(var.tags) : !contains(["project", "environment", "owner", "managedby", "name"], lower(key))])
    error_message = "The platform sets the tags Project, Environment, Owner, ManagedBy and Name itself, and IAM does not tell capitals apart. Remove them from tags; project and owner are options of their own."
  }

  validation {
    condition     = alltrue([for key in keys(var.tags) : can(regex("^[\\pL\\pN _.:/=+@-]{1,128}$", key))])
    error_message = "A tag's key has 1 to 128 letters, digits, spaces and _ . : / = + - @. Rename the others in tags."
  }

  validation {
    condition     = alltrue([for value in values(var.tags) : can(regex("^[\\pL\\pN _.:/=+@-]{0,256}$", value))])
    error_message = "A tag's value has at most 256 letters, digits, spaces and _ . : / = + - @. Change the others in tags."
  }
}

# ---------------------------------------------------------------------------------------------------------------
# Network
# ---------------------------------------------------------------------------------------------------------------

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
  description = "The way out of the private subnets: one NAT gateway for all zones (single), or one in each, so that the loss of a zone cuts off no other (per_az)."
  type        = string
  default     = "per_az"
  nullable    = false

  validation {
    condition     = var.environment == "prod" ? var.nat_mode == "per_az" : true
    error_message = "In prod the loss of one zone must not cut off the others. Set nat_mode = \"per_az\"."
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

# ---------------------------------------------------------------------------------------------------------------
# Load balancer
# ---------------------------------------------------------------------------------------------------------------

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
    condition     = var.allow_http ? var.environment == "dev" : true
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
    condition     = var.environment == "prod" ? var.alb_deletion_protection : true
    error_message = "In prod the load balancer must be safe from deletion by mistake. Set alb_deletion_protection = true."
  }
}

# ---------------------------------------------------------------------------------------------------------------
# Service
# ---------------------------------------------------------------------------------------------------------------

variable "container_image" {
  description = "Container image with its tag or digest. Terraform owns the version that runs: a deploy is a change of this line."
  type        = string
  nullable    = false

  validation {
    condition     = var.environment == "prod" ? !endswith(var.container_image, ":latest") : true
    error_message = "In prod an image must be the same one tomorrow, so that a roll back works. Give container_image a version's tag or a digest instead of latest."
  }
}

variable "container_port" {
  description = "Port that the container listens on, for HTTP."
  type        = number
  default     = 8080
  nullable    = false
}

variable "task_cpu" {
  description = "CPU of one task. 1024 units are one vCPU."
  type        = number
  default     = 512
  nullable    = false
}

variable "task_memory" {
  description = "Memory of one task. Fargate takes certain amounts for each amount of CPU."
  type        = number
  default     = 1024
  nullable    = false
}

variable "cpu_architecture" {
  description = "Processor that the image is built for. ARM64 (Graviton) costs a fifth less."
  type        = string
  default     = "X86_64"
  nullable    = false
}

variable "desired_count" {
  description = "How many tasks run. Terraform owns the number: nothing else scales the service."
  type        = number
  default     = 2
  nullable    = false

  validation {
    condition     = var.environment == "prod" ? var.desired_count >= 2 : true
    error_message = "In prod the service must survive the loss of a task and of its zone. Set desired_count to 2 or more."
  }
}

variable "environment_variables" {
  description = "Environment variables of the container. Nothing secret: they are legible in the console and in the state."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition     = var.db_enabled ? alltrue([for name in keys(var.environment_variables) : !contains(["DB_HOST", "DB_PORT", "DB_NAME", "DB_SECRET_ARN"], name)]) : true
    error_message = "With a database the platform sets DB_HOST, DB_PORT, DB_NAME and DB_SECRET_ARN itself. Remove them from environment_variables, or set db_enabled = false."
  }
}

variable "secrets" {
  description = "Environment variables that are read from Secrets Manager when a task starts: name = ARN of the secret, or ARN:key:: for one key of a JSON secret."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition     = var.db_enabled ? alltrue([for name in keys(var.secrets) : !contains(["DB_HOST", "DB_PORT", "DB_NAME", "DB_SECRET_ARN"], name)]) : true
    error_message = "With a database the platform sets DB_HOST, DB_PORT, DB_NAME and DB_SECRET_ARN itself. Remove them from secrets, or set db_enabled = false."
  }
}

variable "secrets_kms_key_arns" {
  description = "Customer KMS keys that the secrets are encrypted with. None are needed for AWS's own key."
  type        = list(string)
  default     = []
  nullable    = false
}

variable "read_only_root_filesystem" {
  description = "Let the container write to no file. Switch it off for an image that must."
  type        = bool
  default     = true
  nullable    = false
}

variable "health_check_grace_period" {
  description = "How long a new task may take to start before failed health checks count."
  type        = number
  default     = 60
  nullable    = false
}

variable "container_insights" {
  description = "CloudWatch Container Insights: off, per service, or enhanced down to the single container. Its metrics are billed."
  type        = string
  default     = "enabled"
  nullable    = false
}

variable "log_retention_days" {
  description = "How long the container's logs are kept. 0 keeps them for ever."
  type        = number
  default     = 30
  nullable    = false
}

# ---------------------------------------------------------------------------------------------------------------
# Database
# ---------------------------------------------------------------------------------------------------------------

variable "db_enabled" {
  description = "Create a PostgreSQL database (RDS) that only the service can reach."
  type        = bool
  default     = true
  nullable    = false
}

variable "db_engine_version" {
  description = "Major version of PostgreSQL. Minor versions are installed by AWS in the maintenance window."
  type        = string
  default     = "17"
  nullable    = false
}

variable "db_instance_class" {
  description = "Size of the database, such as db.t4g.medium (bursts) or db.m7g.large (steady)."
  type        = string
  default     = "db.t4g.medium"
  nullable    = false
}

variable "db_name" {
  description = "Name of the database that is created first."
  type        = string
  default     = "app"
  nullable    = false
}

variable "db_username" {
  description = "Name of the master user. Its password is made, kept and rotated by AWS."
  type        = string
  default     = "app_admin"
  nullable    = false
}

variable "db_port" {
  description = "Port that the database listens on."
  type        = number
  default     = 5432
  nullable    = false
}

variable "db_allocated_storage" {
  description = "Storage of the database (gp3) to begin with. It can grow and never shrinks."
  type        = number
  default     = 50
  nullable    = false
}

variable "db_max_allocated_storage" {
  description = "Ceiling up to which the storage grows by itself when it runs low. 0 switches that off."
  type        = number
  default     = 200
  nullable    = false
}

variable "db_multi_az" {
  description = "Keep a standby in another zone, which takes over within a minute or two. It doubles the price."
  type        = bool
  default     = true
  nullable    = false

  validation {
    condition     = var.environment == "prod" && var.db_enabled ? var.db_multi_az : true
    error_message = "In prod the database must survive the loss of its zone. Set db_multi_az = true."
  }
}

variable "db_backup_retention_days" {
  description = "How many days back the database can be restored to any second. 0 switches backups off."
  type        = number
  default     = 14
  nullable    = false

  validation {
    condition     = var.environment == "prod" && var.db_enabled ? var.db_backup_retention_days >= 7 : true
    error_message = "In prod a mistake must be mendable a week later. Set db_backup_retention_days to 7 or more."
  }
}

variable "db_backup_window" {
  description = "When the daily backup is taken, in UTC: hh:mm-hh:mm."
  type        = string
  default     = "02:00-03:00"
  nullable    = false
}

variable "db_maintenance_window" {
  description = "When AWS may install updates, in UTC: ddd:hh:mm-ddd:hh:mm. It must not overlap with the backup."
  type        = string
  default     = "sun:03:30-sun:04:30"
  nullable    = false
}

variable "db_deletion_protection" {
  description = "Refuse to delete the database until this is switched off."
  type        = bool
  default     = true
  nullable    = false

  validation {
    condition     = var.environment == "prod" && var.db_enabled ? var.db_deletion_protection : true
    error_message = "In prod the database must be safe from deletion by mistake. Set db_deletion_protection = true."
  }
}

variable "db_final_snapshot" {
  description = "Take a last snapshot when the database is deleted."
  type        = bool
  default     = true
  nullable    = false

  validation {
    condition     = var.environment == "prod" && var.db_enabled ? var.db_final_snapshot : true
    error_message = "In prod the data must outlive the database. Set db_final_snapshot = true."
  }
}

variable "db_apply_immediately" {
  description = "Apply changes of the database at once, with their interruption, instead of in the maintenance window."
  type        = bool
  default     = false
  nullable    = false
}

variable "db_performance_insights" {
  description = "Record which queries the database spends its time on (Performance Insights, seven days, free of charge)."
  type        = bool
  default     = true
  nullable    = false
}

variable "db_monitoring_interval" {
  description = "How often the database's operating system is measured (Enhanced Monitoring). 0 switches it off."
  type        = number
  default     = 60
  nullable    = false
}

variable "db_log_retention_days" {
  description = "How long the database's logs are kept. 0 keeps them for ever."
  type        = number
  default     = 30
  nullable    = false
}

# ---------------------------------------------------------------------------------------------------------------
# Alarms
# ---------------------------------------------------------------------------------------------------------------

variable "alarm_email" {
  description = "Address that alarms are sent to. AWS sends it a message first, in which the subscription must be confirmed."
  type        = string
  default     = null

  validation {
    condition     = var.environment == "prod" ? var.alarm_email != null : true
    error_message = "In prod somebody must hear of an alarm. Set alarm_email to the address of those on call."
  }
}

variable "alarm_evaluation_periods" {
  description = "How many periods in a row must be bad before an alarm goes off."
  type        = number
  default     = 3
  nullable    = false
}

variable "alarm_alb_5xx_threshold" {
  description = "Answers with a 5xx status in one period, of the load balancer and of the service together, from which on it is an alarm."
  type        = number
  default     = 10
  nullable    = false
}

variable "alarm_alb_5xx_period" {
  description = "Length of one period of the alarm on 5xx answers."
  type        = number
  default     = 60
  nullable    = false
}

variable "alarm_ecs_cpu_threshold" {
  description = "Average CPU of the service from which on it is an alarm."
  type        = number
  default     = 80
  nullable    = false
}

variable "alarm_ecs_cpu_period" {
  description = "Length of one period of the alarm on the service's CPU."
  type        = number
  default     = 300
  nullable    = false
}

variable "alarm_rds_cpu_threshold" {
  description = "Average CPU of the database from which on it is an alarm."
  type        = number
  default     = 80
  nullable    = false
}

variable "alarm_rds_cpu_period" {
  description = "Length of one period of the alarm on the database's CPU."
  type        = number
  default     = 300
  nullable    = false
}

variable "alarm_rds_free_storage_threshold" {
  description = "Free storage of the database below which it is an alarm."
  type        = number
  default     = 10
  nullable    = false

  validation {
    condition     = var.db_enabled ? var.alarm_rds_free_storage_threshold < var.db_allocated_storage : true
    error_message = "The alarm would go off at once: the database has ${var.db_allocated_storage} GiB in all. Set alarm_rds_free_storage_threshold below db_allocated_storage."
  }
}

variable "alarm_rds_free_storage_period" {
  description = "Length of one period of the alarm on the database's free storage."
  type        = number
  default     = 300
  nullable    = false
}
