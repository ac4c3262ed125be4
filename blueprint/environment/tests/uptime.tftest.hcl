# The check from outside: where the options meet. The rest is tested in modules/uptime.

mock_provider "aws" {
  mock_data "aws_availability_zones" {
    defaults = { names = ["eu-west-1a", "eu-west-1b", "eu-west-1c"] }
  }
  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }
}

variables {
  alarm_uptime = true
}

run "seen_from_outside" {
  command = plan

  assert {
    condition     = module.uptime[0].alarm_name == "example-prod-uptime"
    error_message = "An alarm watches the domain."
  }
}

run "uptime_needs_a_domain" {
  command = plan
  variables {
    kind             = "dev"
    domain_name      = null
    hosted_zone_name = null
    allow_http       = true
  }
  expect_failures = [var.alarm_uptime]
}

run "uptime_needs_an_open_load_balancer" {
  command = plan
  variables {
    ingress_cidrs = ["203.0.113.0/24"]
  }
  expect_failures = [var.alarm_uptime]
}

run "uptime_needs_us_east_1" {
  command = plan
  variables {
    region = "us-gov-west-1"
  }
  expect_failures = [var.alarm_uptime]
}
