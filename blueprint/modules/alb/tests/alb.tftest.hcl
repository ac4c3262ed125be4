mock_provider "aws" {}

variables {
  name             = "example-test"
  vpc_id           = "vpc-0123456789abcdef0"
  subnet_ids       = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
  target_port      = 8080
  domain_name      = "app.example.com"
  hosted_zone_name = "example.com"
}

run "a_domain_gets_a_certificate_and_a_record" {
  command = plan

  assert {
    condition     = aws_acm_certificate.this[0].domain_name == "app.example.com" && aws_acm_certificate.this[0].validation_method == "DNS"
    error_message = "The certificate is made for the domain and validated by DNS."
  }
  assert {
    condition     = aws_route53_record.this[0].name == "app.example.com" && aws_route53_record.this[0].type == "A"
    error_message = "The domain points to the load balancer."
  }
  assert {
    condition     = output.url == "https://app.example.com"
    error_message = "The service is reached by HTTPS under its domain."
  }
}

run "http_redirects" {
  command = plan

  assert {
    condition     = aws_lb_listener.http.default_action[0].type == "redirect" && aws_lb_listener.http.default_action[0].redirect[0].protocol == "HTTPS"
    error_message = "Port 80 redirects to HTTPS."
  }
  assert {
    condition     = aws_lb_listener.https[0].port == 443 && aws_lb_listener.https[0].default_action[0].type == "forward"
    error_message = "Port 443 forwards to the targets."
  }
  assert {
    condition     = aws_lb_listener.https[0].ssl_policy == "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09"
    error_message = "HTTPS offers what AWS recommends and nothing older."
  }
}

run "a_certificate_of_ones_own_is_used" {
  command = plan
  variables {
    domain_name      = null
    hosted_zone_name = null
    certificate_arn  = "arn:aws:acm:eu-west-1:123456789012:certificate/01234567-89ab-cdef-0123-456789abcdef"
  }

  assert {
    condition     = aws_lb_listener.https[0].certificate_arn == var.certificate_arn
    error_message = "The listener takes the certificate that was brought along."
  }
  assert {
    condition     = length(aws_acm_certificate.this) == 0 && length(aws_route53_record.this) == 0 && length(aws_route53_record.validation) == 0
    error_message = "No certificate and no record are made."
  }
}

run "http_forwards_where_it_is_allowed" {
  command = plan
  variables {
    domain_name      = null
    hosted_zone_name = null
    allow_http       = true
  }

  assert {
    condition     = aws_lb_listener.http.default_action[0].type == "forward" && length(aws_lb_listener.http.default_action[0].redirect) == 0
    error_message = "Port 80 forwards to the targets."
  }
  assert {
    condition     = length(aws_lb_listener.https) == 0 && length(aws_vpc_security_group_ingress_rule.https) == 0
    error_message = "Without a certificate port 443 stays closed."
  }
}

run "only_the_named_ranges_come_in" {
  command = plan
  variables {
    ingress_cidrs = ["192.0.2.0/24", "203.0.113.7/32"]
  }

  assert {
    condition     = keys(aws_vpc_security_group_ingress_rule.https) == ["192.0.2.0/24", "203.0.113.7/32"] && keys(aws_vpc_security_group_ingress_rule.http) == ["192.0.2.0/24", "203.0.113.7/32"]
    error_message = "Each range has one rule for HTTP and one for HTTPS."
  }
}

run "requests_are_read_strictly" {
  command = plan

  assert {
    condition     = aws_lb.this.drop_invalid_header_fields && aws_lb.this.desync_mitigation_mode == "defensive"
    error_message = "The load balancer drops invalid headers and defends against smuggled requests."
  }
  assert {
    condition     = aws_lb.this.enable_deletion_protection && !aws_lb.this.internal
    error_message = "The load balancer is public, and safe from deletion."
  }
}

run "the_health_check_is_the_one_asked_for" {
  command = plan
  variables {
    health_check_path    = "/healthz"
    health_check_matcher = "200-299"
  }

  assert {
    condition     = aws_lb_target_group.this["blue"].health_check[0].path == "/healthz" && aws_lb_target_group.this["blue"].health_check[0].matcher == "200-299"
    error_message = "Path and matcher are passed on."
  }
  assert {
    condition     = aws_lb_target_group.this["blue"].target_type == "ip" && aws_lb_target_group.this["blue"].port == 8080 && length(aws_lb_target_group.this["blue"].name_prefix) <= 6
    error_message = "Fargate's tasks are targets by their address; a prefix of a name has 6 characters."
  }
}

run "a_prefix_list_comes_in_by_https" {
  command = plan
  variables {
    ingress_cidrs           = []
    ingress_prefix_list_ids = ["pl-0123456789abcdef0"]
  }

  assert {
    condition     = aws_vpc_security_group_ingress_rule.prefix_list["pl-0123456789abcdef0"].prefix_list_id == "pl-0123456789abcdef0" && aws_vpc_security_group_ingress_rule.prefix_list["pl-0123456789abcdef0"].from_port == 443
    error_message = "Whoever is on the list comes in by HTTPS."
  }
  assert {
    condition     = length(aws_vpc_security_group_ingress_rule.http) == 0 && length(aws_vpc_security_group_ingress_rule.https) == 0
    error_message = "Nobody else comes in."
  }
}

run "one_target_group_while_deployments_are_rolling" {
  command = plan

  assert {
    condition     = keys(aws_lb_target_group.this) == ["blue"] && length(aws_lb_listener_rule.production) == 0 && output.blue_green == null
    error_message = "Nothing takes turns."
  }
}

run "two_target_groups_take_turns" {
  command = plan
  variables {
    blue_green = true
  }

  assert {
    condition     = keys(aws_lb_target_group.this) == ["blue", "green"] && keys(output.target_group_arn_suffixes) == ["blue", "green"]
    error_message = "There are two, and alarms see both."
  }
  assert {
    condition     = one(aws_lb_listener_rule.production[0].condition).path_pattern[0].values == toset(["/*"])
    error_message = "The rule that ECS turns takes every request."
  }
}
