# A new design's remote state, once for all environments. What the defaults see to is not repeated here.

project = "example"       # the same as the environments'
region  = "us-east-1"     # where the states are kept
owner   = "platform-team" # answers for the states

state_bucket = "example-terraform-state" # no other AWS customer may have one of that name
