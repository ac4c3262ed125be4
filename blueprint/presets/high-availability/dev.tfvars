# Highly available dev: redundant like prod, so that the loss of a zone can be practised and keeps no team from its work.

# Network
az_count = 3        # every zone that the platform uses
nat_mode = "per_az" # the loss of a zone cuts off no other

# Service
desired_count = 3 # one in each zone

# Database
db_multi_az              = true # the standby takes over within a minute or two
db_backup_retention_days = 7    # a week back, to any second
