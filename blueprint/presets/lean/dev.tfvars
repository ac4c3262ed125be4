# Lean dev: the first preset's dev is as small as it can be built; it can be off when nobody is there, and remember less.

# Service
log_retention_days = 3 # what is older than a long weekend is tried again

# Database
db_log_retention_days = 3 # as long as the service's

# Cost
night_off = true # two thirds of the week nobody is there; say in night_timezone where "there" is
