# Every rule of this module is broken once, alone.

mock_provider "aws" {}

variables {
  name = "example-test"
}

run "container_insights_is_a_level" {
  command = plan
  variables {
    container_insights = "on"
  }
  expect_failures = [var.container_insights]
}

run "exec_log_retention_days_is_one_that_cloudwatch_takes" {
  command = plan
  variables {
    exec_log_retention_days = 31
  }
  expect_failures = [var.exec_log_retention_days]
}
