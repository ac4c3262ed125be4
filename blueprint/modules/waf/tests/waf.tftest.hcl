mock_provider "aws" {}

variables {
  name              = "example-test"
  load_balancer_arn = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/example-test/0123456789abcdef"
}

run "what_breaks_a_rule_is_blocked" {
  command = plan
  variables {
    rate_limit = 500
  }

  assert {
    condition     = { for rule in aws_wafv2_web_acl.this.rule : rule.name => rule.priority } == { rate-limit = 0, ip-reputation = 1, known-bad-inputs = 2, common = 3 }
    error_message = "Without a database there are a limit and three groups of rules, each in its place."
  }
  assert {
    condition     = one([for rule in aws_wafv2_web_acl.this.rule : rule if rule.name == "rate-limit"]).statement[0].rate_based_statement[0].limit == 500
    error_message = "An address may send as many requests as was asked for."
  }
  assert {
    condition     = length(one([for rule in aws_wafv2_web_acl.this.rule : rule if rule.name == "rate-limit"]).action[0].block) == 1
    error_message = "Who sends more is blocked."
  }
  assert {
    condition     = alltrue([for rule in aws_wafv2_web_acl.this.rule : length(rule.override_action[0].none) == 1 && length(rule.override_action[0].count) == 0 if rule.name != "rate-limit"])
    error_message = "AWS's rules do what AWS means them to."
  }
  assert {
    condition     = aws_wafv2_web_acl.this.scope == "REGIONAL" && length(aws_wafv2_web_acl.this.default_action[0].allow) == 1
    error_message = "What breaks no rule passes."
  }
  assert {
    condition     = aws_wafv2_web_acl_association.this.resource_arn == var.load_balancer_arn
    error_message = "The firewall stands before the load balancer."
  }
}

run "counting_blocks_nothing" {
  command = plan
  variables {
    mode = "count"
  }

  assert {
    condition     = length(one([for rule in aws_wafv2_web_acl.this.rule : rule if rule.name == "rate-limit"]).action[0].block) == 0
    error_message = "The limit is only counted."
  }
  assert {
    condition     = alltrue([for rule in aws_wafv2_web_acl.this.rule : length(rule.override_action[0].count) == 1 && length(rule.override_action[0].none) == 0 if rule.name != "rate-limit"])
    error_message = "AWS's rules are only counted."
  }
}

run "a_database_is_guarded_against_sql" {
  command = plan
  variables {
    sql_database = true
  }

  assert {
    condition     = one([for rule in aws_wafv2_web_acl.this.rule : rule if rule.priority == 4]).statement[0].managed_rule_group_statement[0].name == "AWSManagedRulesSQLiRuleSet"
    error_message = "The rules about SQL come last, so that the others keep their places."
  }
}

run "one_rule_can_be_let_off" {
  command = plan
  variables {
    counted_rules = ["SizeRestrictions_BODY"]
  }

  assert {
    condition     = { for rule in aws_wafv2_web_acl.this.rule : rule.name => [for override in rule.statement[0].managed_rule_group_statement[0].rule_action_override : override.name] if rule.name != "rate-limit" } == { ip-reputation = [], known-bad-inputs = [], common = ["SizeRestrictions_BODY"] }
    error_message = "The rule that is named only counts, in its own group."
  }
}

run "the_log_keeps_no_credentials" {
  command = plan
  variables {
    log_retention_days = 365
  }

  assert {
    condition     = aws_cloudwatch_log_group.this.name == "aws-waf-logs-example-test" && aws_cloudwatch_log_group.this.retention_in_days == 365
    error_message = "The log group has a name that WAF writes to, and forgets."
  }
  assert {
    condition     = [for field in aws_wafv2_web_acl_logging_configuration.this.redacted_fields : field.single_header[0].name] == ["authorization", "cookie"]
    error_message = "What a user is known by is left out."
  }
  assert {
    condition     = aws_wafv2_web_acl_logging_configuration.this.logging_filter[0].default_behavior == "DROP"
    error_message = "What passed is not logged."
  }
}
