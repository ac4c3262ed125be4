# Hardened prod: beyond the first preset's, a firewall, only clients that speak TLS 1.3, more that is written down, and backups as
# far back as RDS keeps them.

# Network
vpc_endpoints = ["ecr", "logs", "secretsmanager"] # what passes between tasks and AWS stays in the VPC

# Load balancer
tls_policy          = "ELBSecurityPolicy-TLS13-1-3-PQ-2025-09" # TLS 1.3 alone, with post-quantum key exchange
alb_connection_logs = true                                     # also who only knocked

# Firewall
waf                    = true # known attacks end before the service
waf_log_retention_days = 365  # as long as the other logs

# Database
db_backup_retention_days = 35 # the most that RDS keeps: an intrusion may have begun weeks ago
