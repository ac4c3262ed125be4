mock_provider "aws" {
  mock_data "aws_caller_identity" {
    defaults = { account_id = "123456789012" }
  }
  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }
}

# Known in the plan, so that what refers to it can be compared.
override_resource {
  target          = aws_backup_vault.copy
  values          = { arn = "arn:aws:backup:eu-central-1:123456789012:backup-vault:example-test" }
  override_during = plan
}

variables {
  name          = "example-test"
  resource_arns = ["arn:aws:rds:eu-west-1:123456789012:db:example-test"]
}

run "every_day_into_a_vault_with_its_own_key" {
  command = plan

  assert {
    condition     = one(aws_backup_plan.this.rule).schedule == "cron(0 5 ? * * *)" && one(aws_backup_plan.this.rule).lifecycle[0].delete_after == 35
    error_message = "Every day, for five weeks."
  }
  assert {
    condition     = aws_backup_selection.this.resources == toset(["arn:aws:rds:eu-west-1:123456789012:db:example-test"])
    error_message = "What was asked for is backed up, and nothing else."
  }
  assert {
    condition     = aws_kms_key.this.enable_key_rotation
    error_message = "The key rotates."
  }
  assert {
    condition     = length(aws_backup_vault_lock_configuration.this) == 0 && length(aws_backup_vault.copy) == 0
    error_message = "Without being asked for there is no lock, and no copy."
  }
}

run "locked_in_governance_mode" {
  command = plan
  variables {
    vault_lock_days = 30
  }

  assert {
    condition     = aws_backup_vault_lock_configuration.this[0].min_retention_days == 30 && aws_backup_vault_lock_configuration.this[0].changeable_for_days == null
    error_message = "The lock holds for 30 days, and can be lifted by who may."
  }
}

run "copied_to_another_region" {
  command = plan
  variables {
    copy_region     = "eu-central-1"
    vault_lock_days = 30
  }

  assert {
    condition     = aws_backup_vault.copy[0].region == "eu-central-1" && aws_kms_key.copy[0].region == "eu-central-1" && aws_backup_vault_lock_configuration.copy[0].region == "eu-central-1"
    error_message = "Vault, key and lock of the copies lie in the other region."
  }
  assert {
    condition     = one(one(aws_backup_plan.this.rule).copy_action).destination_vault_arn == aws_backup_vault.copy[0].arn
    error_message = "Every backup is copied there."
  }
}
