# How the options are presented: groups, labels, units, in the order of the page, and `when`: what of its root's
# variables must be so that an option does anything (the page hides it otherwise). Nothing else stands here. Types,
# defaults and help are read off the `variable` blocks; bounds and choices off their `validation` blocks, and off
# those of the module's variable that an option is passed to.

# Variables that are no options: the export fills in the first three itself, and who runs Terraform the last.
supplied = ["environment", "kind", "environments", "read_only"]

# The environments of a new design, each of the kind that it is called after.
environments = ["dev", "prod"]

# Kinds of environments, in the order in which a change reaches them. What one of a kind starts from stands in
# presets/<kind>.tfvars.
kind "dev" {
  summary = "where changes are tried: small, cheap, made and unmade at will"
}
kind "staging" {
  summary = "where a release is rehearsed: built like prod, smaller, with less redundancy"
}
kind "prod" {
  summary = "where users are: survives the loss of a zone, and of a mistake"
}

# What a design can stand on. The first is presets/ itself; of another one presets/<preset>/ says what it changes of that.
preset "balanced" {
  label   = "Balanced"
  summary = "dev small and cheap, prod ready for users"
}
preset "lean" {
  label   = "Lean"
  summary = "the cheapest that still runs safely"
}
preset "hardened" {
  label   = "Hardened"
  summary = "every security option on, in every environment"
}
preset "high-availability" {
  label   = "High availability"
  summary = "three zones, and a stand-in for whatever fails"
}

group "General" {
  summary = "What runs here, where, and whose it is"

  option "project" {
    label   = "Project"
    scope   = "shared"
    example = "the short name of your product"
  }
  option "owner" {
    label   = "Owner"
    scope   = "shared"
    example = "the team that answers for the platform"
  }
  option "region" {
    label = "Region"
  }
  option "account_id" {
    label = "AWS account"
  }
  option "assume_role_arn" {
    label = "Role to take on"
    unit  = "ARN"
  }
  option "plan_role_arn" {
    label = "Role to plan with"
    unit  = "ARN"
    when  = var.assume_role_arn != null
  }
  option "permissions_boundary" {
    label = "Permissions boundary"
    scope = "shared"
  }
  option "tags" {
    label = "More tags"
  }
}

group "Network" {
  summary = "VPC, subnets and the way out"

  option "vpc_cidr" {
    label    = "VPC range"
    unit     = "CIDR"
    distinct = true
  }
  option "az_count" {
    label = "Availability zones"
  }
  option "nat_mode" {
    label = "NAT gateways"
  }
  option "vpc_endpoints" {
    label = "VPC endpoints"
  }
  option "egress_cidrs" {
    label = "Tasks may reach"
    unit  = "CIDR"
  }
  option "flow_logs" {
    label = "Flow logs"
  }
  option "flow_logs_retention_days" {
    label = "Flow log retention"
    unit  = "days"
    when  = var.flow_logs
  }
}

group "Load balancer" {
  summary = "The way in: domain, certificate, listeners and health checks"

  option "domain_name" {
    label    = "Domain"
    example  = "the name that your users will open"
    distinct = true
  }
  option "hosted_zone_name" {
    label   = "Hosted zone"
    example = "the public Route 53 zone that the domain lies in"
  }
  option "certificate_arn" {
    label = "Own certificate"
    unit  = "ARN"
  }
  option "allow_http" {
    label = "Plain HTTP"
  }
  option "tls_policy" {
    label = "TLS policy"
  }
  option "ingress_cidrs" {
    label = "Open to"
    unit  = "CIDR"
  }
  option "ingress_prefix_list_ids" {
    label = "Open to prefix lists"
  }
  option "health_check_path" {
    label = "Health check path"
  }
  option "health_check_matcher" {
    label = "Healthy status codes"
  }
  option "idle_timeout" {
    label = "Idle timeout"
    unit  = "seconds"
  }
  option "alb_deletion_protection" {
    label = "Deletion protection"
  }
  option "alb_access_logs" {
    label = "Access logs"
  }
  option "alb_connection_logs" {
    label = "Connection logs"
  }
  option "alb_logs_retention_days" {
    label = "Log retention"
    unit  = "days"
    when  = var.alb_access_logs || var.alb_connection_logs
  }
}

group "Firewall" {
  summary = "What is turned away before it reaches the load balancer"

  option "waf" {
    label = "Firewall"
  }
  option "waf_mode" {
    label = "Mode"
    when  = var.waf
  }
  option "waf_rate_limit" {
    label = "Rate limit"
    unit  = "requests in 5 minutes"
    when  = var.waf
  }
  option "waf_counted_rules" {
    label = "Rules that only count"
    when  = var.waf
  }
  option "waf_log_retention_days" {
    label = "Log retention"
    unit  = "days"
    when  = var.waf
  }
}

group "Service" {
  summary = "The container and the Fargate tasks that run it"

  option "container_image" {
    label   = "Image"
    example = "your image, in a registry that the tasks can reach"
  }
  option "container_port" {
    label = "Port"
  }
  option "task_cpu" {
    label = "CPU"
    unit  = "CPU units"
  }
  option "task_memory" {
    label = "Memory"
    unit  = "MiB"
  }
  option "cpu_architecture" {
    label = "Architecture"
  }
  option "desired_count" {
    label = "Tasks"
  }
  option "environment_variables" {
    label = "Environment variables"
  }
  option "secrets" {
    label = "Secrets"
  }
  option "secrets_kms_key_arns" {
    label = "Keys of the secrets"
    unit  = "ARN"
    when  = length(var.secrets) > 0
  }
  option "read_only_root_filesystem" {
    label = "Read-only file system"
  }
  option "ecs_exec" {
    label = "ECS Exec"
  }
  option "ecs_exec_log_retention_days" {
    label = "ECS Exec: log retention"
    unit  = "days"
    when  = var.ecs_exec
  }
  option "health_check_grace_period" {
    label = "Grace period"
    unit  = "seconds"
  }
  option "container_insights" {
    label = "Container Insights"
  }
  option "log_retention_days" {
    label = "Log retention"
    unit  = "days"
  }
}

group "Further services" {
  summary = "Behind paths of the same load balancer, each with an image and sizes of its own"

  option "services" {
    label = "Services"
  }
}

group "Capacity" {
  summary = "How many tasks run, and of which kind"

  option "autoscaling" {
    label = "Autoscaling"
  }
  option "autoscaling_min" {
    label = "Fewest tasks"
    when  = var.autoscaling
  }
  option "autoscaling_max" {
    label = "Most tasks"
    when  = var.autoscaling
  }
  option "autoscaling_cpu" {
    label = "CPU aimed at"
    unit  = "%"
    when  = var.autoscaling
  }
  option "autoscaling_memory" {
    label = "Memory aimed at"
    unit  = "%"
    when  = var.autoscaling
  }
  option "autoscaling_requests" {
    label = "Requests aimed at"
    unit  = "a minute and task"
    when  = var.autoscaling
  }
  option "autoscaling_schedules" {
    label = "Schedules"
    when  = var.autoscaling
  }
  option "spot_share" {
    label = "Share on Spot"
    unit  = "%"
  }
  option "on_demand_base" {
    label = "Never on Spot"
    unit  = "tasks"
    when  = var.spot_share > 0
  }
}

group "Deployment" {
  summary = "How a new version takes over, and what takes it back"

  option "deployment_strategy" {
    label = "Strategy"
  }
  option "deployment_bake_time" {
    label = "Old version stays"
    unit  = "minutes"
    when  = var.deployment_strategy == "blue_green"
  }
  option "deployment_rollback_by_alarm" {
    label = "Roll back by alarm"
  }
}

group "Database" {
  summary = "PostgreSQL on RDS, reachable by the service alone"

  option "db_enabled" {
    label = "Database"
  }
  option "db_engine_version" {
    label = "PostgreSQL version"
    when  = var.db_enabled
  }
  option "db_instance_class" {
    label = "Instance class"
    when  = var.db_enabled
  }
  option "db_name" {
    label = "Database name"
    when  = var.db_enabled
  }
  option "db_username" {
    label = "Master user"
    when  = var.db_enabled
  }
  option "db_port" {
    label = "Port"
    when  = var.db_enabled
  }
  option "db_password" {
    label = "Password made by"
    when  = var.db_enabled
  }
  option "db_password_version" {
    label = "Password version"
    when  = var.db_enabled && var.db_password == "platform"
  }
  option "db_secret_rotation_days" {
    label = "Password rotation"
    unit  = "days"
    when  = var.db_enabled
  }
  option "db_allocated_storage" {
    label = "Storage"
    unit  = "GiB"
    when  = var.db_enabled
  }
  option "db_max_allocated_storage" {
    label = "Storage ceiling"
    unit  = "GiB"
    when  = var.db_enabled
  }
  option "db_multi_az" {
    label = "Multi-AZ standby"
    when  = var.db_enabled
  }
  option "db_read_replicas" {
    label = "Read replicas"
    when  = var.db_enabled
  }
  option "db_replica_instance_class" {
    label = "Read replicas: instance class"
    when  = var.db_enabled && var.db_read_replicas > 0
  }
  option "db_backup_retention_days" {
    label = "Backup retention"
    unit  = "days"
    when  = var.db_enabled
  }
  option "db_backup_window" {
    label = "Backup window"
    unit  = "UTC"
    when  = var.db_enabled
  }
  option "db_maintenance_window" {
    label = "Maintenance window"
    unit  = "UTC"
    when  = var.db_enabled
  }
  option "db_deletion_protection" {
    label = "Deletion protection"
    when  = var.db_enabled
  }
  option "db_final_snapshot" {
    label = "Final snapshot"
    when  = var.db_enabled
  }
  option "db_apply_immediately" {
    label = "Apply changes at once"
    when  = var.db_enabled
  }
  option "db_performance_insights" {
    label = "Performance Insights"
    when  = var.db_enabled
  }
  option "db_monitoring_interval" {
    label = "Enhanced Monitoring"
    unit  = "seconds"
    when  = var.db_enabled
  }
  option "db_log_retention_days" {
    label = "Log retention"
    unit  = "days"
    when  = var.db_enabled
  }
}

group "Backup" {
  summary = "Backups that outlive the database, beside those that RDS takes itself"

  option "backup" {
    label = "AWS Backup"
    when  = var.db_enabled
  }
  option "backup_schedule" {
    label = "Schedule"
    unit  = "UTC"
    when  = var.backup
  }
  option "backup_retention_days" {
    label = "Retention"
    unit  = "days"
    when  = var.backup
  }
  option "backup_vault_lock_days" {
    label = "Vault lock"
    unit  = "days"
    when  = var.backup
  }
  option "backup_copy_region" {
    label = "Copy to region"
    when  = var.backup
  }
}

group "Alarms" {
  summary = "When somebody is told, and who"

  option "alarm_email" {
    label   = "E-mail"
    example = "the address of those on call"
  }
  option "alarm_evaluation_periods" {
    label = "Periods in a row"
  }
  option "alarm_alb_5xx_threshold" {
    label = "5xx answers"
    unit  = "answers"
  }
  option "alarm_alb_5xx_period" {
    label = "5xx answers: period"
    unit  = "seconds"
  }
  option "alarm_ecs_cpu_threshold" {
    label = "Service CPU"
    unit  = "%"
  }
  option "alarm_ecs_cpu_period" {
    label = "Service CPU: period"
    unit  = "seconds"
  }
  option "alarm_rds_cpu_threshold" {
    label = "Database CPU"
    unit  = "%"
    when  = var.db_enabled
  }
  option "alarm_rds_cpu_period" {
    label = "Database CPU: period"
    unit  = "seconds"
    when  = var.db_enabled
  }
  option "alarm_rds_free_storage_threshold" {
    label = "Database free storage"
    unit  = "GiB"
    when  = var.db_enabled
  }
  option "alarm_rds_free_storage_period" {
    label = "Database free storage: period"
    unit  = "seconds"
    when  = var.db_enabled
  }
  option "alarm_rds_connections_threshold" {
    label = "Database connections"
    unit  = "connections"
    when  = var.db_enabled
  }
  option "alarm_rds_replica_lag_threshold" {
    label = "Read replica lag"
    unit  = "seconds"
    when  = var.db_enabled && var.db_read_replicas > 0
  }
  option "alarm_unhealthy_targets_threshold" {
    label = "Unhealthy targets"
    unit  = "tasks"
  }
  option "alarm_latency_p95_threshold" {
    label = "Latency, p95"
    unit  = "seconds"
  }
  option "alarm_target_5xx_threshold" {
    label = "5xx answers of the service"
    unit  = "%"
  }
  option "alarm_ecs_memory_threshold" {
    label = "Service memory"
    unit  = "%"
  }
  option "alarm_ecs_running" {
    label = "Fewer tasks than should run"
  }
  option "alarm_nat_port_errors_threshold" {
    label = "NAT gateways out of ports"
    unit  = "connections a minute"
  }
  option "alarm_uptime" {
    label = "Check from outside"
    when  = var.domain_name != null
  }
  option "alarm_composite" {
    label = "One message when users are hurt"
  }
  option "dashboard" {
    label = "Dashboard"
  }
}

group "Cost" {
  summary = "What a month may cost, and what stands still at night"

  option "budget_monthly" {
    label = "Budget"
    unit  = "$ a month"
  }
  option "night_off" {
    label = "Off at night"
  }
  option "night_begin" {
    label = "Night begins"
    when  = var.night_off
  }
  option "night_end" {
    label = "Night ends"
    when  = var.night_off
  }
  option "night_timezone" {
    label = "Time zone"
    when  = var.night_off
  }
  option "night_weekends" {
    label = "Off at weekends"
    when  = var.night_off
  }
}

group "Remote state" {
  summary = "Where Terraform keeps what it knows, once for all environments"

  option "state_bucket" {
    label   = "State bucket"
    scope   = "bootstrap"
    example = "a name that no other AWS customer has, such as one with your company's name"
  }
  option "region" {
    label = "Region of the states"
    scope = "bootstrap"
  }
  option "state_lock" {
    label = "State lock"
    scope = "bootstrap"
  }
  option "state_version_days" {
    label = "Earlier versions"
    unit  = "days"
    scope = "bootstrap"
  }
  option "state_versions_kept" {
    label = "Earlier versions kept at least"
    unit  = "versions"
    scope = "bootstrap"
  }
  option "state_access_logs" {
    label = "Access log"
    scope = "bootstrap"
  }
  option "state_access_log_days" {
    label = "Access log kept"
    unit  = "days"
    scope = "bootstrap"
    when  = var.state_access_logs
  }
  option "state_replication_region" {
    label = "Copy in another region"
    scope = "bootstrap"
  }
  option "tags" {
    label = "More tags of the states"
    scope = "bootstrap"
  }
}

group "Delivery" {
  summary = "What checks a change before it is merged, and how it gets into AWS"

  option "ci" {
    label = "Pipeline"
    scope = "shared"
  }
  option "repository" {
    label = "Repository"
    scope = "shared"
  }
  option "oidc_provider_exists" {
    label = "Pipeline's tokens trusted already"
    scope = "bootstrap"
    when  = var.repository != null
  }
  option "plan_reads_database_passwords" {
    label = "Plans read databases' passwords"
    scope = "bootstrap"
    when  = var.repository != null
  }
  option "terraform_version" {
    label = "Terraform"
    scope = "delivery"
  }
  option "scanner" {
    label = "Security scanner"
    scope = "delivery"
  }
}
