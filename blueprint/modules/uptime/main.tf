# The health path, asked for from outside: from several regions of the world at once, every half minute, by the name that users know.
# Route 53 puts what comes of it into us-east-1 and nowhere else, so the alarm stands there.
# https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/monitoring-health-checks.html

locals {
  region = "us-east-1"
  topic  = one(concat(aws_sns_topic.this[*].arn, var.own_topic ? [] : [var.topic_arn]))
}

resource "aws_route53_health_check" "this" {
  type              = var.https ? "HTTPS" : "HTTP"
  port              = var.https ? 443 : 80
  fqdn              = var.domain_name
  resource_path     = var.path
  request_interval  = 30
  failure_threshold = 3

  tags = { Name = "${var.name}-uptime" }
}

resource "aws_cloudwatch_metric_alarm" "this" {
  region            = local.region
  alarm_name        = "${var.name}-uptime"
  alarm_description = "${var.domain_name} cannot be reached from outside, ${var.evaluation_periods} minutes in a row. See docs/alarms.md."

  namespace   = "AWS/Route53"
  metric_name = "HealthCheckStatus"
  dimensions  = { HealthCheckId = aws_route53_health_check.this.id }
  statistic   = "Minimum"
  period      = 60

  comparison_operator = "LessThanThreshold"
  threshold           = 1 # it is 1 or 0
  evaluation_periods  = var.evaluation_periods
  treat_missing_data  = "breaching" # who cannot ask does not know

  alarm_actions = [local.topic]
  ok_actions    = [local.topic]
}
