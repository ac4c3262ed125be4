# A new design's staging: built like prod, so that what works here works there, and smaller. What differs from prod is size,
# and what redundancy costs.

# General
project = "example"       # begins every name in AWS
region  = "us-east-1"     # everything is created here
owner   = "platform-team" # answers for this environment

# Network
vpc_cidr                 = "10.30.0.0/16" # apart from dev's and prod's, so that they can be peered
nat_mode                 = "single"       # a rehearsal may stop with its zone, at half the price
flow_logs_retention_days = 30             # long enough to look into a failed release

# Load balancer
domain_name             = "staging.example.com" # where a release is tried
hosted_zone_name        = "example.com"         # the zone of the domain
health_check_path       = "/healthz"            # the example image's own
alb_deletion_protection = false                 # nothing is lost with it

# Service
container_image    = "ghcr.io/stefanprodan/podinfo:6.9.2" # an example that writes no file
container_port     = 9898                                 # the example image's own
task_cpu           = 512                                  # half of prod's
task_memory        = 1024                                 # the least that goes with it
desired_count      = 2                                    # as in prod: what breaks with two tasks must break here first
log_retention_days = 30                                   # as long as the flow logs

# Database
db_instance_class        = "db.t4g.medium" # busy only while a release is tried: credits pay for that
db_allocated_storage     = 50              # half of prod's
db_max_allocated_storage = 200             # room for a copy of prod's data, and a stop for a runaway table
db_multi_az              = false           # half the price; a lost zone costs a rehearsal
db_backup_retention_days = 7               # a week back, as long as a release is looked at
db_deletion_protection   = false           # its data can be made again
db_final_snapshot        = false           # its data can be made again
db_log_retention_days    = 30              # as long as the service's

# Alarms
alarm_email                      = "ops@example.com" # who is told
alarm_rds_free_storage_threshold = 10                # a fifth of the storage
