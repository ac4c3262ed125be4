data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_region" "current" {}

locals {
  database_variables = var.database == null ? {} : merge({
    DB_HOST       = var.database.host
    DB_PORT       = tostring(var.database.port)
    DB_NAME       = var.database.name
    DB_SECRET_ARN = var.database.secret_arn
  }, length(var.database.reader_hosts) == 0 ? {} : { DB_READER_HOSTS = join(",", var.database.reader_hosts) })
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
    name                   = var.container_name
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
        "awslogs-stream-prefix" = var.container_name
      }
    }
  }])
}
