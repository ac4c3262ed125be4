mock_provider "aws" {
  mock_data "aws_caller_identity" {
    defaults = { account_id = "123456789012" }
  }
  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }
}

# Known in the plan, so that what is encrypted with it can be compared.
override_resource {
  target          = aws_kms_key.this
  values          = { arn = "arn:aws:kms:eu-west-1:123456789012:key/01234567-89ab-cdef-0123-456789abcdef" }
  override_during = plan
}

variables {
  name       = "example-test"
  vpc_id     = "vpc-0123456789abcdef0"
  subnet_ids = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
}

run "the_database_is_private_and_encrypted" {
  command = plan

  assert {
    condition     = aws_db_instance.this.storage_encrypted && aws_db_instance.this.kms_key_id == aws_kms_key.this.arn && aws_db_instance.this.performance_insights_kms_key_id == aws_kms_key.this.arn
    error_message = "Storage and query statistics are encrypted with the database's own key."
  }
  assert {
    condition     = !aws_db_instance.this.publicly_accessible
    error_message = "The database has no public address."
  }
  assert {
    condition     = contains([for parameter in aws_db_parameter_group.this.parameter : "${parameter.name}=${parameter.value}"], "rds.force_ssl=1")
    error_message = "Connections without TLS are refused."
  }
  assert {
    condition     = aws_kms_key.this.enable_key_rotation
    error_message = "The key rotates."
  }
}

run "no_password_is_in_the_state" {
  command = plan

  assert {
    condition     = aws_db_instance.this.manage_master_user_password && aws_db_instance.this.password == null && aws_db_instance.this.master_user_secret_kms_key_id == aws_kms_key.this.arn
    error_message = "RDS makes and keeps the master password, encrypted with the database's own key."
  }
}

run "by_default_data_are_safe" {
  command = plan

  assert {
    condition     = aws_db_instance.this.multi_az && aws_db_instance.this.deletion_protection && aws_db_instance.this.backup_retention_period >= 7
    error_message = "A standby, protection from deletion and a week of backups need no asking."
  }
  assert {
    condition     = !aws_db_instance.this.skip_final_snapshot && aws_db_instance.this.final_snapshot_identifier == "example-test-final" && !aws_db_instance.this.delete_automated_backups
    error_message = "Data outlive the database."
  }
}

run "a_database_to_throw_away" {
  command = plan
  variables {
    multi_az             = false
    deletion_protection  = false
    final_snapshot       = false
    performance_insights = false
    monitoring_interval  = 0
  }

  assert {
    condition     = aws_db_instance.this.skip_final_snapshot && aws_db_instance.this.delete_automated_backups && !aws_db_instance.this.deletion_protection
    error_message = "It goes without a trace when it is deleted."
  }
  assert {
    condition     = length(aws_iam_role.monitoring) == 0 && aws_db_instance.this.monitoring_interval == 0
    error_message = "What is switched off is not there."
  }
}

run "the_parameter_group_follows_the_version" {
  command = plan
  variables {
    engine_version = "18"
  }

  assert {
    condition     = aws_db_parameter_group.this.family == "postgres18" && aws_db_instance.this.engine_version == "18"
    error_message = "Family and version belong together."
  }
}

run "growth_can_be_off" {
  command = plan
  variables {
    max_allocated_storage = 0
  }

  assert {
    condition     = aws_db_instance.this.max_allocated_storage == 0
    error_message = "A ceiling of 0 switches growth off and breaks no rule."
  }
}

run "logs_forget" {
  command = plan
  variables {
    log_retention_days = 7
  }

  assert {
    condition     = aws_cloudwatch_log_group.this["postgresql"].name == "/aws/rds/instance/example-test/postgresql" && alltrue([for group in aws_cloudwatch_log_group.this : group.retention_in_days == 7])
    error_message = "The groups that RDS writes to are ours, and forget."
  }
}

run "the_password_is_rotated_as_often_as_asked" {
  command = plan
  variables {
    secret_rotation_days = 30
  }

  assert {
    condition     = aws_secretsmanager_secret_rotation.this[0].rotation_rules[0].automatically_after_days == 30
    error_message = "The secret that RDS made has the rhythm that was asked for."
  }
  assert {
    condition     = !aws_secretsmanager_secret_rotation.this[0].rotate_immediately && aws_secretsmanager_secret_rotation.this[0].rotation_lambda_arn == null
    error_message = "No password changes at once, and no function is needed."
  }
}

run "aws_rotates_by_itself" {
  command = plan

  assert {
    condition     = length(aws_secretsmanager_secret_rotation.this) == 0
    error_message = "Left alone, RDS has its own rhythm."
  }
}

run "the_platforms_own_password_is_in_no_state" {
  command = plan
  variables {
    password         = "platform"
    password_version = 2
  }

  assert {
    condition     = aws_db_instance.this.manage_master_user_password == null && aws_db_instance.this.password == null && aws_db_instance.this.password_wo == null && aws_db_instance.this.password_wo_version == 2
    error_message = "The database gets it by an argument that is not kept."
  }
  assert {
    condition     = aws_secretsmanager_secret_version.master[0].secret_string == null && aws_secretsmanager_secret_version.master[0].secret_string_wo == null && aws_secretsmanager_secret_version.master[0].secret_string_wo_version == 2
    error_message = "So does the secret, with the same version."
  }
  assert {
    condition     = aws_secretsmanager_secret.master[0].kms_key_id == aws_kms_key.this.arn
    error_message = "The secret is encrypted with the database's own key."
  }
  assert {
    condition     = aws_secretsmanager_secret.master[0].name_prefix == "example-test/database-"
    error_message = "By that name bootstrap/ lets the pipeline's roles have it."
  }
}

run "without_replicas_there_are_none" {
  command = plan

  assert {
    condition     = length(aws_db_instance.replica) + length(aws_cloudwatch_log_group.replica) + length(aws_secretsmanager_secret.master) + length(output.replica_identifiers) == 0
    error_message = "By default RDS makes the password, and there is one database."
  }
}

run "replicas_are_like_the_database_and_can_be_lost" {
  command = plan
  variables {
    password               = "platform"
    read_replicas          = 2
    replica_instance_class = "db.m7g.large"
  }

  assert {
    condition     = output.replica_identifiers == { "1" = "example-test-replica-1", "2" = "example-test-replica-2" }
    error_message = "Each replica has a number."
  }
  assert {
    condition = alltrue([for replica in aws_db_instance.replica :
      replica.replicate_source_db == aws_db_instance.this.identifier && replica.instance_class == "db.m7g.large" && replica.storage_encrypted && !replica.publicly_accessible
    ])
    error_message = "Each copies the database, encrypted and private, in a class of its own."
  }
  assert {
    condition = alltrue([for replica in aws_db_instance.replica :
      replica.backup_retention_period == 0 && !replica.deletion_protection && replica.skip_final_snapshot && replica.max_allocated_storage == 200
    ])
    error_message = "Nothing of it is kept, and its storage grows as far as the database's."
  }
  assert {
    condition     = aws_cloudwatch_log_group.replica["2-postgresql"].name == "/aws/rds/instance/example-test-replica-2/postgresql" && length(aws_cloudwatch_log_group.replica) == 4
    error_message = "The groups that each replica writes to are ours, and forget."
  }
}

run "rds_tells_of_its_secret_after_an_apply" {
  command = plan

  # As the provider plans it for a database whose password was the platform's.
  override_resource {
    target          = aws_db_instance.this
    override_during = plan
    values          = { master_user_secret = [] }
  }
  expect_failures = [output.connection]
}
