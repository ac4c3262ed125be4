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
