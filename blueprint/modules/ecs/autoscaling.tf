# How many tasks run, by what they have to do. Each target is a policy of its own: the one that asks for the most tasks wins, and tasks
# are taken away only when all agree.
# https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-autoscaling-targettracking.html

locals {
  scaling_targets = { for name, target in {
    cpu      = { metric = "ECSServiceAverageCPUUtilization", value = var.autoscaling_cpu, of = null }
    memory   = { metric = "ECSServiceAverageMemoryUtilization", value = var.autoscaling_memory, of = null }
    requests = { metric = "ALBRequestCountPerTarget", value = var.autoscaling_requests, of = var.requests_label }
  } : name => target if var.autoscaling && target.value != null }
}

resource "aws_appautoscaling_target" "this" {
  count = var.autoscaling ? 1 : 0

  service_namespace  = "ecs"
  scalable_dimension = "ecs:service:DesiredCount"
  resource_id        = "service/${var.cluster_name}/${local.service_name}"
  min_capacity       = var.autoscaling_min
  max_capacity       = var.autoscaling_max
}

resource "aws_appautoscaling_policy" "this" {
  for_each = local.scaling_targets

  name               = "${var.name}-${each.key}"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.this[0].service_namespace
  scalable_dimension = aws_appautoscaling_target.this[0].scalable_dimension
  resource_id        = aws_appautoscaling_target.this[0].resource_id

  # Quick to add, slow to take away: a load that comes back within minutes finds its tasks.
  target_tracking_scaling_policy_configuration {
    target_value       = each.value.value
    scale_out_cooldown = 60
    scale_in_cooldown  = 300

    predefined_metric_specification {
      predefined_metric_type = each.value.metric
      resource_label         = each.value.of
    }
  }
}

# Other bounds at certain times, such as none at night. They hold until the next schedule sets others.
# https://docs.aws.amazon.com/autoscaling/application/userguide/scheduled-scaling-using-cron-expressions.html
resource "aws_appautoscaling_scheduled_action" "this" {
  for_each = var.autoscaling ? var.autoscaling_schedules : {}

  name               = "${var.name}-${each.key}"
  service_namespace  = aws_appautoscaling_target.this[0].service_namespace
  scalable_dimension = aws_appautoscaling_target.this[0].scalable_dimension
  resource_id        = aws_appautoscaling_target.this[0].resource_id
  schedule           = each.value.cron
  timezone           = each.value.timezone

  scalable_target_action {
    min_capacity = each.value.min
    max_capacity = each.value.max
  }
}
