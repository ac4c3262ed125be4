# Who read which state, and the copies of the states.

mock_provider "aws" {
  mock_data "aws_caller_identity" {
    defaults = { account_id = "123456789012" }
  }
  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }
}

# Known in the plan, so that the policies built on them are.
override_resource {
  target          = aws_s3_bucket.state
  values          = { arn = "arn:aws:s3:::example-terraform-state" }
  override_during = plan
}
override_resource {
  target          = aws_s3_bucket.access_logs
  values          = { arn = "arn:aws:s3:::example-terraform-state-logs" }
  override_during = plan
}
override_resource {
  target          = aws_s3_bucket.replica
  values          = { arn = "arn:aws:s3:::example-terraform-state-replica" }
  override_during = plan
}
override_resource {
  target          = aws_kms_key.state
  values          = { arn = "arn:aws:kms:us-east-1:123456789012:key/01234567-89ab-cdef-0123-456789abcdef" }
  override_during = plan
}
override_resource {
  target          = aws_kms_key.replica
  values          = { arn = "arn:aws:kms:us-west-2:123456789012:key/fedcba98-7654-3210-fedc-ba9876543210" }
  override_during = plan
}

run "neither_is_there_unasked" {
  command = plan

  assert {
    condition     = length(aws_s3_bucket.access_logs) == 0 && length(aws_s3_bucket_logging.state) == 0
    error_message = "Without state_access_logs there must be no log, and no bucket for it."
  }
  assert {
    condition     = length(aws_s3_bucket.replica) == 0 && length(aws_kms_key.replica) == 0 && length(aws_s3_bucket_replication_configuration.state) == 0
    error_message = "Without a region there must be no copies."
  }
}

run "s3_logs_who_uses_the_states" {
  command = plan
  variables {
    state_access_logs     = true
    state_access_log_days = 731
  }

  assert {
    condition     = aws_s3_bucket.access_logs[0].bucket == "example-terraform-state-logs" && aws_s3_bucket_logging.state[0].target_prefix == "states/"
    error_message = "The log must go into a bucket of its own."
  }
  assert {
    condition     = jsondecode(aws_s3_bucket_policy.access_logs[0].policy).Statement[0].Principal.Service == "logging.s3.amazonaws.com" && jsondecode(aws_s3_bucket_policy.access_logs[0].policy).Statement[0].Condition == { ArnLike = { "aws:SourceArn" = "arn:aws:s3:::example-terraform-state" }, StringEquals = { "aws:SourceAccount" = "123456789012" } }
    error_message = "S3 must be the only one that writes the log, for the states' bucket alone."
  }
  assert {
    condition     = aws_s3_bucket_lifecycle_configuration.access_logs[0].rule[0].expiration[0].days == 731
    error_message = "The log must be kept as long as was asked."
  }
  assert {
    condition     = aws_s3_bucket_public_access_block.access_logs[0].restrict_public_buckets && one(one(aws_s3_bucket_server_side_encryption_configuration.access_logs[0].rule).apply_server_side_encryption_by_default).sse_algorithm == "AES256"
    error_message = "The log must be closed to the public, and encrypted with the key that S3 can use."
  }
}

run "states_are_copied_to_another_region" {
  command = plan
  variables {
    state_replication_region = "us-west-2"
  }

  assert {
    condition     = aws_s3_bucket.replica[0].bucket == "example-terraform-state-replica" && alltrue([for region in [aws_s3_bucket.replica[0].region, aws_kms_key.replica[0].region, aws_s3_bucket_versioning.replica[0].region, aws_s3_bucket_policy.replica[0].region] : region == "us-west-2"])
    error_message = "The copies and their key must lie in the other region."
  }
  assert {
    condition     = one(aws_s3_bucket_replication_configuration.state[0].rule[0].destination[0].encryption_configuration).replica_kms_key_id == aws_kms_key.replica[0].arn && aws_kms_key.replica[0].enable_key_rotation
    error_message = "The copies must be encrypted with their own key, which rotates."
  }
  assert {
    condition     = aws_s3_bucket_replication_configuration.state[0].rule[0].source_selection_criteria[0].sse_kms_encrypted_objects[0].status == "Enabled"
    error_message = "What is encrypted with a customer key must be copied too: it is all that there is."
  }
  assert {
    condition     = { for statement in jsondecode(aws_iam_role_policy.replication[0].policy).Statement : statement.Sid => statement.Resource } == { FindStates = "arn:aws:s3:::example-terraform-state", ReadStates = "arn:aws:s3:::example-terraform-state/*", WriteCopies = "arn:aws:s3:::example-terraform-state-replica/*", DecryptStates = aws_kms_key.state.arn, EncryptCopies = aws_kms_key.replica[0].arn }
    error_message = "The role must read the states and write the copies, and nothing else."
  }
  assert {
    condition     = aws_s3_bucket_versioning.replica[0].versioning_configuration[0].status == "Enabled" && aws_s3_bucket_public_access_block.replica[0].restrict_public_buckets
    error_message = "A copy must have versions, and never be public."
  }
}
