# Lean staging: built like prod, as small as dev. A release is rehearsed, not put under load.

# Network
flow_logs = false # they are billed by volume, and nobody investigates a rehearsal

# Service
task_cpu           = 256        # the smallest task that Fargate runs
task_memory        = 512        # the least that goes with it
desired_count      = 1          # a deploy starts the new task before it stops the old one
container_insights = "disabled" # its metrics are billed
log_retention_days = 7          # a release is judged within a week

# Database
db_instance_class        = "db.t4g.micro" # the smallest that there is
db_allocated_storage     = 20             # the least that gp3 takes
db_max_allocated_storage = 100            # a stop for a runaway test
db_backup_retention_days = 3              # enough to undo a migration after a weekend
db_monitoring_interval   = 0              # its measurements are billed as logs
db_log_retention_days    = 7              # as long as the service's

# Alarms
alarm_rds_free_storage_threshold = 4 # a fifth of the storage
