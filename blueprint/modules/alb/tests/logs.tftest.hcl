# What the load balancer writes down itself.

mock_provider "aws" {
  mock_data "aws_caller_identity" {
    defaults = { account_id = "123456789012" }
  }
  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }
  mock_data "aws_region" {
    defaults = { region = "eu-west-1" }
  }
}

# Known in the plan, so that the policy built on it is.
override_resource {
  target          = aws_s3_bucket.logs
  values          = { arn = "arn:aws:s3:::example-test-alb-logs-123456789012" }
  override_during = plan
}

variables {
  name             = "example-test"
  vpc_id           = "vpc-0123456789abcdef0"
  subnet_ids       = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
  target_port      = 8080
  domain_name      = "app.example.com"
  hosted_zone_name = "example.com"
}

run "without_logs_there_is_no_bucket" {
  command = plan

  assert {
    condition     = length(aws_s3_bucket.logs) == 0 && length(aws_lb.this.access_logs) == 0 && length(aws_lb.this.connection_logs) == 0
    error_message = "What is switched off is not there."
  }
}

run "both_logs_share_a_bucket" {
  command = plan
  variables {
    access_logs         = true
    connection_logs     = true
    logs_retention_days = 365
  }

  assert {
    condition     = aws_s3_bucket.logs[0].bucket == "example-test-alb-logs-123456789012"
    error_message = "The account makes the bucket's name one that nobody else has."
  }
  assert {
    condition     = aws_lb.this.access_logs[0].enabled && aws_lb.this.access_logs[0].prefix == "access" && aws_lb.this.connection_logs[0].enabled && aws_lb.this.connection_logs[0].prefix == "connection"
    error_message = "Each log has its folder."
  }
  assert {
    condition     = aws_s3_bucket_lifecycle_configuration.logs[0].rule[0].expiration[0].days == 365
    error_message = "Logs are kept as long as was asked."
  }
  assert {
    condition     = one(one(aws_s3_bucket_server_side_encryption_configuration.logs[0].rule).apply_server_side_encryption_by_default).sse_algorithm == "AES256"
    error_message = "The load balancer writes to buckets with S3's own key only."
  }
}

run "only_load_balancers_of_the_account_write" {
  command = plan
  variables {
    access_logs = true
  }

  assert {
    condition     = jsondecode(aws_s3_bucket_policy.logs[0].policy).Statement[0].Principal.Service == "logdelivery.elasticloadbalancing.amazonaws.com" && jsondecode(aws_s3_bucket_policy.logs[0].policy).Statement[0].Resource == ["arn:aws:s3:::example-test-alb-logs-123456789012/access/AWSLogs/123456789012/*"]
    error_message = "AWS's load balancers write into the account's folder of the log that is on."
  }
  assert {
    condition     = jsondecode(aws_s3_bucket_policy.logs[0].policy).Statement[0].Condition.ArnLike["aws:SourceArn"] == "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/*"
    error_message = "Load balancers of other accounts write nothing here."
  }
  assert {
    condition     = jsondecode(aws_s3_bucket_policy.logs[0].policy).Statement[1].Condition.Bool["aws:SecureTransport"] == "false"
    error_message = "The bucket answers over TLS only."
  }
  assert {
    condition     = aws_s3_bucket_public_access_block.logs[0].restrict_public_buckets && aws_s3_bucket_versioning.logs[0].versioning_configuration[0].status == "Enabled"
    error_message = "The bucket is closed, and what is deleted can be had back."
  }
  assert {
    condition     = aws_s3_bucket.logs[0].force_destroy == false
    error_message = "The logs of a load balancer that is protected do not go by themselves."
  }
}

run "what_may_be_deleted_takes_its_logs_along" {
  command = plan
  variables {
    access_logs         = true
    deletion_protection = false
  }

  assert {
    condition     = aws_s3_bucket.logs[0].force_destroy
    error_message = "The bucket of a load balancer that may be deleted need not be emptied first."
  }
}
