# Backups beside RDS's own: where the options meet. The rest is tested in modules/backup.

mock_provider "aws" {
  mock_data "aws_availability_zones" {
    defaults = { names = ["eu-west-1a", "eu-west-1b", "eu-west-1c"] }
  }
  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }
}

run "backed_up_in_another_region_too" {
  command = plan
  variables {
    backup             = true
    backup_copy_region = "eu-central-1"
  }

  assert {
    condition     = module.backup[0].vault_name == "example-prod"
    error_message = "The vault has the environment's name."
  }
}

run "backup_needs_a_database" {
  command = plan
  variables {
    backup     = true
    db_enabled = false
  }
  expect_failures = [var.backup]
}

run "backup_copy_region_is_another" {
  command = plan
  variables {
    backup_copy_region = "eu-west-1"
  }
  expect_failures = [var.backup_copy_region]
}

run "backup_copy_region_is_of_the_same_partition" {
  command = plan
  variables {
    backup_copy_region = "cn-north-1"
  }
  expect_failures = [var.backup_copy_region]
}
