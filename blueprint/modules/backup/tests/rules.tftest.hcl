# Every rule is broken once, alone.

mock_provider "aws" {
  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }
}

variables {
  name          = "example-test"
  resource_arns = ["arn:aws:rds:eu-west-1:123456789012:db:example-test"]
}

run "schedule_is_a_cron_expression_of_aws" {
  command = plan
  variables {
    schedule = "0 5 * * *"
  }
  expect_failures = [var.schedule]
}

run "retention_days_is_in_range" {
  command = plan
  variables {
    retention_days = 0
  }
  expect_failures = [var.retention_days]
}

run "vault_lock_days_are_whole_days" {
  command = plan
  variables {
    vault_lock_days = 0.5
  }
  expect_failures = [var.vault_lock_days]
}

run "vault_lock_ends_before_the_backups_do" {
  command = plan
  variables {
    vault_lock_days = 36
  }
  expect_failures = [var.vault_lock_days]
}

run "copy_region_is_the_code_of_a_region" {
  command = plan
  variables {
    copy_region = "eu-central-1a"
  }
  expect_failures = [var.copy_region]
}
