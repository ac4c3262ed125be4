# Commands in a running container.

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
  target          = aws_cloudwatch_log_group.exec
  values          = { arn = "arn:aws:logs:eu-west-1:123456789012:log-group:/aws/ecs/example-test/exec" }
  override_during = plan
}

variables {
  name                      = "example-test"
  vpc_id                    = "vpc-0123456789abcdef0"
  subnet_ids                = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
  alb_security_group_id     = "sg-0123456789abcdef0"
  target_group_arn          = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/example/0123456789abcdef"
  container_image           = "registry.example.com/app:1.4.2"
  logs_kms_key_arn          = "arn:aws:kms:eu-west-1:123456789012:key/01234567-89ab-cdef-0123-456789abcdef"
  read_only_root_filesystem = false
}

run "nobody_gets_in_unasked" {
  command = plan

  assert {
    condition     = !aws_ecs_service.this[0].enable_execute_command && length(aws_ecs_cluster.this.configuration) == 0 && length(aws_iam_role_policy.exec) == 0
    error_message = "What is switched off is not there."
  }
}

run "every_session_is_encrypted_and_written_down" {
  command = plan
  variables {
    exec_enabled            = true
    exec_log_retention_days = 731
  }

  assert {
    condition     = aws_ecs_service.this[0].enable_execute_command
    error_message = "Commands can be run in the containers."
  }
  assert {
    condition     = aws_ecs_cluster.this.configuration[0].execute_command_configuration[0].logging == "OVERRIDE" && aws_ecs_cluster.this.configuration[0].execute_command_configuration[0].kms_key_id == var.logs_kms_key_arn
    error_message = "Sessions are encrypted with the key, and logged where the platform says."
  }
  assert {
    condition     = aws_ecs_cluster.this.configuration[0].execute_command_configuration[0].log_configuration[0].cloud_watch_log_group_name == "/aws/ecs/example-test/exec" && aws_cloudwatch_log_group.exec[0].retention_in_days == 731
    error_message = "The log of the sessions is kept as long as was asked."
  }
  assert {
    condition     = one([for statement in jsondecode(aws_iam_role_policy.exec[0].policy).Statement : statement if statement.Sid == "WriteLog"]).Resource == "arn:aws:logs:eu-west-1:123456789012:log-group:/aws/ecs/example-test/exec:*"
    error_message = "A container writes to the log of the sessions and to no other."
  }
}
