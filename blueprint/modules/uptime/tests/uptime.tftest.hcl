mock_provider "aws" {
  mock_data "aws_caller_identity" {
    defaults = { account_id = "123456789012" }
  }
  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }
}

# Known in the plan, so that what refers to it can be compared.
override_resource {
  target          = aws_sns_topic.this
  values          = { arn = "arn:aws:sns:us-east-1:123456789012:example-test-uptime" }
  override_during = plan
}

variables {
  name        = "example-test"
  domain_name = "app.example.com"
  path        = "/healthz"
  alarm_email = "ops@example.com"
}

run "asked_for_as_users_do" {
  command = plan

  assert {
    condition     = aws_route53_health_check.this.fqdn == "app.example.com" && aws_route53_health_check.this.type == "HTTPS" && aws_route53_health_check.this.port == 443 && aws_route53_health_check.this.resource_path == "/healthz"
    error_message = "By its name, by HTTPS, for the health path."
  }
  assert {
    condition     = aws_cloudwatch_metric_alarm.this.region == "us-east-1" && aws_sns_topic.this[0].region == "us-east-1" && aws_kms_key.this[0].region == "us-east-1"
    error_message = "The alarm stands where the measurements are, and its topic and key with it."
  }
  assert {
    condition     = aws_cloudwatch_metric_alarm.this.alarm_actions == toset(["arn:aws:sns:us-east-1:123456789012:example-test-uptime"]) && aws_sns_topic_subscription.email[0].endpoint == "ops@example.com"
    error_message = "Somebody is told."
  }
  assert {
    condition     = jsondecode(aws_kms_key.this[0].policy).Statement[1].Condition.ArnLike["aws:SourceArn"] == "arn:aws:cloudwatch:us-east-1:123456789012:alarm:example-test-*"
    error_message = "The alarm may use the key that encrypts its topic."
  }
}

run "the_environments_topic_will_do_where_it_is_in_the_same_region" {
  command = plan
  variables {
    own_topic = false
    topic_arn = "arn:aws:sns:us-east-1:123456789012:example-test-alarms"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.this.alarm_actions == toset(["arn:aws:sns:us-east-1:123456789012:example-test-alarms"])
    error_message = "It goes where the others go."
  }
  assert {
    condition     = length(aws_sns_topic.this) == 0 && length(aws_kms_key.this) == 0 && length(aws_sns_topic_subscription.email) == 0
    error_message = "Nothing is made twice."
  }
}

run "without_a_certificate_by_http" {
  command = plan
  variables {
    https = false
  }

  assert {
    condition     = aws_route53_health_check.this.type == "HTTP" && aws_route53_health_check.this.port == 80
    error_message = "By HTTP, where there is nothing else."
  }
}
