# Every rule is broken once, alone.

mock_provider "aws" {}

variables {
  name              = "example-test"
  load_balancer_arn = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/example-test/0123456789abcdef"
}

run "mode_is_block_or_count" {
  command = plan
  variables {
    mode = "off"
  }
  expect_failures = [var.mode]
}

run "rate_limit_is_one_that_waf_takes" {
  command = plan
  variables {
    rate_limit = 9
  }
  expect_failures = [var.rate_limit]
}

run "counted_rules_are_rules_of_the_common_group" {
  command = plan
  variables {
    counted_rules = ["SQLi_BODY"]
  }
  expect_failures = [var.counted_rules]
}

run "counted_rules_are_named_once" {
  command = plan
  variables {
    counted_rules = ["SizeRestrictions_BODY", "SizeRestrictions_BODY"]
  }
  expect_failures = [var.counted_rules]
}

run "log_retention_days_is_one_that_cloudwatch_takes" {
  command = plan
  variables {
    log_retention_days = 31
  }
  expect_failures = [var.log_retention_days]
}
