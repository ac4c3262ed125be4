# Rules beyond `terraform validate`: how Terraform is written, and what AWS will refuse.

plugin "terraform" {
  enabled = true
  preset  = "all"
}

plugin "aws" {
  enabled = true
  source  = "github.com/terraform-linters/tflint-ruleset-aws"
  version = "0.48.0" # August 2026
}

# The options of an environment are many, and stand in one file per subject: variables_network.tf, variables_service.tf, …
rule "terraform_standard_module_structure" {
  enabled = false
}
