# Tasks and database stop in the evening and start in the morning. EventBridge Scheduler calls ECS and RDS itself: there is no
# function to keep. https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-universal.html

data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_region" "current" {}

locals {
  # Stopped every day, also where the night begins after midnight; not started on a free day.
  begin    = split(":", var.begin)
  end      = split(":", var.end)
  evening  = "cron(${tonumber(local.begin[1])} ${tonumber(local.begin[0])} ? * * *)"
  mornings = var.weekends ? "MON-FRI" : "*"

  # A database takes some minutes to start, and the tasks need it.
  database_end = split(":", formatdate("hh:mm", timeadd("2001-01-01T${var.end}:00Z", "-15m")))

  services = merge(
    { tasks = { service_name = var.service_name, desired_count = var.desired_count } },
    { for name, service in var.services : "tasks-of-${name}" => service },
  )

  tasks = merge(
    { for tasks, service in local.services : "stop-${tasks}" => {
      at    = local.evening
      call  = "ecs:updateService"
      input = jsonencode({ Cluster = var.cluster_name, Service = service.service_name, DesiredCount = 0 })
    } },
    { for tasks, service in local.services : "start-${tasks}" => {
      at    = "cron(${tonumber(local.end[1])} ${tonumber(local.end[0])} ? * ${local.mornings} *)"
      call  = "ecs:updateService"
      input = jsonencode({ Cluster = var.cluster_name, Service = service.service_name, DesiredCount = service.desired_count })
    } },
  )

  database = var.db_identifier == null ? {} : {
    stop-database = {
      at    = local.evening
      call  = "rds:stopDBInstance"
      input = jsonencode({ DbInstanceIdentifier = var.db_identifier })
    }
    start-database = {
      at    = "cron(${tonumber(local.database_end[1])} ${tonumber(local.database_end[0])} ? * ${local.mornings} *)"
      call  = "rds:startDBInstance"
      input = jsonencode({ DbInstanceIdentifier = var.db_identifier })
    }
  }
}

resource "aws_scheduler_schedule" "this" {
  for_each = merge(local.tasks, local.database)

  name        = "${var.name}-${each.key}"
  description = "Nights of ${var.name}: ${replace(each.key, "-", " ")}"
  kms_key_arn = var.kms_key_arn

  schedule_expression          = each.value.at
  schedule_expression_timezone = var.timezone

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = "arn:${data.aws_partition.current.partition}:scheduler:::aws-sdk:${each.value.call}"
    role_arn = aws_iam_role.this.arn
    input    = each.value.input

    # What could not be stopped within an hour runs until tomorrow.
    retry_policy {
      maximum_event_age_in_seconds = 3600
      maximum_retry_attempts       = 10
    }
  }

  depends_on = [aws_iam_role_policy.this]
}
