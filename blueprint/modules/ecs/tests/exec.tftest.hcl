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

variables {
  name                      = "example-test"
  cluster_name              = "example-test"
  cluster_arn               = "arn:aws:ecs:eu-west-1:123456789012:cluster/example-test"
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
    condition     = !aws_ecs_service.this[0].enable_execute_command && length(aws_iam_role_policy.exec) == 0
    error_message = "What is switched off is not there."
  }
}

run "every_session_is_encrypted_and_written_down" {
  command = plan
  variables {
    exec_enabled       = true
    exec_log_group_arn = "arn:aws:logs:eu-west-1:123456789012:log-group:/aws/ecs/example-test/exec"
  }

  assert {
    condition     = aws_ecs_service.this[0].enable_execute_command
    error_message = "Commands can be run in the containers."
  }
  assert {
    condition     = one([for statement in jsondecode(aws_iam_role_policy.exec[0].policy).Statement : statement if statement.Sid == "WriteLog"]).Resource == "arn:aws:logs:eu-west-1:123456789012:log-group:/aws/ecs/example-test/exec:*"
    error_message = "A container writes to the log of the sessions and to no other."
  }
}
