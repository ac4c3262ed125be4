# A firewall before the load balancer: AWS's managed rules, and a limit of requests from one address.

locals {
  # In the order in which a request meets them. Together they take 1,127 of the 1,500 capacity units that a web ACL has
  # without an extra charge. What depends on an option stands last, so that the others keep their priority.
  # https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html
  rule_groups = concat(
    [
      { name = "ip-reputation", group = "AWSManagedRulesAmazonIpReputationList" },
      { name = "known-bad-inputs", group = "AWSManagedRulesKnownBadInputsRuleSet" },
      { name = "common", group = "AWSManagedRulesCommonRuleSet" },
    ],
    var.sql_database ? [{ name = "sql", group = "AWSManagedRulesSQLiRuleSet" }] : [],
  )
}

resource "aws_wafv2_web_acl" "this" {
  #checkov:skip=CKV_AWS_192:known-bad-inputs has the rules against it; the groups are not worked out where this is asked
  name        = var.name
  description = "Requests to ${var.name}"
  scope       = "REGIONAL"

  default_action {
    allow {}
  }

  rule {
    name     = "rate-limit"
    priority = 0

    action {
      dynamic "block" {
        for_each = var.mode == "block" ? ["block"] : []
        content {}
      }

      dynamic "count" {
        for_each = var.mode == "count" ? ["count"] : []
        content {}
      }
    }

    statement {
      rate_based_statement {
        aggregate_key_type    = "IP"
        limit                 = var.rate_limit
        evaluation_window_sec = 300
      }
    }

    visibility_config {
      metric_name                = "rate-limit"
      cloudwatch_metrics_enabled = true
      sampled_requests_enabled   = true
    }
  }

  dynamic "rule" {
    for_each = local.rule_groups

    content {
      name     = rule.value.name
      priority = rule.key + 1

      # Of a group of rules: each rule as AWS means it, or all of them only counted.
      override_action {
        dynamic "none" {
          for_each = var.mode == "block" ? ["block"] : []
          content {}
        }

        dynamic "count" {
          for_each = var.mode == "count" ? ["count"] : []
          content {}
        }
      }

      statement {
        managed_rule_group_statement {
          vendor_name = "AWS"
          name        = rule.value.group

          dynamic "rule_action_override" {
            for_each = rule.value.name == "common" ? var.counted_rules : []

            content {
              name = rule_action_override.value

              action_to_use {
                count {}
              }
            }
          }
        }
      }

      visibility_config {
        metric_name                = rule.value.name
        cloudwatch_metrics_enabled = true
        sampled_requests_enabled   = true
      }
    }
  }

  visibility_config {
    metric_name                = var.name
    cloudwatch_metrics_enabled = true
    sampled_requests_enabled   = true
  }
}

resource "aws_wafv2_web_acl_association" "this" {
  web_acl_arn  = aws_wafv2_web_acl.this.arn
  resource_arn = var.load_balancer_arn
}
