# What the tests stand on, every variable: terraform test would take one that is missing here from ../terraform.tfvars, and
# what a test says must not depend on that.

# General
project              = "example"
environment          = "prod"
kind                 = "prod"
region               = "eu-west-1"
account_id           = null
assume_role_arn      = null
plan_role_arn        = null
read_only            = false
permissions_boundary = null
owner                = "platform-team"
tags                 = {}

# Network
vpc_cidr                 = "10.0.0.0/16"
az_count                 = 2
nat_mode                 = "per_az"
flow_logs                = true
flow_logs_retention_days = 90
vpc_endpoints            = []
egress_cidrs             = ["0.0.0.0/0"]

# Load balancer
domain_name             = "app.example.com"
hosted_zone_name        = "example.com"
certificate_arn         = null
allow_http              = false
tls_policy              = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09"
ingress_cidrs           = ["0.0.0.0/0"]
ingress_prefix_list_ids = []
health_check_path       = "/"
health_check_matcher    = "200"
idle_timeout            = 60
alb_deletion_protection = true
alb_access_logs         = false
alb_connection_logs     = false
alb_logs_retention_days = 90

# Firewall
waf                    = false
waf_mode               = "block"
waf_rate_limit         = 2000
waf_counted_rules      = []
waf_log_retention_days = 90

# Service
container_image             = "registry.example.com/app:1.4.2"
container_port              = 8080
task_cpu                    = 512
task_memory                 = 1024
cpu_architecture            = "X86_64"
desired_count               = 2
environment_variables       = {}
secrets                     = {}
secrets_kms_key_arns        = []
read_only_root_filesystem   = true
ecs_exec                    = false
ecs_exec_log_retention_days = 365
health_check_grace_period   = 60
container_insights          = "enabled"
log_retention_days          = 30

# Further services
services = {}

# Deployment
deployment_strategy          = "rolling"
deployment_bake_time         = 5
deployment_rollback_by_alarm = false

# Capacity
autoscaling           = false
autoscaling_min       = 2
autoscaling_max       = 6
autoscaling_cpu       = 60
autoscaling_memory    = null
autoscaling_requests  = null
autoscaling_schedules = {}
spot_share            = 0
on_demand_base        = 1

# Database
db_enabled                = true
db_engine_version         = "17"
db_instance_class         = "db.t4g.medium"
db_name                   = "app"
db_username               = "app_admin"
db_port                   = 5432
db_password               = "rds"
db_password_version       = 1
db_secret_rotation_days   = null
db_allocated_storage      = 50
db_max_allocated_storage  = 200
db_multi_az               = true
db_read_replicas          = 0
db_replica_instance_class = null
db_backup_retention_days  = 14
db_backup_window          = "02:00-03:00"
db_maintenance_window     = "sun:03:30-sun:04:30"
db_deletion_protection    = true
db_final_snapshot         = true
db_apply_immediately      = false
db_performance_insights   = true
db_monitoring_interval    = 60
db_log_retention_days     = 30

# Backup
backup                 = false
backup_schedule        = "cron(0 5 ? * * *)"
backup_retention_days  = 35
backup_vault_lock_days = null
backup_copy_region     = null

# Alarms
alarm_email                      = "ops@example.com"
alarm_evaluation_periods         = 3
alarm_alb_5xx_threshold          = 10
alarm_alb_5xx_period             = 60
alarm_ecs_cpu_threshold          = 80
alarm_ecs_cpu_period             = 300
alarm_rds_cpu_threshold          = 80
alarm_rds_cpu_period             = 300
alarm_rds_free_storage_threshold = 10
alarm_rds_free_storage_period    = 300

alarm_unhealthy_targets_threshold = null
alarm_latency_p95_threshold       = null
alarm_target_5xx_threshold        = null
alarm_ecs_memory_threshold        = null
alarm_ecs_running                 = false
alarm_rds_connections_threshold   = null
alarm_rds_replica_lag_threshold   = null
alarm_nat_port_errors_threshold   = null
alarm_uptime                      = false
alarm_composite                   = false
dashboard                         = false

# Cost
budget_monthly = null
night_off      = false
night_begin    = "20:00"
night_end      = "07:00"
night_timezone = "Etc/UTC"
night_weekends = true
