# What the environment makes of its options. Where a run says nothing else the values are those of values.auto.tfvars.

mock_provider "aws" {
  mock_data "aws_availability_zones" {
    defaults = { names = ["eu-west-1a", "eu-west-1b", "eu-west-1c"] }
  }
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

# Known in the plan, so that outputs and policies built on it are.
override_resource {
  target          = module.network.aws_eip.nat
  values          = { public_ip = "192.0.2.1" }
  override_during = plan
}

run "prod_has_a_way_out_in_each_zone" {
  command = plan
  variables {
    az_count = 3
  }

  assert {
    condition     = keys(output.nat_public_ips) == ["a", "b", "c"]
    error_message = "Each zone has its NAT gateway."
  }
  assert {
    condition     = output.url == "https://app.example.com"
    error_message = "The service is reached by HTTPS under its domain."
  }
  assert {
    condition     = output.ecs_cluster_name == "example-prod" && output.ecs_service_name == "example-prod"
    error_message = "Names begin with project and environment."
  }
}

run "dev_may_be_cheap" {
  command = plan
  variables {
    environment              = "dev"
    kind                     = "dev"
    nat_mode                 = "single"
    domain_name              = null
    hosted_zone_name         = null
    allow_http               = true
    alb_deletion_protection  = false
    container_image          = "registry.example.com/app:latest"
    desired_count            = 1
    db_multi_az              = false
    db_backup_retention_days = 0
    db_deletion_protection   = false
    db_final_snapshot        = false
    alarm_email              = null
  }

  assert {
    condition     = keys(output.nat_public_ips) == ["a"]
    error_message = "One NAT gateway serves all zones."
  }
}

# Their variables keep values that prod could not have with a database.
run "without_a_database_its_rules_rest" {
  command = plan
  variables {
    db_enabled               = false
    db_multi_az              = false
    db_backup_retention_days = 0
    db_deletion_protection   = false
    db_final_snapshot        = false
    environment_variables    = { DB_HOST = "db.example.com" }
  }

  assert {
    condition     = output.db_host == null && output.db_secret_arn == null
    error_message = "There is no database."
  }
  assert {
    condition     = length(module.observability.alarm_names) == 2
    error_message = "No alarm watches a database that is not there."
  }
}

run "logs_and_alarms_may_use_their_key" {
  command = plan

  assert {
    condition     = aws_kms_key.observability.enable_key_rotation
    error_message = "The key rotates."
  }
  assert {
    condition     = jsondecode(aws_kms_key.observability.policy).Statement[1].Principal.Service == "logs.eu-west-1.amazonaws.com" && jsondecode(aws_kms_key.observability.policy).Statement[1].Condition.ArnLike["kms:EncryptionContext:aws:logs:arn"] == ["arn:aws:logs:eu-west-1:123456789012:log-group:/aws/*/example-prod/*"]
    error_message = "CloudWatch Logs encrypts this environment's logs with it."
  }
  assert {
    condition     = jsondecode(aws_kms_key.observability.policy).Statement[2].Principal.Service == "cloudwatch.amazonaws.com" && jsondecode(aws_kms_key.observability.policy).Statement[2].Condition.ArnLike["aws:SourceArn"] == "arn:aws:cloudwatch:eu-west-1:123456789012:alarm:example-prod-*"
    error_message = "Alarms of this environment reach the encrypted topic."
  }
  assert {
    condition     = startswith(output.log_group_name, "/aws/") && strcontains(output.log_group_name, "/example-prod/")
    error_message = "The name of the log group is one that the key's policy covers."
  }
}

run "a_firewall_stands_before_the_load_balancer" {
  command = plan
  variables {
    waf             = true
    waf_mode        = "count"
    alb_access_logs = true
  }

  assert {
    condition     = module.waf[0].log_group_name == "aws-waf-logs-example-prod"
    error_message = "The firewall has a log of its own."
  }
  assert {
    condition     = contains(jsondecode(aws_kms_key.observability.policy).Statement[1].Condition.ArnLike["kms:EncryptionContext:aws:logs:arn"], "arn:aws:logs:eu-west-1:123456789012:log-group:${module.waf[0].log_group_name}")
    error_message = "CloudWatch Logs encrypts the firewall's log with the environment's key."
  }
  assert {
    condition     = output.alb_logs_bucket == "example-prod-alb-logs-123456789012"
    error_message = "The load balancer's logs have their bucket."
  }
}

run "a_budget_counts_this_environment" {
  command = plan
  variables {
    budget_monthly = 500
  }

  assert {
    condition     = aws_budgets_budget.this[0].limit_amount == "500" && one(aws_budgets_budget.this[0].cost_filter[*].values[0]) == "user:Environment$prod"
    error_message = "The budget is 500 dollars for what carries the environment's tag."
  }
}

run "every_role_is_bounded" {
  command = plan
  variables {
    environment          = "dev"
    kind                 = "dev"
    night_off            = true
    permissions_boundary = "teams/platform-boundary"
  }

  assert {
    condition     = local.permissions_boundary_arn == "arn:aws:iam::123456789012:policy/teams/platform-boundary"
    error_message = "The boundary's ARN is made of the account and its name."
  }
}

run "prod_may_do_without_a_way_out" {
  command = plan
  variables {
    nat_mode        = "none"
    container_image = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/app:1.4.2"
    vpc_endpoints   = ["ecr", "logs", "secretsmanager"]
    egress_cidrs    = []
  }

  assert {
    condition     = output.nat_public_ips == {}
    error_message = "Nothing leads out."
  }
}

run "blue_green_with_roll_back_by_alarm" {
  command = plan
  variables {
    deployment_strategy          = "blue_green"
    deployment_rollback_by_alarm = true
    alarm_target_5xx_threshold   = 5
  }

  assert {
    condition     = module.observability.rollback_alarm_names == ["example-prod-alb-5xx", "example-prod-target-5xx"]
    error_message = "The alarms on what users get take a deployment back."
  }
}
