# Few alarms, each of which asks somebody to act. docs/runbook.md says how.

# Two metrics, because the load balancer counts its own errors apart from the service's: a user sees both.
resource "aws_cloudwatch_metric_alarm" "alb_5xx" {
  alarm_name        = "${var.name}-alb-5xx"
  alarm_description = "Users get errors: ${var.alb_5xx_threshold} or more answers with a 5xx status in ${var.alb_5xx_period} seconds, ${var.evaluation_periods} times in a row. See docs/runbook.md."

  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = var.alb_5xx_threshold
  evaluation_periods  = var.evaluation_periods
  treat_missing_data  = "notBreaching" # no traffic, no errors

  metric_query {
    id          = "total"
    label       = "5xx answers"
    expression  = "FILL(balancer, 0) + FILL(service, 0)"
    return_data = true
  }

  metric_query {
    id = "balancer"

    metric {
      namespace   = "AWS/ApplicationELB"
      metric_name = "HTTPCode_ELB_5XX_Count"
      dimensions  = { LoadBalancer = var.alb_arn_suffix }
      stat        = "Sum"
      period      = var.alb_5xx_period
    }
  }

  metric_query {
    id = "service"

    metric {
      namespace   = "AWS/ApplicationELB"
      metric_name = "HTTPCode_Target_5XX_Count"
      dimensions  = { LoadBalancer = var.alb_arn_suffix }
      stat        = "Sum"
      period      = var.alb_5xx_period
    }
  }

  alarm_actions = local.symptom_actions
  ok_actions    = local.symptom_actions
}

resource "aws_cloudwatch_metric_alarm" "ecs_cpu" {
  for_each = local.services

  alarm_name        = "${var.name}-ecs-cpu${each.value.behind}"
  alarm_description = "The service${each.value.called} runs out of CPU: ${var.ecs_cpu_threshold} % or more over ${var.ecs_cpu_period} seconds, ${var.evaluation_periods} times in a row. See docs/runbook.md."

  namespace   = "AWS/ECS"
  metric_name = "CPUUtilization"
  dimensions = {
    ClusterName = var.ecs_cluster_name
    ServiceName = each.value.service_name
  }
  statistic = "Average"
  period    = var.ecs_cpu_period

  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = var.ecs_cpu_threshold
  evaluation_periods  = var.evaluation_periods
  treat_missing_data  = "missing"

  alarm_actions = [aws_sns_topic.alarms.arn]
  ok_actions    = [aws_sns_topic.alarms.arn]
}

resource "aws_cloudwatch_metric_alarm" "rds_cpu" {
  count = var.db_identifier == null ? 0 : 1

  alarm_name        = "${var.name}-rds-cpu"
  alarm_description = "The database runs out of CPU: ${var.rds_cpu_threshold} % or more over ${var.rds_cpu_period} seconds, ${var.evaluation_periods} times in a row. See docs/runbook.md."

  namespace   = "AWS/RDS"
  metric_name = "CPUUtilization"
  dimensions  = { DBInstanceIdentifier = var.db_identifier }
  statistic   = "Average"
  period      = var.rds_cpu_period

  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = var.rds_cpu_threshold
  evaluation_periods  = var.evaluation_periods
  treat_missing_data  = "missing"

  alarm_actions = [aws_sns_topic.alarms.arn]
  ok_actions    = [aws_sns_topic.alarms.arn]
}

resource "aws_cloudwatch_metric_alarm" "rds_free_storage" {
  count = var.db_identifier == null ? 0 : 1

  alarm_name        = "${var.name}-rds-free-storage"
  alarm_description = "The database runs out of storage: less than ${var.rds_free_storage_threshold} GiB free over ${var.rds_free_storage_period} seconds, ${var.evaluation_periods} times in a row. See docs/runbook.md."

  namespace   = "AWS/RDS"
  metric_name = "FreeStorageSpace"
  dimensions  = { DBInstanceIdentifier = var.db_identifier }
  statistic   = "Minimum"
  period      = var.rds_free_storage_period

  comparison_operator = "LessThanThreshold"
  threshold           = var.rds_free_storage_threshold * 1024 * 1024 * 1024 # the metric counts bytes
  evaluation_periods  = var.evaluation_periods
  treat_missing_data  = "missing"

  alarm_actions = [aws_sns_topic.alarms.arn]
  ok_actions    = [aws_sns_topic.alarms.arn]
}
