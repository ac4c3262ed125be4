output "topic_arn" {
  description = "Topic that alarms are sent to."
  value       = aws_sns_topic.alarms.arn
}

output "alarm_names" {
  description = "All alarms."
  value = concat(
    [aws_cloudwatch_metric_alarm.alb_5xx.alarm_name],
    values(aws_cloudwatch_metric_alarm.ecs_cpu)[*].alarm_name,
    values(aws_cloudwatch_metric_alarm.ecs_memory)[*].alarm_name,
    values(aws_cloudwatch_metric_alarm.ecs_running)[*].alarm_name,
    aws_cloudwatch_metric_alarm.latency_p95[*].alarm_name,
    [for alarm in aws_cloudwatch_metric_alarm.nat_port_errors : alarm.alarm_name],
    aws_cloudwatch_metric_alarm.rds_connections[*].alarm_name,
    aws_cloudwatch_metric_alarm.rds_cpu[*].alarm_name,
    aws_cloudwatch_metric_alarm.rds_free_storage[*].alarm_name,
    [for alarm in aws_cloudwatch_metric_alarm.rds_replica_lag : alarm.alarm_name],
    aws_cloudwatch_metric_alarm.target_5xx[*].alarm_name,
    values(aws_cloudwatch_metric_alarm.unhealthy_targets)[*].alarm_name,
    aws_cloudwatch_composite_alarm.users_are_hurt[*].alarm_name,
  )
}

output "rollback_alarm_names" {
  description = "The alarms on what users get, which say that a deployment is broken."
  value = concat(
    [aws_cloudwatch_metric_alarm.alb_5xx.alarm_name],
    aws_cloudwatch_metric_alarm.target_5xx[*].alarm_name,
    aws_cloudwatch_metric_alarm.latency_p95[*].alarm_name,
  )
}
