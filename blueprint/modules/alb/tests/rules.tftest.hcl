# Every rule is broken once, alone.

mock_provider "aws" {}

variables {
  name             = "example-test"
  vpc_id           = "vpc-0123456789abcdef0"
  subnet_ids       = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
  target_port      = 8080
  domain_name      = "app.example.com"
  hosted_zone_name = "example.com"
}

run "target_port_is_a_port" {
  command = plan
  variables {
    target_port = 65536
  }
  expect_failures = [var.target_port]
}

run "domain_name_is_a_host_name" {
  command = plan
  variables {
    domain_name      = "https://app.example.com/"
    hosted_zone_name = null
    allow_http       = true
  }
  expect_failures = [var.domain_name]
}

run "domain_name_is_short_enough_for_a_certificate" {
  command = plan
  variables {
    domain_name = "a-name-that-nobody-would-ever-type-but-a-machine-might.app.example.com"
  }
  expect_failures = [var.domain_name]
}

run "domain_name_or_a_certificate_unless_http_is_allowed" {
  command = plan
  variables {
    domain_name      = null
    hosted_zone_name = null
  }
  expect_failures = [var.domain_name]
}

run "hosted_zone_name_is_a_zone" {
  command = plan
  variables {
    hosted_zone_name = "com"
  }
  expect_failures = [var.hosted_zone_name]
}

run "hosted_zone_name_has_a_domain_in_it" {
  command = plan
  variables {
    domain_name     = null
    certificate_arn = "arn:aws:acm:eu-west-1:123456789012:certificate/01234567-89ab-cdef-0123-456789abcdef"
  }
  expect_failures = [var.hosted_zone_name]
}

run "hosted_zone_name_contains_the_domain" {
  command = plan
  variables {
    domain_name = "app.notexample.com"
  }
  expect_failures = [var.hosted_zone_name]
}

run "hosted_zone_name_or_a_certificate_for_a_domain" {
  command = plan
  variables {
    hosted_zone_name = null
  }
  expect_failures = [var.hosted_zone_name]
}

run "certificate_arn_is_an_arn_of_acm" {
  command = plan
  variables {
    certificate_arn = "arn:aws:iam::123456789012:server-certificate/app"
  }
  expect_failures = [var.certificate_arn]
}

run "tls_policy_is_modern" {
  command = plan
  variables {
    tls_policy = "ELBSecurityPolicy-2016-08"
  }
  expect_failures = [var.tls_policy]
}

run "ingress_cidrs_let_somebody_in" {
  command = plan
  variables {
    ingress_cidrs = []
  }
  expect_failures = [var.ingress_cidrs]
}

run "ingress_prefix_lists_narrow_something" {
  command = plan
  variables {
    ingress_prefix_list_ids = ["pl-0123456789abcdef0"]
  }
  expect_failures = [var.ingress_cidrs]
}

run "ingress_cidrs_are_ipv4_ranges" {
  command = plan
  variables {
    ingress_cidrs = ["203.0.113.7"]
  }
  expect_failures = [var.ingress_cidrs]
}

run "ingress_cidrs_begin_at_their_first_address" {
  command = plan
  variables {
    ingress_cidrs = ["203.0.113.7/24"]
  }
  expect_failures = [var.ingress_cidrs]
}

run "ingress_cidrs_are_named_once" {
  command = plan
  variables {
    ingress_cidrs = ["203.0.113.0/24", "203.0.113.0/24"]
  }
  expect_failures = [var.ingress_cidrs]
}

run "ingress_cidrs_fit_into_a_security_group" {
  command = plan
  variables {
    ingress_cidrs = [for number in range(31) : "203.0.113.${number}/32"]
  }
  expect_failures = [var.ingress_cidrs]
}

run "health_check_path_is_a_path" {
  command = plan
  variables {
    health_check_path = "healthz"
  }
  expect_failures = [var.health_check_path]
}

run "health_check_matcher_names_status_codes" {
  command = plan
  variables {
    health_check_matcher = "2xx"
  }
  expect_failures = [var.health_check_matcher]
}

run "health_check_matcher_ends_after_it_begins" {
  command = plan
  variables {
    health_check_matcher = "299-200"
  }
  expect_failures = [var.health_check_matcher]
}

run "idle_timeout_is_in_range" {
  command = plan
  variables {
    idle_timeout = 4001
  }
  expect_failures = [var.idle_timeout]
}

run "logs_retention_days_is_in_range" {
  command = plan
  variables {
    logs_retention_days = 0
  }
  expect_failures = [var.logs_retention_days]
}

run "ingress_prefix_lists_are_prefix_lists" {
  command = plan
  variables {
    ingress_cidrs           = []
    ingress_prefix_list_ids = ["com.amazonaws.global.cloudfront.origin-facing"]
  }
  expect_failures = [var.ingress_prefix_list_ids]
}

run "ingress_prefix_lists_are_named_once" {
  command = plan
  variables {
    ingress_cidrs           = []
    ingress_prefix_list_ids = ["pl-0123456789abcdef0", "pl-0123456789abcdef0"]
  }
  expect_failures = [var.ingress_prefix_list_ids]
}

run "blue_green_turns_one_listener" {
  command = plan
  variables {
    allow_http = true
    blue_green = true
  }
  expect_failures = [var.blue_green]
}
