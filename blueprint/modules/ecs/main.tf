data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_region" "current" {}

locals {
  database_variables = var.database == null ? {} : {
    DB_HOST       = var.database.host
    DB_PORT       = tostring(var.database.port)
    DB_NAME       = var.database.name
    DB_SECRET_ARN = var.database.secret_arn
  }
}

resource "aws_ecs_cluster" "this" {
  #checkov:skip=CKV_AWS_65:an option
  name = var.name

  setting {
    name  = "containerInsights"
    value = var.container_insights #tfsec:ignore:AVD-AWS-0034 an option
  }

  # Otherwise Container Insights makes its log group first, unencrypted and kept for ever.
  depends_on = [aws_cloudwatch_log_group.insights]
}

resource "aws_ecs_task_definition" "this" {
  #checkov:skip=CKV_AWS_336:a read-only root file system is an option
  family                   = var.name
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = var.task_cpu
  memory                   = var.task_memory
  execution_role_arn       = aws_iam_role.execution.arn
  task_role_arn            = aws_iam_role.task.arn

  # Earlier revisions stay, so that there is something to roll back to: what is deregistered cannot be deployed.
  skip_destroy = true

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = var.cpu_architecture
  }

  container_definitions = jsonencode([{
    name                   = "app"
    image                  = var.container_image
    essential              = true
    privileged             = false
    readonlyRootFilesystem = var.read_only_root_filesystem

    # An init process passes signals on, so that the container stops when it is told to, and reaps what it forks.
    linuxParameters = { initProcessEnabled = true }

    portMappings = [{
      containerPort = var.container_port
      hostPort      = var.container_port
      protocol      = "tcp"
    }]

    environment = [for name, value in merge(var.environment_variables, local.database_variables) : { name = name, value = value }]
    secrets     = [for name, arn in var.secrets : { name = name, valueFrom = arn }]

    logConfiguration = {
      logDriver = "awslogs"
      options = {
        "awslogs-group"         = aws_cloudwatch_log_group.app.name
        "awslogs-region"        = data.aws_region.current.region
        "awslogs-stream-prefix" = "app"
      }
    }
  }])
}

# Terraform owns the image and the number of tasks: a deploy is a new container_image, a roll back is the old one.
# Nothing here is ignored, so a change by hand shows in the next plan. When something else is to own the number, such
# as autoscaling, add desired_count to ignore_changes in the same change.
resource "aws_ecs_service" "this" {
  name            = var.name
  cluster         = aws_ecs_cluster.this.arn
  task_definition = aws_ecs_task_definition.this.arn
  desired_count   = var.desired_count

  launch_type      = "FARGATE"
  platform_version = "LATEST"

  # New tasks come before old ones go; if they do not get well, the service goes back by itself, and the apply that
  # waits for it fails.
  deployment_minimum_healthy_percent = 100
  deployment_maximum_percent         = 200
  availability_zone_rebalancing      = "ENABLED"
  health_check_grace_period_seconds  = var.health_check_grace_period
  wait_for_steady_state              = true

  enable_execute_command  = false
  enable_ecs_managed_tags = true
  propagate_tags          = "SERVICE"

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  network_configuration {
    subnets          = var.subnet_ids
    security_groups  = [aws_security_group.this.id]
    assign_public_ip = false
  }

  load_balancer {
    target_group_arn = var.target_group_arn
    container_name   = "app"
    container_port   = var.container_port
  }

  # The first tasks start at once, and need what these allow.
  depends_on = [
    aws_iam_role_policy.execution,
    aws_iam_role_policy.task,
    aws_vpc_security_group_ingress_rule.from_alb,
    aws_vpc_security_group_egress_rule.https,
    aws_vpc_security_group_egress_rule.alb_to_tasks,
  ]
}
