mock_provider "aws" {}

variables {
  name             = "example-test"
  logs_kms_key_arn = "arn:aws:kms:eu-west-1:123456789012:key/01234567-89ab-cdef-0123-456789abcdef"
}

run "services_may_run_on_spot_or_not" {
  command = plan

  assert {
    condition     = aws_ecs_cluster_capacity_providers.this.capacity_providers == toset(["FARGATE", "FARGATE_SPOT"])
    error_message = "Both of AWS's own capacity providers are there."
  }
  assert {
    condition     = length(aws_ecs_cluster.this.configuration) == 0 && length(aws_cloudwatch_log_group.exec) == 0
    error_message = "Nobody runs commands in containers unasked."
  }
}

run "every_session_is_encrypted_and_written_down" {
  command = plan
  variables {
    exec_enabled            = true
    exec_log_retention_days = 731
  }

  assert {
    condition     = aws_ecs_cluster.this.configuration[0].execute_command_configuration[0].logging == "OVERRIDE" && aws_ecs_cluster.this.configuration[0].execute_command_configuration[0].kms_key_id == var.logs_kms_key_arn
    error_message = "Sessions are encrypted with the key, and logged where the platform says."
  }
  assert {
    condition     = aws_ecs_cluster.this.configuration[0].execute_command_configuration[0].log_configuration[0].cloud_watch_log_group_name == "/aws/ecs/example-test/exec" && aws_cloudwatch_log_group.exec[0].retention_in_days == 731
    error_message = "The log of the sessions is kept as long as was asked."
  }
}

run "insights_forget" {
  command = plan
  variables {
    log_retention_days = 7
  }

  assert {
    condition     = aws_cloudwatch_log_group.insights[0].name == "/aws/ecs/containerinsights/example-test/performance" && aws_cloudwatch_log_group.insights[0].retention_in_days == 7
    error_message = "The group of Container Insights is kept as long as the logs."
  }
}

run "insights_can_be_off" {
  command = plan
  variables {
    container_insights = "disabled"
  }

  assert {
    condition     = length(aws_cloudwatch_log_group.insights) == 0 && one(aws_ecs_cluster.this.setting).value == "disabled"
    error_message = "What is switched off is not there."
  }
}
