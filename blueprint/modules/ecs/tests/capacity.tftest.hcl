# How many tasks run, and of which kind.

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
  name                  = "example-test"
  cluster_name          = "example-test"
  cluster_arn           = "arn:aws:ecs:eu-west-1:123456789012:cluster/example-test"
  vpc_id                = "vpc-0123456789abcdef0"
  subnet_ids            = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
  alb_security_group_id = "sg-0123456789abcdef0"
  target_group_arn      = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/example/0123456789abcdef"
  container_image       = "registry.example.com/app:1.4.2"
}

run "terraform_owns_the_number" {
  command = plan
  variables {
    desired_count = 3
  }

  assert {
    condition     = aws_ecs_service.this[0].desired_count == 3 && length(aws_ecs_service.scaled) == 0 && length(aws_appautoscaling_target.this) == 0
    error_message = "Nothing else scales the service."
  }
  assert {
    condition     = output.service_name == "example-test"
    error_message = "The service has the environment's name."
  }
}

run "autoscaling_owns_the_number" {
  command = plan
  variables {
    autoscaling          = true
    autoscaling_min      = 3
    autoscaling_max      = 9
    autoscaling_cpu      = 55
    autoscaling_requests = 600
    desired_count        = 4

    requests_label = "app/example-test/0123456789abcdef/targetgroup/exampl-1/0123456789abcdef"
  }

  assert {
    condition     = length(aws_ecs_service.this) == 0 && aws_ecs_service.scaled[0].desired_count == 4
    error_message = "A new service begins with the number asked for."
  }
  assert {
    condition     = output.service_name == "example-test-scaled" && aws_appautoscaling_target.this[0].resource_id == "service/example-test/example-test-scaled"
    error_message = "Its name is another, so that neither waits for the other; and it is the one that is scaled."
  }
  assert {
    condition     = aws_appautoscaling_target.this[0].min_capacity == 3 && aws_appautoscaling_target.this[0].max_capacity == 9
    error_message = "There are bounds."
  }
  assert {
    condition     = { for name, policy in aws_appautoscaling_policy.this : name => policy.target_tracking_scaling_policy_configuration[0].target_value } == { cpu = 55, requests = 600 }
    error_message = "Each target has a policy, and what has none does not count."
  }
  assert {
    condition     = aws_appautoscaling_policy.this["requests"].target_tracking_scaling_policy_configuration[0].predefined_metric_specification[0].resource_label == "app/example-test/0123456789abcdef/targetgroup/exampl-1/0123456789abcdef"
    error_message = "Requests are those of this load balancer to this target group."
  }
}

run "a_share_of_the_tasks_runs_on_spot" {
  command = plan
  variables {
    desired_count  = 10
    spot_share     = 70
    on_demand_base = 2
  }

  assert {
    condition     = { for strategy in aws_ecs_service.this[0].capacity_provider_strategy : strategy.capacity_provider => [strategy.base, strategy.weight] } == { FARGATE = [2, 30], FARGATE_SPOT = [0, 70] }
    error_message = "Beyond the base, seven of ten tasks run on Spot."
  }
  assert {
    condition     = aws_ecs_service.this[0].force_new_deployment
    error_message = "Another share replaces the tasks, not the service."
  }
}

run "other_bounds_at_night" {
  command = plan
  variables {
    autoscaling = true
    autoscaling_schedules = {
      evening = { cron = "cron(0 20 * * ? *)", min = 0, max = 0 }
      morning = { cron = "cron(0 7 ? * MON-FRI *)", min = 2, max = 6, timezone = "Europe/Paris" }
    }
  }

  assert {
    condition     = { for name, action in aws_appautoscaling_scheduled_action.this : name => [action.schedule, action.timezone, action.scalable_target_action[0].min_capacity] } == { evening = ["cron(0 20 * * ? *)", "UTC", "0"], morning = ["cron(0 7 ? * MON-FRI *)", "Europe/Paris", "2"] }
    error_message = "Each schedule sets its bounds at its time."
  }
}

run "no_schedules_without_autoscaling" {
  command = plan
  variables {
    autoscaling_schedules = { evening = { cron = "cron(0 20 * * ? *)", min = 0, max = 0 } }
  }

  assert {
    condition     = length(aws_appautoscaling_scheduled_action.this) == 0
    error_message = "What does not scale has no bounds."
  }
}
