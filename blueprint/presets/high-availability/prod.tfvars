# Highly available prod: the loss of a zone takes a third of the capacity, and nobody notices.

# Network
az_count = 3 # every zone that the platform uses

# Service
desired_count = 6 # two in each zone: a deploy and a lost zone at once leave some

# Capacity
autoscaling     = true # the load that a zone leaves behind brings its own tasks
autoscaling_min = 6    # two in each zone, also at night
autoscaling_max = 18   # three times that, and a stop for a fault or an attack
autoscaling_cpu = 50   # without a zone the others carry half as much again, until tasks have been added

# Deployment
deployment_rollback_by_alarm = true # a version that fails under load goes before somebody is awake

# Database
db_max_allocated_storage = 1000 # a full disk is an outage too
db_backup_retention_days = 35   # the most that RDS keeps

# Backup
backup                 = true # what is in the vault outlives the database
backup_vault_lock_days = 35   # as long as it is kept

# Alarms
alarm_target_5xx_threshold      = 5    # one request in twenty, also at night when ten answers a minute are never reached
alarm_ecs_running               = true # a zone without room for its tasks
alarm_rds_connections_threshold = 600  # of some 800 that this class takes
alarm_nat_port_errors_threshold = 1    # the first connection that finds no port
alarm_uptime                    = true # a name or a certificate that fails shows from outside alone
alarm_composite                 = true # one message when users are hurt, whatever fails
dashboard                       = true # the first page to open then
