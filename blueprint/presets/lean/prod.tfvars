# Lean prod: the smallest that still survives the loss of a zone, and of a mistake. It saves in size and in what is recorded,
# never in redundancy.

# Network
flow_logs_retention_days = 30 # a month to notice an intrusion

# Load balancer
alb_access_logs = false # the service's own log has the requests

# Service
task_cpu           = 256        # the smallest task that Fargate runs; two of them stand in two zones
task_memory        = 512        # the least that goes with it
container_insights = "disabled" # its metrics are billed; the alarms do not need them
log_retention_days = 30         # a month to look into a complaint

# Database
db_instance_class        = "db.t4g.micro" # bursts; a larger one is one change away
db_allocated_storage     = 20             # the least that gp3 takes; it grows by itself
db_max_allocated_storage = 200            # a stop for a runaway table
db_backup_retention_days = 7              # the least that prod may have
db_monitoring_interval   = 0              # its measurements are billed as logs
db_log_retention_days    = 30             # as long as the service's

# Alarms
alarm_rds_free_storage_threshold  = 4    # a fifth of the storage
alarm_unhealthy_targets_threshold = null # billed by the alarm; the one on 5xx answers has what users notice
alarm_ecs_memory_threshold        = null # billed by the alarm
