# Every rule is broken once, alone.

mock_provider "aws" {
  mock_data "aws_availability_zones" {
    defaults = { names = ["eu-west-1a", "eu-west-1b", "eu-west-1c"] }
  }
}

variables {
  name     = "example-test"
  vpc_cidr = "10.0.0.0/16"
}

run "vpc_cidr_is_an_ipv4_range" {
  command = plan
  variables {
    vpc_cidr = "2001:db8::/56"
  }
  expect_failures = [var.vpc_cidr]
}

run "vpc_cidr_begins_at_its_first_address" {
  command = plan
  variables {
    vpc_cidr = "10.0.0.1/16"
  }
  expect_failures = [var.vpc_cidr]
}

run "vpc_cidr_has_room_for_its_subnets" {
  command = plan
  variables {
    vpc_cidr = "10.0.0.0/24"
  }
  expect_failures = [var.vpc_cidr]
}

run "vpc_cidr_is_no_larger_than_aws_takes" {
  command = plan
  variables {
    vpc_cidr = "10.0.0.0/15"
  }
  expect_failures = [var.vpc_cidr]
}

run "az_count_is_two_or_three" {
  command = plan
  variables {
    az_count = 4
  }
  expect_failures = [var.az_count]
}

run "nat_mode_is_single_per_az_or_none" {
  command = plan
  variables {
    nat_mode = "instance"
  }
  expect_failures = [var.nat_mode]
}

run "endpoints_are_of_services_that_have_one" {
  command = plan
  variables {
    endpoints = ["ecr.api"]
  }
  expect_failures = [var.endpoints]
}

run "endpoints_are_named_once" {
  command = plan
  variables {
    endpoints = ["logs", "logs"]
  }
  expect_failures = [var.endpoints]
}

run "flow_logs_retention_is_one_that_cloudwatch_takes" {
  command = plan
  variables {
    flow_logs_retention_days = 100
  }
  expect_failures = [var.flow_logs_retention_days]
}

run "region_has_enough_zones" {
  command = plan
  variables {
    az_count = 3
  }
  override_data {
    target = data.aws_availability_zones.available
    values = { names = ["us-west-1a", "us-west-1c"] }
  }
  expect_failures = [data.aws_availability_zones.available]
}
