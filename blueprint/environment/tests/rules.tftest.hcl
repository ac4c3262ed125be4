# Every rule of the environment is broken once, alone: all other values are those of values.auto.tfvars.

mock_provider "aws" {
  mock_data "aws_availability_zones" {
    defaults = { names = ["eu-west-1a", "eu-west-1b", "eu-west-1c"] }
  }
  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }
}

run "project_is_a_name_that_aws_takes" {
  command = plan
  variables {
    project = "My_Shop"
  }
  expect_failures = [var.project]
}

run "project_is_short_enough_for_a_load_balancer" {
  command = plan
  variables {
    project = "a-shop-with-a-long-name"
  }
  expect_failures = [var.project]
}

run "project_does_not_begin_with_internal" {
  command = plan
  variables {
    project = "internal-shop"
  }
  expect_failures = [var.project]
}

run "environment_is_a_name_that_aws_takes" {
  command = plan
  variables {
    environment = "Live_EU"
  }
  expect_failures = [var.environment]
}

run "environment_is_short_enough_for_a_load_balancer" {
  command = plan
  variables {
    environment = "preproduction"
  }
  expect_failures = [var.environment]
}

run "environment_is_not_the_pipeline" {
  command = plan
  variables {
    environment = "terraform"
  }
  expect_failures = [var.environment]
}

run "environment_is_a_folder_on_windows_too" {
  command = plan
  variables {
    environment = "aux"
  }
  expect_failures = [var.environment]
}

run "environment_is_a_text_in_yaml" {
  command = plan
  variables {
    environment = "on"
  }
  expect_failures = [var.environment]
}

run "kind_is_dev_staging_or_prod" {
  command = plan
  variables {
    kind = "production"
  }
  expect_failures = [var.kind]
}

run "region_is_the_code_of_a_region" {
  command = plan
  variables {
    region = "eu-west-1a"
  }
  expect_failures = [var.region]
}

run "account_id_has_twelve_digits" {
  command = plan
  variables {
    account_id = "1234-5678-9012"
  }
  expect_failures = [var.account_id]
}

run "owner_is_the_value_of_a_tag" {
  command = plan
  variables {
    owner = "R&D"
  }
  expect_failures = [var.owner]
}

run "tags_are_few_enough" {
  command = plan
  variables {
    tags = { for number in range(41) : "tag-${number}" => "value" }
  }
  expect_failures = [var.tags]
}

run "tags_leave_the_keys_of_aws_alone" {
  command = plan
  variables {
    tags = { "aws:cost-centre" = "4711" }
  }
  expect_failures = [var.tags]
}

run "tags_leave_the_keys_of_the_platform_alone" {
  command = plan
  variables {
    tags = { environment = "other" }
  }
  expect_failures = [var.tags]
}

run "tags_have_keys_that_aws_takes" {
  command = plan
  variables {
    tags = { "cost&centre" = "4711" }
  }
  expect_failures = [var.tags]
}

run "tags_have_values_that_aws_takes" {
  command = plan
  variables {
    tags = { "cost-centre" = "R&D" }
  }
  expect_failures = [var.tags]
}

run "nat_mode_is_per_az_in_prod" {
  command = plan
  variables {
    nat_mode = "single"
  }
  expect_failures = [var.nat_mode]
}

run "without_nat_images_and_logs_need_endpoints" {
  command = plan
  variables {
    nat_mode        = "none"
    container_image = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/app:1.4.2"
    vpc_endpoints   = ["ecr", "secretsmanager"]
  }
  expect_failures = [var.vpc_endpoints]
}

run "without_nat_the_secret_of_the_database_needs_an_endpoint" {
  command = plan
  variables {
    nat_mode        = "none"
    container_image = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/app:1.4.2"
    vpc_endpoints   = ["ecr", "logs"]
  }
  expect_failures = [var.vpc_endpoints]
}

run "without_nat_secrets_need_an_endpoint" {
  command = plan
  variables {
    nat_mode        = "none"
    container_image = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/app:1.4.2"
    vpc_endpoints   = ["ecr", "logs"]
    db_enabled      = false
    secrets         = { API_KEY = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:app-AbCdEf" }
  }
  expect_failures = [var.vpc_endpoints]
}

run "nat_gateways_lead_somewhere" {
  command = plan
  variables {
    egress_cidrs = []
  }
  expect_failures = [var.egress_cidrs]
}

run "without_nat_commands_need_endpoints" {
  command = plan
  variables {
    nat_mode                  = "none"
    container_image           = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/app:1.4.2"
    vpc_endpoints             = ["ecr", "logs", "secretsmanager", "ssmmessages"]
    ecs_exec                  = true
    read_only_root_filesystem = false
  }
  expect_failures = [var.vpc_endpoints]
}

run "commands_in_prod_are_remembered" {
  command = plan
  variables {
    ecs_exec                    = true
    read_only_root_filesystem   = false
    ecs_exec_log_retention_days = 30
  }
  expect_failures = [var.ecs_exec_log_retention_days]
}

run "without_nat_the_image_lies_in_ecr_of_the_region" {
  command = plan
  variables {
    nat_mode        = "none"
    container_image = "123456789012.dkr.ecr.us-east-1.amazonaws.com/app:1.4.2"
    vpc_endpoints   = ["ecr", "logs", "secretsmanager"]
  }
  expect_failures = [var.container_image]
}

run "certificate_arn_is_of_this_region" {
  command = plan
  variables {
    certificate_arn = "arn:aws:acm:us-east-1:123456789012:certificate/01234567-89ab-cdef-0123-456789abcdef"
  }
  expect_failures = [var.certificate_arn]
}

run "allow_http_is_for_dev_only" {
  command = plan
  variables {
    allow_http = true
  }
  expect_failures = [var.allow_http]
}

run "alb_deletion_protection_is_on_in_prod" {
  command = plan
  variables {
    alb_deletion_protection = false
  }
  expect_failures = [var.alb_deletion_protection]
}

run "container_image_is_not_latest_in_prod" {
  command = plan
  variables {
    container_image = "registry.example.com/app:latest"
  }
  expect_failures = [var.container_image]
}

run "desired_count_is_two_or_more_in_prod" {
  command = plan
  variables {
    desired_count = 1
  }
  expect_failures = [var.desired_count]
}

run "environment_variables_leave_those_of_the_database_alone" {
  command = plan
  variables {
    environment_variables = { DB_HOST = "db.example.com" }
  }
  expect_failures = [var.environment_variables]
}

run "secrets_leave_those_of_the_database_alone" {
  command = plan
  variables {
    secrets = { DB_SECRET_ARN = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:app-AbCdEf" }
  }
  expect_failures = [var.secrets]
}

run "db_multi_az_is_on_in_prod" {
  command = plan
  variables {
    db_multi_az = false
  }
  expect_failures = [var.db_multi_az]
}

run "db_backup_retention_is_a_week_or_more_in_prod" {
  command = plan
  variables {
    db_backup_retention_days = 6
  }
  expect_failures = [var.db_backup_retention_days]
}

run "db_secret_is_rotated_within_a_quarter_in_prod" {
  command = plan
  variables {
    db_secret_rotation_days = 91
  }
  expect_failures = [var.db_secret_rotation_days]
}

run "db_deletion_protection_is_on_in_prod" {
  command = plan
  variables {
    db_deletion_protection = false
  }
  expect_failures = [var.db_deletion_protection]
}

run "db_final_snapshot_is_taken_in_prod" {
  command = plan
  variables {
    db_final_snapshot = false
  }
  expect_failures = [var.db_final_snapshot]
}

run "alarm_email_is_set_in_prod" {
  command = plan
  variables {
    alarm_email = null
  }
  expect_failures = [var.alarm_email]
}

run "alarm_on_free_storage_is_below_the_storage" {
  command = plan
  variables {
    alarm_rds_free_storage_threshold = 50
  }
  expect_failures = [var.alarm_rds_free_storage_threshold]
}

run "alarm_on_unhealthy_targets_can_go_off" {
  command = plan
  variables {
    alarm_unhealthy_targets_threshold = 3
  }
  expect_failures = [var.alarm_unhealthy_targets_threshold]
}

run "alarm_on_latency_can_go_off" {
  command = plan
  variables {
    alarm_latency_p95_threshold = 60
  }
  expect_failures = [var.alarm_latency_p95_threshold]
}

run "alarm_on_running_tasks_needs_container_insights" {
  command = plan
  variables {
    alarm_ecs_running  = true
    container_insights = "disabled"
  }
  expect_failures = [var.alarm_ecs_running]
}

run "autoscaling_keeps_two_tasks_in_prod" {
  command = plan
  variables {
    autoscaling     = true
    autoscaling_min = 1
  }
  expect_failures = [var.autoscaling_min]
}

run "desired_count_is_within_the_bounds_of_autoscaling" {
  command = plan
  variables {
    autoscaling   = true
    desired_count = 7
  }
  expect_failures = [var.desired_count]
}

run "autoscaling_aims_below_the_alarm_on_cpu" {
  command = plan
  variables {
    autoscaling             = true
    alarm_ecs_cpu_threshold = 60
  }
  expect_failures = [var.alarm_ecs_cpu_threshold]
}

run "autoscaling_aims_below_the_alarm_on_memory" {
  command = plan
  variables {
    autoscaling                = true
    autoscaling_memory         = 75
    alarm_ecs_memory_threshold = 75
  }
  expect_failures = [var.alarm_ecs_memory_threshold]
}

run "on_demand_base_leaves_tasks_to_spot" {
  command = plan
  variables {
    spot_share     = 50
    on_demand_base = 2
  }
  expect_failures = [var.on_demand_base]
}

run "on_demand_base_is_two_or_more_in_prod" {
  command = plan
  variables {
    spot_share    = 50
    desired_count = 4
  }
  expect_failures = [var.on_demand_base]
}

run "assume_role_arn_is_a_role" {
  command = plan
  variables {
    assume_role_arn = "arn:aws:iam::123456789012:user/deploy"
  }
  expect_failures = [var.assume_role_arn]
}

run "assume_role_arn_is_of_this_account" {
  command = plan
  variables {
    account_id      = "123456789012"
    assume_role_arn = "arn:aws:iam::210987654321:role/example-prod-terraform"
  }
  expect_failures = [var.assume_role_arn]
}

run "plan_role_arn_is_the_one_that_plans_may_take_on" {
  command = plan
  variables {
    assume_role_arn = "arn:aws:iam::123456789012:role/example-prod-terraform"
    plan_role_arn   = "arn:aws:iam::123456789012:role/example-dev-terraform-plan"
  }
  expect_failures = [var.plan_role_arn]
}

run "plan_role_arn_is_of_this_account" {
  command = plan
  variables {
    account_id      = "123456789012"
    assume_role_arn = "arn:aws:iam::123456789012:role/example-prod-terraform"
    plan_role_arn   = "arn:aws:iam::210987654321:role/example-prod-terraform-plan"
  }
  expect_failures = [var.plan_role_arn]
}

run "plan_role_arn_goes_with_a_role_that_applies" {
  command = plan
  variables {
    plan_role_arn = "arn:aws:iam::123456789012:role/example-prod-terraform-plan"
  }
  expect_failures = [var.plan_role_arn]
}

run "plan_role_arn_is_another_than_the_one_that_applies" {
  command = plan
  variables {
    assume_role_arn = "arn:aws:iam::123456789012:role/example-prod-terraform-plan"
    plan_role_arn   = "arn:aws:iam::123456789012:role/example-prod-terraform-plan"
  }
  expect_failures = [var.plan_role_arn]
}

run "permissions_boundary_is_no_arn" {
  command = plan
  variables {
    permissions_boundary = "arn:aws:iam::123456789012:policy/platform-boundary"
  }
  expect_failures = [var.permissions_boundary]
}

run "budget_is_some_dollars" {
  command = plan
  variables {
    budget_monthly = 0
  }
  expect_failures = [var.budget_monthly]
}

run "budget_tells_somebody" {
  command = plan
  variables {
    environment    = "dev"
    kind           = "dev"
    budget_monthly = 100
    alarm_email    = null
  }
  expect_failures = [var.budget_monthly]
}

run "prod_runs_at_night" {
  command = plan
  variables {
    night_off = true
  }
  expect_failures = [var.night_off]
}

run "autoscaling_runs_at_night" {
  command = plan
  variables {
    environment = "dev"
    kind        = "dev"
    autoscaling = true
    night_off   = true
  }
  expect_failures = [var.night_off]
}

run "deployment_strategy_is_one_that_there_is" {
  command = plan
  variables {
    deployment_strategy = "canary"
  }
  expect_failures = [var.deployment_strategy]
}

run "autoscaling_by_requests_needs_rolling_deployments" {
  command = plan
  variables {
    deployment_strategy  = "blue_green"
    autoscaling          = true
    autoscaling_requests = 600
  }
  expect_failures = [var.deployment_strategy]
}

run "autoscaling_schedules_keep_two_tasks_in_prod" {
  command = plan
  variables {
    autoscaling_schedules = { night = { cron = "cron(0 20 * * ? *)", min = 1, max = 6 } }
  }
  expect_failures = [var.autoscaling_schedules]
}

run "db_read_replicas_stop_at_no_night" {
  command = plan
  variables {
    environment      = "dev"
    kind             = "dev"
    night_off        = true
    db_password      = "platform"
    db_read_replicas = 1
  }
  expect_failures = [var.db_read_replicas]
}
