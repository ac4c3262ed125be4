# How a new version takes over.

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

# Known in the plan, so that what refers to it can be compared.
override_resource {
  target          = aws_iam_role.blue_green
  values          = { arn = "arn:aws:iam::123456789012:role/example-test-blue-green" }
  override_during = plan
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

run "rolling_goes_back_by_itself" {
  command = plan

  assert {
    condition     = aws_ecs_service.this[0].deployment_configuration[0].strategy == "ROLLING" && aws_ecs_service.this[0].deployment_circuit_breaker[0].rollback
    error_message = "New tasks that do not get well are taken back."
  }
  assert {
    condition     = length(aws_ecs_service.this[0].alarms) == 0 && length(aws_iam_role.blue_green) == 0
    error_message = "Nothing else takes part."
  }
}

run "alarms_take_a_deployment_back" {
  command = plan
  variables {
    rollback_alarms = ["example-test-alb-5xx"]
  }

  assert {
    condition     = aws_ecs_service.this[0].alarms[0].alarm_names == toset(["example-test-alb-5xx"]) && aws_ecs_service.this[0].alarms[0].enable && aws_ecs_service.this[0].alarms[0].rollback
    error_message = "What users get decides."
  }
}

run "blue_green_turns_the_load_balancer" {
  command = plan
  variables {
    autoscaling = true
    bake_time   = 10
    blue_green = {
      target_group_arn  = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/other/0123456789abcdef"
      listener_rule_arn = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener-rule/app/example/0123456789abcdef/0123456789abcdef/0123456789abcdef"
    }
  }

  assert {
    condition     = aws_ecs_service.scaled[0].deployment_configuration[0].strategy == "BLUE_GREEN" && aws_ecs_service.scaled[0].deployment_configuration[0].bake_time_in_minutes == "10"
    error_message = "The old version stays beside the new one for ten minutes."
  }
  assert {
    condition     = one(aws_ecs_service.scaled[0].load_balancer).advanced_configuration[0].role_arn == "arn:aws:iam::123456789012:role/example-test-blue-green"
    error_message = "ECS turns the load balancer with a role of its own."
  }
  assert {
    condition     = !aws_ecs_service.scaled[0].deployment_circuit_breaker[0].enable
    error_message = "The circuit breaker is for rolling deployments."
  }
  assert {
    condition     = aws_ecs_service.scaled[0].timeouts.update == "30m"
    error_message = "An apply waits that much longer."
  }
}
