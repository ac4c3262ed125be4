# What runs out, beside CPU and storage. Each is off until it has a threshold.

resource "aws_cloudwatch_metric_alarm" "ecs_memory" {
  for_each = { for name, service in local.services : name => service if var.ecs_memory_threshold != null }

  alarm_name        = "${var.name}-ecs-memory${each.value.behind}"
  alarm_description = "The service${each.value.called} runs out of memory: ${var.ecs_memory_threshold} % or more over a minute, ${var.evaluation_periods} times in a row. See docs/alarms.md."

  namespace   = "AWS/ECS"
  metric_name = "MemoryUtilization"
  dimensions = {
    ClusterName = var.ecs_cluster_name
    ServiceName = each.value.service_name
  }
  statistic = "Average"
  period    = 60

  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = var.ecs_memory_threshold
  evaluation_periods  = var.evaluation_periods
  treat_missing_data  = "missing"

  alarm_actions = [aws_sns_topic.alarms.arn]
  ok_actions    = [aws_sns_topic.alarms.arn]
}

resource "aws_cloudwatch_metric_alarm" "rds_connections" {
  count = var.db_identifier == null || var.rds_connections_threshold == null ? 0 : 1

  alarm_name        = "${var.name}-rds-connections"
  alarm_description = "The database runs out of connections: ${coalesce(var.rds_connections_threshold, 0)} or more, ${var.evaluation_periods} minutes in a row. See docs/alarms.md."

  namespace   = "AWS/RDS"
  metric_name = "DatabaseConnections"
  dimensions  = { DBInstanceIdentifier = var.db_identifier }
  statistic   = "Maximum"
  period      = 60

  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = var.rds_connections_threshold
  evaluation_periods  = var.evaluation_periods
  treat_missing_data  = "missing"

  alarm_actions = [aws_sns_topic.alarms.arn]
  ok_actions    = [aws_sns_topic.alarms.arn]
}

# What a replica answers is so many seconds old, unless nobody writes: then the metric goes up to 300.
# https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PostgreSQL.Replication.ReadReplicas.html
resource "aws_cloudwatch_metric_alarm" "rds_replica_lag" {
  for_each = var.rds_replica_lag_threshold == null ? {} : var.db_replica_identifiers

  alarm_name        = "${var.name}-rds-replica-lag-${each.key}"
  alarm_description = "Read replica ${each.key} falls behind: ${var.rds_replica_lag_threshold} seconds or more, ${var.evaluation_periods} minutes in a row. See docs/alarms.md."

  namespace   = "AWS/RDS"
  metric_name = "ReplicaLag"
  dimensions  = { DBInstanceIdentifier = each.value }
  statistic   = "Maximum"
  period      = 60

  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = var.rds_replica_lag_threshold
  evaluation_periods  = var.evaluation_periods
  treat_missing_data  = "missing"

  alarm_actions = [aws_sns_topic.alarms.arn]
  ok_actions    = [aws_sns_topic.alarms.arn]
}

# A gateway has 64,512 ports for each address that is talked to; what finds none fails.
# https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway-cloudwatch.html
resource "aws_cloudwatch_metric_alarm" "nat_port_errors" {
  for_each = var.nat_port_errors_threshold == null ? {} : var.nat_gateway_ids

  alarm_name        = "${var.name}-nat-port-errors-${each.key}"
  alarm_description = "The NAT gateway of zone ${each.key} runs out of ports: ${var.nat_port_errors_threshold} or more connections a minute fail, ${var.evaluation_periods} times in a row. See docs/alarms.md."

  namespace   = "AWS/NATGateway"
  metric_name = "ErrorPortAllocation"
  dimensions  = { NatGatewayId = each.value }
  statistic   = "Sum"
  period      = 60

  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = var.nat_port_errors_threshold
  evaluation_periods  = var.evaluation_periods
  treat_missing_data  = "notBreaching" # no traffic, no errors

  alarm_actions = [aws_sns_topic.alarms.arn]
  ok_actions    = [aws_sns_topic.alarms.arn]
}
