# What was blocked or counted, and why. The name must begin with aws-waf-logs-: WAF writes to no other.
# https://docs.aws.amazon.com/waf/latest/developerguide/logging-cw-logs.html

resource "aws_cloudwatch_log_group" "this" {
  #checkov:skip=CKV_AWS_338:an option
  name              = "aws-waf-logs-${var.name}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.logs_kms_key_arn
}

resource "aws_wafv2_web_acl_logging_configuration" "this" {
  resource_arn            = aws_wafv2_web_acl.this.arn
  log_destination_configs = [aws_cloudwatch_log_group.this.arn]

  # What passed unnoticed is the load balancer's to log.
  logging_filter {
    default_behavior = "DROP"

    filter {
      behavior    = "KEEP"
      requirement = "MEETS_ANY"

      dynamic "condition" {
        for_each = ["BLOCK", "COUNT", "EXCLUDED_AS_COUNT"]

        content {
          action_condition {
            action = condition.value
          }
        }
      }
    }
  }

  # Whoever reads the log must not be able to go on in a user's name.
  redacted_fields {
    single_header {
      name = "authorization"
    }
  }

  redacted_fields {
    single_header {
      name = "cookie"
    }
  }
}
