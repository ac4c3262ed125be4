# What is made, as far as a plan shows it. No credentials are needed.

mock_provider "aws" {}

run "dynamodb_locks_with_a_table" {
  command = plan

  assert {
    condition     = aws_dynamodb_table.lock[0].name == "example-terraform-state" && aws_dynamodb_table.lock[0].hash_key == "LockID"
    error_message = "The lock table must carry the bucket's name and have the key that Terraform looks for."
  }

  assert {
    condition     = aws_dynamodb_table.lock[0].deletion_protection_enabled && aws_dynamodb_table.lock[0].point_in_time_recovery[0].enabled
    error_message = "The lock table must be safe from deletion."
  }

  assert {
    condition     = strcontains(output.backend, "dynamodb_table = \"example-terraform-state\"") && !strcontains(output.backend, "use_lockfile")
    error_message = "The backend must lock with the table, and with it alone."
  }
}

run "s3_needs_no_table" {
  command = plan

  variables {
    state_lock = "s3"
  }

  assert {
    condition     = length(aws_dynamodb_table.lock) == 0
    error_message = "A lock file in the bucket needs no table."
  }

  assert {
    condition     = strcontains(output.backend, "use_lockfile = true") && !strcontains(output.backend, "dynamodb_table")
    error_message = "The backend must lock with the file, and with it alone."
  }
}

run "bucket_is_versioned_encrypted_and_closed" {
  command = plan

  variables {
    state_version_days  = 30
    state_versions_kept = 5
  }

  assert {
    condition     = aws_s3_bucket_versioning.state.versioning_configuration[0].status == "Enabled"
    error_message = "A state must have versions to go back to."
  }

  assert {
    condition     = one(one(aws_s3_bucket_server_side_encryption_configuration.state.rule).apply_server_side_encryption_by_default).sse_algorithm == "aws:kms"
    error_message = "A state must be encrypted with the key."
  }

  assert {
    condition = alltrue([
      aws_s3_bucket_public_access_block.state.block_public_acls,
      aws_s3_bucket_public_access_block.state.block_public_policy,
      aws_s3_bucket_public_access_block.state.ignore_public_acls,
      aws_s3_bucket_public_access_block.state.restrict_public_buckets,
    ])
    error_message = "A state must never be public."
  }

  assert {
    condition = (
      aws_s3_bucket_lifecycle_configuration.state.rule[0].noncurrent_version_expiration[0].noncurrent_days == 30 &&
      aws_s3_bucket_lifecycle_configuration.state.rule[0].noncurrent_version_expiration[0].newer_noncurrent_versions == 5
    )
    error_message = "Earlier versions must be kept as long as the options say."
  }

  assert {
    condition     = aws_kms_key.state.enable_key_rotation && aws_kms_alias.state.name == "alias/example-terraform-state"
    error_message = "The key must rotate, and have the alias that the backends name."
  }
}

run "policy_refuses_what_is_not_encrypted" {
  command = plan

  # The policy names the bucket, whose ARN only AWS knows. An apply would not do: what it makes refuses to be destroyed.
  override_resource {
    target          = aws_s3_bucket.state
    override_during = plan
    values          = { arn = "arn:aws:s3:::example-terraform-state" }
  }

  assert {
    condition = anytrue([
      for statement in jsondecode(aws_s3_bucket_policy.state.policy).Statement :
      statement.Effect == "Deny" && try(statement.Condition.Bool["aws:SecureTransport"], null) == "false"
    ])
    error_message = "The bucket must answer over TLS only."
  }

  assert {
    condition = anytrue([
      for statement in jsondecode(aws_s3_bucket_policy.state.policy).Statement :
      statement.Effect == "Deny" && try(statement.Condition.StringNotEquals["s3:x-amz-server-side-encryption"], null) == "aws:kms"
    ])
    error_message = "The bucket must take in only what is encrypted with a KMS key."
  }
}
