# Highly available prod: the loss of a zone takes a third of the capacity, and nobody notices.

# Network
az_count = 3 # every zone that the platform uses

# Service
desired_count = 6 # two in each zone: a deploy and a lost zone at once leave some

# Database
db_max_allocated_storage = 1000 # a full disk is an outage too
db_backup_retention_days = 35   # the most that RDS keeps

# Alarms
alarm_ecs_cpu_threshold = 60 # without a zone the others carry half as much again, and must have room for it
