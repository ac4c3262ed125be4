# Services beside the one that answers by default, and the paths that lead to them.

mock_provider "aws" {}

variables {
  name             = "example-test"
  vpc_id           = "vpc-0123456789abcdef0"
  subnet_ids       = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
  target_port      = 8080
  domain_name      = "app.example.com"
  hosted_zone_name = "example.com"
  services = {
    api   = { priority = 10, path_patterns = ["/api/*", "/v2/*"], target_port = 9000, health_check_path = "/healthz" }
    admin = { priority = 20, path_patterns = ["/admin/*"], target_port = 8080, health_check_path = "/" }
  }
}

run "paths_lead_to_services" {
  command = plan

  assert {
    condition     = keys(aws_lb_target_group.this) == ["admin", "api", "blue"] && aws_lb_target_group.this["api"].port == 9000 && aws_lb_target_group.this["api"].health_check[0].path == "/healthz"
    error_message = "Each service has a target group with its port and its health check."
  }
  assert {
    condition     = keys(aws_lb_listener_rule.service) == ["admin-https", "api-https"] && aws_lb_listener_rule.service["api-https"].priority == 10
    error_message = "Each service has a rule, where HTTPS is served there alone."
  }
  assert {
    condition     = one(one(aws_lb_listener_rule.service["api-https"].condition).path_pattern).values == toset(["/api/*", "/v2/*"])
    error_message = "The rule takes the service's paths."
  }
  assert {
    condition     = keys(output.target_group_arn_suffixes) == ["blue"] && keys(output.services) == ["admin", "api"]
    error_message = "What answers by default stays apart."
  }
}

run "plain_http_has_the_rules_too" {
  command = plan
  variables {
    domain_name      = null
    hosted_zone_name = null
    allow_http       = true
  }

  assert {
    condition     = keys(aws_lb_listener_rule.service) == ["admin-http", "api-http"]
    error_message = "Where HTTP is served, paths lead to services by HTTP."
  }
}

run "rules_stand_before_the_one_of_blue_green" {
  command = plan
  variables {
    blue_green = true
  }

  assert {
    condition     = alltrue([for rule in aws_lb_listener_rule.service : rule.priority < aws_lb_listener_rule.production[0].priority])
    error_message = "What takes every path comes last."
  }
}

run "priorities_are_those_that_aws_takes" {
  command = plan
  variables {
    services = { api = { priority = 50000, path_patterns = ["/api/*"], target_port = 8080, health_check_path = "/" } }
  }
  expect_failures = [var.services]
}

run "priorities_are_each_service_s_own" {
  command = plan
  variables {
    services = {
      api   = { priority = 10, path_patterns = ["/api/*"], target_port = 8080, health_check_path = "/" }
      admin = { priority = 10, path_patterns = ["/admin/*"], target_port = 8080, health_check_path = "/" }
    }
  }
  expect_failures = [var.services]
}

run "a_service_has_a_path" {
  command = plan
  variables {
    services = { api = { priority = 10, path_patterns = [], target_port = 8080, health_check_path = "/" } }
  }
  expect_failures = [var.services]
}

run "a_rule_takes_five_paths" {
  command = plan
  variables {
    services = { api = { priority = 10, path_patterns = ["/1", "/2", "/3", "/4", "/5", "/6"], target_port = 8080, health_check_path = "/" } }
  }
  expect_failures = [var.services]
}

run "paths_are_written_as_aws_takes_them" {
  command = plan
  variables {
    services = { api = { priority = 10, path_patterns = ["/räte/*"], target_port = 8080, health_check_path = "/" } }
  }
  expect_failures = [var.services]
}

run "paths_are_named_once" {
  command = plan
  variables {
    services = {
      api   = { priority = 10, path_patterns = ["/api/*"], target_port = 8080, health_check_path = "/" }
      admin = { priority = 20, path_patterns = ["/admin/*", "/api/*"], target_port = 8080, health_check_path = "/" }
    }
  }
  expect_failures = [var.services]
}

run "health_check_paths_begin_with_a_slash" {
  command = plan
  variables {
    services = { api = { priority = 10, path_patterns = ["/api/*"], target_port = 8080, health_check_path = "healthz" } }
  }
  expect_failures = [var.services]
}
