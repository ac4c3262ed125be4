# What is watched of each service: of the one that answers by default, which is "app" here, and of those beside it.

locals {
  services = merge(
    { app = { service_name = var.ecs_service_name, target_groups = var.target_group_arn_suffixes, behind = "", called = "", of = "" } },
    { for name, service in var.services : name => {
      service_name  = service.service_name
      target_groups = { targets = service.target_group_arn_suffix }
      behind        = "-${name}"
      called        = " ${name}"
      of            = " of ${name}"
    } },
  )
}

# Before there were several, each of these was one.

moved {
  from = aws_cloudwatch_metric_alarm.ecs_cpu
  to   = aws_cloudwatch_metric_alarm.ecs_cpu["app"]
}

moved {
  from = aws_cloudwatch_metric_alarm.ecs_memory[0]
  to   = aws_cloudwatch_metric_alarm.ecs_memory["app"]
}

moved {
  from = aws_cloudwatch_metric_alarm.ecs_running[0]
  to   = aws_cloudwatch_metric_alarm.ecs_running["app"]
}

moved {
  from = aws_cloudwatch_metric_alarm.unhealthy_targets[0]
  to   = aws_cloudwatch_metric_alarm.unhealthy_targets["app"]
}
