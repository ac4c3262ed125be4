# The values of dev, where they differ from the variables' defaults. Written by Landform.

environment = "dev"
kind        = "dev"

# General
project = "example"       # begins every name in AWS
owner   = "platform-team" # answers for this environment
region  = "us-east-1"     # everything is created here

# Network
vpc_cidr  = "10.10.0.0/16" # apart from prod's, so that the two can be peered
nat_mode  = "single"       # one NAT gateway is enough where nobody waits at night
flow_logs = false          # nothing to investigate in dev; they are billed by volume

# Load balancer
domain_name             = "dev.example.com" # where the team opens it
hosted_zone_name        = "example.com"     # the zone of the domain
health_check_path       = "/healthz"        # the example image's own
alb_deletion_protection = false             # dev is made and unmade at will

# Service
container_image    = "ghcr.io/stefanprodan/podinfo:6.9.2" # an example that writes no file
container_port     = 9898                                 # the example image's own
task_cpu           = 256                                  # the smallest task that Fargate runs
task_memory        = 512                                  # the least that goes with it
desired_count      = 1                                    # a deploy starts the new task before it stops the old one
container_insights = "disabled"                           # its metrics are billed
log_retention_days = 7                                    # who looks at dev's logs, looks today

# Database
db_instance_class        = "db.t4g.micro" # the smallest that there is
db_allocated_storage     = 20             # the least that gp3 takes
db_max_allocated_storage = 50             # a stop for a runaway test
db_multi_az              = false          # half the price; a lost zone costs dev an hour
db_backup_retention_days = 1              # enough to undo a migration
db_deletion_protection   = false          # dev is made and unmade at will
db_final_snapshot        = false          # its data can be made again
db_apply_immediately     = true           # nobody waits for the maintenance window
db_monitoring_interval   = 0              # its measurements are billed as logs
db_log_retention_days    = 7              # as long as the service's

# Alarms
alarm_email                      = "ops@example.com" # who is told
alarm_rds_free_storage_threshold = 4                 # a fifth of the storage
