# Hardened remote state: a state that was tampered with can be held against older ones.

state_version_days       = 365         # as long as the logs
state_versions_kept      = 100         # the most that a lifecycle rule takes
state_access_logs        = true        # who read which state, and from where
state_replication_region = "us-west-2" # the states outlive their region
