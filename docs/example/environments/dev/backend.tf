# Where the state of dev lies. bootstrap/ made the bucket, the lock table and the key.
terraform {
  backend "s3" {
    bucket     = "example-terraform-state"
    key        = "example/dev/terraform.tfstate"
    region     = "us-east-1"
    encrypt    = true
    kms_key_id = "alias/example-terraform-state"

    # Deprecated since Terraform 1.11, and still works. use_lockfile = true supersedes it: bootstrap/README.md says how to move.
    dynamodb_table = "example-terraform-state"
  }
}
