# Highly available staging: as redundant as prod, so that what fails over there has failed over here.

# Network
az_count = 3        # every zone that the platform uses
nat_mode = "per_az" # the loss of a zone cuts off no other

# Service
desired_count = 3 # one in each zone

# Capacity
autoscaling     = true # as in prod, so that a load test says what prod will do
autoscaling_min = 3    # one in each zone
autoscaling_cpu = 50   # as in prod

# Database
db_multi_az              = true # the standby takes over within a minute or two
db_backup_retention_days = 14   # two weeks back, to any second

# Alarms
alarm_unhealthy_targets_threshold = 1    # as in prod
alarm_ecs_running                 = true # a zone without room for its tasks
alarm_composite                   = true # as in prod, so that the message is known before it matters
dashboard                         = true # as in prod
