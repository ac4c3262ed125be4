# Lean dev: the first preset's dev is as small as it can be built; only what it remembers can cost less.

# Service
log_retention_days = 3 # what is older than a long weekend is tried again

# Database
db_log_retention_days = 3 # as long as the service's
