# The service, twice: where Terraform owns the number of tasks, and where autoscaling does. What Terraform ignores cannot depend on
# an option, so these are two resources, alike but for `count`, `name`, `lifecycle` and this: where autoscaling owns the number, Terraform
# only begins with it. What ran under the one name is taken away when the other is made; docs/deployments.md says how to hand the
# service over instead, with nothing made or taken away.
#
# Terraform owns the image in both: a deploy is a new container_image, a roll back is the old one. A change by hand shows in the
# next plan.

locals {
  # Beyond the base, tasks are shared out by weight.
  # https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-capacity-providers.html
  capacity = merge(
    { FARGATE = { base = var.on_demand_base, weight = 100 - var.spot_share } },
    var.spot_share == 0 ? {} : { FARGATE_SPOT = { base = 0, weight = var.spot_share } },
  )

  patience = "${20 + (var.blue_green == null ? 0 : var.bake_time)}m"

  service_name = one(concat(aws_ecs_service.this[*].name, aws_ecs_service.scaled[*].name))
}

resource "aws_ecs_service" "this" {
  count = var.autoscaling ? 0 : 1

  name            = var.name
  cluster         = var.cluster_arn
  task_definition = aws_ecs_task_definition.this.arn
  desired_count   = var.desired_count

  platform_version = "LATEST"

  dynamic "capacity_provider_strategy" {
    for_each = local.capacity

    content {
      capacity_provider = capacity_provider_strategy.key
      base              = capacity_provider_strategy.value.base
      weight            = capacity_provider_strategy.value.weight
    }
  }

  # Another strategy is for new tasks only, so tasks are replaced with it; without this, the service would be.
  force_new_deployment = true

  # New tasks come before old ones go; if they do not get well, or an alarm goes off, the service goes back by itself,
  # and the apply that waits for it fails.
  deployment_minimum_healthy_percent = 100
  deployment_maximum_percent         = 200
  availability_zone_rebalancing      = "ENABLED"
  health_check_grace_period_seconds  = var.health_check_grace_period
  wait_for_steady_state              = true

  enable_execute_command  = var.exec_enabled
  enable_ecs_managed_tags = true
  propagate_tags          = "SERVICE"

  deployment_configuration {
    strategy             = var.blue_green == null ? "ROLLING" : "BLUE_GREEN"
    bake_time_in_minutes = var.blue_green == null ? null : var.bake_time
  }

  # It watches tasks that replace others one by one: blue/green starts all new ones beside the old.
  deployment_circuit_breaker {
    enable   = var.blue_green == null
    rollback = var.blue_green == null
  }

  dynamic "alarms" {
    for_each = length(var.rollback_alarms) == 0 ? [] : [var.rollback_alarms]

    content {
      alarm_names = alarms.value
      enable      = true
      rollback    = true
    }
  }

  network_configuration {
    subnets          = var.subnet_ids
    security_groups  = [aws_security_group.this.id]
    assign_public_ip = false
  }

  load_balancer {
    target_group_arn = var.target_group_arn
    container_name   = var.container_name
    container_port   = var.container_port

    dynamic "advanced_configuration" {
      for_each = var.blue_green == null ? [] : [var.blue_green]

      content {
        alternate_target_group_arn = advanced_configuration.value.target_group_arn
        production_listener_rule   = advanced_configuration.value.listener_rule_arn
        role_arn                   = aws_iam_role.blue_green[0].arn
      }
    }
  }

  # An apply waits for the deployment, and a blue/green one for its bake time too.
  timeouts {
    create = local.patience
    update = local.patience
  }

  lifecycle {
    # Who was handed over keeps the name that it has.
    ignore_changes = [name]
  }

  # The first tasks start at once, and need what these allow.
  depends_on = [
    aws_iam_role_policy.execution,
    aws_iam_role_policy.task,
    aws_iam_role_policy.exec,
    aws_iam_role_policy_attachment.blue_green,
    aws_vpc_security_group_ingress_rule.from_alb,
    aws_vpc_security_group_egress_rule.https,
    aws_vpc_security_group_egress_rule.s3,
    aws_vpc_security_group_egress_rule.endpoints,
    aws_vpc_security_group_ingress_rule.endpoints,
    aws_vpc_security_group_egress_rule.alb_to_tasks,
    aws_vpc_security_group_egress_rule.database,
    aws_vpc_security_group_ingress_rule.database,
  ]
}

resource "aws_ecs_service" "scaled" {
  count = var.autoscaling ? 1 : 0

  name            = "${var.name}-scaled"
  cluster         = var.cluster_arn
  task_definition = aws_ecs_task_definition.this.arn
  desired_count   = var.desired_count

  platform_version = "LATEST"

  dynamic "capacity_provider_strategy" {
    for_each = local.capacity

    content {
      capacity_provider = capacity_provider_strategy.key
      base              = capacity_provider_strategy.value.base
      weight            = capacity_provider_strategy.value.weight
    }
  }

  # Another strategy is for new tasks only, so tasks are replaced with it; without this, the service would be.
  force_new_deployment = true

  # New tasks come before old ones go; if they do not get well, or an alarm goes off, the service goes back by itself,
  # and the apply that waits for it fails.
  deployment_minimum_healthy_percent = 100
  deployment_maximum_percent         = 200
  availability_zone_rebalancing      = "ENABLED"
  health_check_grace_period_seconds  = var.health_check_grace_period
  wait_for_steady_state              = true

  enable_execute_command  = var.exec_enabled
  enable_ecs_managed_tags = true
  propagate_tags          = "SERVICE"

  deployment_configuration {
    strategy             = var.blue_green == null ? "ROLLING" : "BLUE_GREEN"
    bake_time_in_minutes = var.blue_green == null ? null : var.bake_time
  }

  # It watches tasks that replace others one by one: blue/green starts all new ones beside the old.
  deployment_circuit_breaker {
    enable   = var.blue_green == null
    rollback = var.blue_green == null
  }

  dynamic "alarms" {
    for_each = length(var.rollback_alarms) == 0 ? [] : [var.rollback_alarms]

    content {
      alarm_names = alarms.value
      enable      = true
      rollback    = true
    }
  }

  network_configuration {
    subnets          = var.subnet_ids
    security_groups  = [aws_security_group.this.id]
    assign_public_ip = false
  }

  load_balancer {
    target_group_arn = var.target_group_arn
    container_name   = var.container_name
    container_port   = var.container_port

    dynamic "advanced_configuration" {
      for_each = var.blue_green == null ? [] : [var.blue_green]

      content {
        alternate_target_group_arn = advanced_configuration.value.target_group_arn
        production_listener_rule   = advanced_configuration.value.listener_rule_arn
        role_arn                   = aws_iam_role.blue_green[0].arn
      }
    }
  }

  # An apply waits for the deployment, and a blue/green one for its bake time too.
  timeouts {
    create = local.patience
    update = local.patience
  }

  lifecycle {
    # Who was handed over keeps the name that it has. The number of tasks is autoscaling's.
    ignore_changes = [name, desired_count]
  }

  # The first tasks start at once, and need what these allow.
  depends_on = [
    aws_iam_role_policy.execution,
    aws_iam_role_policy.task,
    aws_iam_role_policy.exec,
    aws_iam_role_policy_attachment.blue_green,
    aws_vpc_security_group_ingress_rule.from_alb,
    aws_vpc_security_group_egress_rule.https,
    aws_vpc_security_group_egress_rule.s3,
    aws_vpc_security_group_egress_rule.endpoints,
    aws_vpc_security_group_ingress_rule.endpoints,
    aws_vpc_security_group_egress_rule.alb_to_tasks,
    aws_vpc_security_group_egress_rule.database,
    aws_vpc_security_group_ingress_rule.database,
  ]
}
