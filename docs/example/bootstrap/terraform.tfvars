# The values of the remote state, where they differ from the variables' defaults. Written by Landform.

environments = ["dev", "prod"]

# General
project = "example"       # the same as the environments'
owner   = "platform-team" # answers for the states

# Remote state
state_bucket = "example-terraform-state" # no other AWS customer may have one of that name
region       = "us-east-1"               # where the states are kept
