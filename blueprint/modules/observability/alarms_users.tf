# What users notice, beside 5xx answers. Each is off until it has a threshold: what is usual is known after some weeks of
# traffic. All look at minutes.

# Of a metric that each target group has, the sum: the groups take turns where deployments are blue/green.
resource "aws_cloudwatch_metric_alarm" "unhealthy_targets" {
  for_each = { for name, service in local.services : name => service if var.unhealthy_targets_threshold != null }

  alarm_name        = "${var.name}-unhealthy-targets${each.value.behind}"
  alarm_description = "Tasks${each.value.of} fail their health check: ${var.unhealthy_targets_threshold} or more, ${var.evaluation_periods} minutes in a row. See docs/alarms.md."

  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = var.unhealthy_targets_threshold
  evaluation_periods  = var.evaluation_periods
  treat_missing_data  = "notBreaching" # no targets, no unhealthy ones

  metric_query {
    id          = "total"
    label       = "Unhealthy targets"
    expression  = join(" + ", [for key in keys(each.value.target_groups) : "FILL(${key}, 0)"])
    return_data = true
  }

  dynamic "metric_query" {
    for_each = each.value.target_groups

    content {
      id = metric_query.key

      metric {
        namespace   = "AWS/ApplicationELB"
        metric_name = "UnHealthyHostCount"
        dimensions = {
          LoadBalancer = var.alb_arn_suffix
          TargetGroup  = metric_query.value
        }
        stat   = "Maximum"
        period = 60
      }
    }
  }

  alarm_actions = local.symptom_actions
  ok_actions    = local.symptom_actions
}

resource "aws_cloudwatch_metric_alarm" "latency_p95" {
  count = var.latency_p95_threshold == null ? 0 : 1

  alarm_name        = "${var.name}-latency-p95"
  alarm_description = "Answers are slow: of 100 requests 5 take ${var.latency_p95_threshold} seconds or more, ${var.evaluation_periods} minutes in a row. See docs/alarms.md."

  namespace          = "AWS/ApplicationELB"
  metric_name        = "TargetResponseTime"
  dimensions         = { LoadBalancer = var.alb_arn_suffix }
  extended_statistic = "p95"
  period             = 60

  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = var.latency_p95_threshold
  evaluation_periods  = var.evaluation_periods
  treat_missing_data  = "notBreaching" # no traffic, no slow answers

  # Of a handful of requests a percentile says nothing.
  evaluate_low_sample_count_percentiles = "ignore"

  alarm_actions = local.symptom_actions
  ok_actions    = local.symptom_actions
}

# A share, where the alarm on 5xx answers counts: it means the same by day and by night. And it is the service's alone, so it says
# whose fault the answers are.
resource "aws_cloudwatch_metric_alarm" "target_5xx" {
  count = var.target_5xx_threshold == null ? 0 : 1

  alarm_name        = "${var.name}-target-5xx"
  alarm_description = "The service fails: ${var.target_5xx_threshold} % or more of the requests, ${var.evaluation_periods} minutes in a row. See docs/alarms.md."

  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = var.target_5xx_threshold
  evaluation_periods  = var.evaluation_periods
  treat_missing_data  = "notBreaching" # no traffic, no errors

  metric_query {
    id          = "share"
    label       = "5xx answers of the service, %"
    expression  = "100 * FILL(failed, 0) / requests"
    return_data = true
  }

  metric_query {
    id = "failed"

    metric {
      namespace   = "AWS/ApplicationELB"
      metric_name = "HTTPCode_Target_5XX_Count"
      dimensions  = { LoadBalancer = var.alb_arn_suffix }
      stat        = "Sum"
      period      = 60
    }
  }

  metric_query {
    id = "requests"

    metric {
      namespace   = "AWS/ApplicationELB"
      metric_name = "RequestCount"
      dimensions  = { LoadBalancer = var.alb_arn_suffix }
      stat        = "Sum"
      period      = 60
    }
  }

  alarm_actions = local.symptom_actions
  ok_actions    = local.symptom_actions
}

# Fewer than should run: a task that does not start, or Fargate that has no room. A deploy and a task that is replaced are over
# before the alarm goes off.
resource "aws_cloudwatch_metric_alarm" "ecs_running" {
  for_each = { for name, service in local.services : name => service if var.ecs_running }

  alarm_name        = "${var.name}-ecs-running${each.value.behind}"
  alarm_description = "Fewer tasks${each.value.of} run than should, ${var.evaluation_periods} times five minutes in a row. See docs/alarms.md."

  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  evaluation_periods  = var.evaluation_periods
  treat_missing_data  = "missing"

  metric_query {
    id          = "missing"
    label       = "Tasks that should run and do not"
    expression  = "wanted - running"
    return_data = true
  }

  dynamic "metric_query" {
    for_each = { wanted = "DesiredTaskCount", running = "RunningTaskCount" }

    content {
      id = metric_query.key

      # https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-metrics-ECS.html
      metric {
        namespace   = "ECS/ContainerInsights"
        metric_name = metric_query.value
        dimensions = {
          ClusterName = var.ecs_cluster_name
          ServiceName = each.value.service_name
        }
        stat   = "Average"
        period = 300
      }
    }
  }

  alarm_actions = local.symptom_actions
  ok_actions    = local.symptom_actions
}
