# Hardened prod: beyond the first preset's, only clients that speak TLS 1.3, and backups as far back as RDS keeps them.

# Load balancer
tls_policy = "ELBSecurityPolicy-TLS13-1-3-PQ-2025-09" # TLS 1.3 alone, with post-quantum key exchange

# Database
db_backup_retention_days = 35 # the most that RDS keeps: an intrusion may have begun weeks ago
