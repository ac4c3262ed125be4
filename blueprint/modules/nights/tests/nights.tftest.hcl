# What the schedules do. No credentials are needed.

mock_provider "aws" {
  mock_data "aws_caller_identity" {
    defaults = { account_id = "123456789012" }
  }
  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }
  mock_data "aws_region" {
    defaults = { region = "eu-west-1" }
  }
}

variables {
  name                     = "shop-dev"
  cluster_name             = "shop-dev"
  service_name             = "shop-dev"
  desired_count            = 2
  db_identifier            = "shop-dev"
  kms_key_arn              = "arn:aws:kms:eu-west-1:123456789012:key/1234"
  permissions_boundary_arn = "arn:aws:iam::123456789012:policy/boundary"
  begin                    = "20:30"
  end                      = "07:05"
  timezone                 = "Europe/Berlin"
  weekends                 = true
}

run "tasks_and_database_stop_and_start" {
  command = plan

  assert {
    condition = { for key, schedule in aws_scheduler_schedule.this : key => schedule.schedule_expression } == {
      "start-database" = "cron(50 6 ? * MON-FRI *)"
      "start-tasks"    = "cron(5 7 ? * MON-FRI *)"
      "stop-database"  = "cron(30 20 ? * * *)"
      "stop-tasks"     = "cron(30 20 ? * * *)"
    }
    error_message = "The database starts 15 minutes before the tasks; nothing starts at the weekend."
  }
  assert {
    condition     = jsondecode(aws_scheduler_schedule.this["start-tasks"].target[0].input).DesiredCount == 2
    error_message = "In the morning as many tasks run as before."
  }
  assert {
    condition     = aws_iam_role.this.permissions_boundary == "arn:aws:iam::123456789012:policy/boundary"
    error_message = "The role is bounded."
  }
}

run "weekends_can_be_days_like_any_other" {
  command = plan
  variables {
    weekends = false
  }

  assert {
    condition     = aws_scheduler_schedule.this["start-tasks"].schedule_expression == "cron(5 7 ? * * *)"
    error_message = "The tasks start every day."
  }
}

run "without_a_database_none_is_stopped" {
  command = plan
  variables {
    db_identifier = null
  }

  assert {
    condition     = keys(aws_scheduler_schedule.this) == ["start-tasks", "stop-tasks"]
    error_message = "Only tasks are stopped."
  }
  assert {
    condition     = !strcontains(aws_iam_role_policy.this.policy, "rds:")
    error_message = "The role has no right over databases."
  }
}

run "every_service_sleeps" {
  command = plan
  variables {
    services = { api = { service_name = "shop-dev-api", desired_count = 3 } }
  }

  assert {
    condition     = jsondecode(aws_scheduler_schedule.this["stop-tasks-of-api"].target[0].input) == { Cluster = "shop-dev", Service = "shop-dev-api", DesiredCount = 0 } && jsondecode(aws_scheduler_schedule.this["start-tasks-of-api"].target[0].input).DesiredCount == 3
    error_message = "The other service stops, and starts with as many tasks as it had."
  }
  assert {
    condition     = aws_scheduler_schedule.this["start-tasks-of-api"].schedule_expression == aws_scheduler_schedule.this["start-tasks"].schedule_expression
    error_message = "All services start at the same time."
  }
  assert {
    condition     = one([for statement in jsondecode(aws_iam_role_policy.this.policy).Statement : statement if statement.Sid == "StopAndStartTasksOfOthers"]).Resource == ["arn:aws:ecs:eu-west-1:123456789012:service/shop-dev/shop-dev-api"]
    error_message = "Scheduler may stop this service, and no other."
  }
}
