# One message when users are hurt, however many of the alarms on it go off. Those then keep quiet themselves; their state says
# what it is.

locals {
  symptom_actions = var.composite ? [] : [aws_sns_topic.alarms.arn]

  symptoms = concat(
    [aws_cloudwatch_metric_alarm.alb_5xx.alarm_name],
    values(aws_cloudwatch_metric_alarm.unhealthy_targets)[*].alarm_name,
    aws_cloudwatch_metric_alarm.latency_p95[*].alarm_name,
    aws_cloudwatch_metric_alarm.target_5xx[*].alarm_name,
    values(aws_cloudwatch_metric_alarm.ecs_running)[*].alarm_name,
  )
}

resource "aws_cloudwatch_composite_alarm" "users_are_hurt" {
  count = var.composite ? 1 : 0

  alarm_name        = "${var.name}-users-are-hurt"
  alarm_description = "Users are hurt: at least one of ${join(", ", local.symptoms)} is on. See docs/alarms.md."
  alarm_rule        = join(" OR ", [for name in local.symptoms : "ALARM(\"${name}\")"])

  alarm_actions = [aws_sns_topic.alarms.arn]
  ok_actions    = [aws_sns_topic.alarms.arn]
}
