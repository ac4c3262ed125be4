# Hardened staging: it often holds a copy of what prod holds, so it is guarded like prod.

# Network
flow_logs_retention_days = 365                               # an intrusion is often found months later
vpc_endpoints            = ["ecr", "logs", "secretsmanager"] # what passes between tasks and AWS stays in the VPC

# Load balancer
tls_policy              = "ELBSecurityPolicy-TLS13-1-3-PQ-2025-09" # TLS 1.3 alone, with post-quantum key exchange
alb_deletion_protection = true                                     # whoever gets in cannot take it away in one call
alb_access_logs         = true                                     # who asked for what, after an intrusion
alb_connection_logs     = true                                     # also who only knocked
alb_logs_retention_days = 365                                      # as long as the other logs

# Firewall
waf                    = true # known attacks end before the service
waf_log_retention_days = 365  # as long as the other logs

# Service
log_retention_days = 365 # as long as the flow logs, to read them side by side

# Database
db_deletion_protection = true # whoever gets in cannot take it away in one call
db_final_snapshot      = true # the data outlives the database
db_log_retention_days  = 365  # as long as the service's
