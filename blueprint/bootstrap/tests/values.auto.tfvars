# What the tests stand on, every variable: terraform test would take one that is missing here from ../terraform.tfvars, and
# what a test says must not depend on that.

project                       = "example"
region                        = "us-east-1"
owner                         = "platform-team"
tags                          = {}
state_bucket                  = "example-terraform-state"
state_version_days            = 90
state_versions_kept           = 20
state_lock                    = "dynamodb"
environments                  = []
ci                            = "github"
repository                    = null
oidc_provider_exists          = false
plan_reads_database_passwords = false
permissions_boundary          = null
state_access_logs             = false
state_access_log_days         = 365
state_replication_region      = null
