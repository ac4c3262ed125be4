# The values of prod, where they differ from the variables' defaults. Written by Landform.

environment = "prod"
kind        = "prod"

# General
project = "example"       # begins every name in AWS
owner   = "platform-team" # answers for this environment
region  = "us-east-1"     # everything is created here

# Network
vpc_cidr                 = "10.20.0.0/16" # apart from dev's, so that the two can be peered
flow_logs_retention_days = 365            # an intrusion is often found months later

# Load balancer
domain_name             = "www.example.com" # where users open it
hosted_zone_name        = "example.com"     # the zone of the domain
health_check_path       = "/healthz"        # the example image's own
alb_access_logs         = true              # cents a month, and the only trace of a request that never reached a task
alb_logs_retention_days = 365               # as long as the flow logs

# Service
container_image    = "ghcr.io/stefanprodan/podinfo:6.9.2" # an example that writes no file
container_port     = 9898                                 # the example image's own
task_cpu           = 1024                                 # one vCPU, so that a single request is not throttled
task_memory        = 2048                                 # the least that goes with it
log_retention_days = 365                                  # as long as the flow logs, to read them side by side

# Database
db_instance_class        = "db.m7g.large" # steady load; t classes stall when their credits are spent
db_allocated_storage     = 100            # room for the first year
db_max_allocated_storage = 500            # room for growth, and a stop for a runaway table
db_backup_retention_days = 30             # a month back, to any second
db_log_retention_days    = 365            # as long as the service's

# Alarms
alarm_email                       = "ops@example.com" # who is told
alarm_rds_free_storage_threshold  = 20                # a fifth of the storage
alarm_unhealthy_targets_threshold = 1                 # ECS replaces a task that is ill; one that stays so is a fault
alarm_ecs_memory_threshold        = 80                # at 100 % tasks are killed
