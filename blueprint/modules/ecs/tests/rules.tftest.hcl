# Every rule is broken once, alone.

mock_provider "aws" {}

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

run "container_image_names_an_image" {
  command = plan
  variables {
    container_image = "https://registry.example.com/app:1.4.2"
  }
  expect_failures = [var.container_image]
}

run "container_image_has_a_tag_or_digest" {
  command = plan
  variables {
    container_image = "registry.example.com:5000/app"
  }
  expect_failures = [var.container_image]
}

run "container_port_is_a_port" {
  command = plan
  variables {
    container_port = 65536
  }
  expect_failures = [var.container_port]
}

run "task_cpu_is_one_that_fargate_runs" {
  command = plan
  variables {
    task_cpu = 768
  }
  expect_failures = [var.task_cpu]
}

run "task_memory_goes_with_the_cpu" {
  command = plan
  variables {
    task_cpu    = 256
    task_memory = 4096
  }
  expect_failures = [var.task_memory]
}

run "cpu_architecture_is_x86_64_or_arm64" {
  command = plan
  variables {
    cpu_architecture = "amd64"
  }
  expect_failures = [var.cpu_architecture]
}

run "desired_count_is_a_whole_number_of_tasks" {
  command = plan
  variables {
    desired_count = 1.5
  }
  expect_failures = [var.desired_count]
}

run "environment_variables_have_valid_names" {
  command = plan
  variables {
    environment_variables = { "LOG-LEVEL" = "info" }
  }
  expect_failures = [var.environment_variables]
}

run "secrets_have_valid_names" {
  command = plan
  variables {
    secrets = { "1ST_KEY" = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:app-AbCdEf" }
  }
  expect_failures = [var.secrets]
}

run "secrets_are_arns_and_not_the_secrets_themselves" {
  command = plan
  variables {
    secrets = { API_KEY = "hunter2" }
  }
  expect_failures = [var.secrets]
}

run "secrets_are_set_once" {
  command = plan
  variables {
    environment_variables = { API_KEY = "none" }
    secrets               = { API_KEY = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:app-AbCdEf" }
  }
  expect_failures = [var.secrets]
}

run "secrets_kms_key_arns_are_arns_of_keys" {
  command = plan
  variables {
    secrets_kms_key_arns = ["arn:aws:kms:eu-west-1:123456789012:alias/app"]
  }
  expect_failures = [var.secrets_kms_key_arns]
}

run "health_check_grace_period_is_in_range" {
  command = plan
  variables {
    health_check_grace_period = -1
  }
  expect_failures = [var.health_check_grace_period]
}

run "log_retention_days_is_one_that_cloudwatch_takes" {
  command = plan
  variables {
    log_retention_days = 31
  }
  expect_failures = [var.log_retention_days]
}

run "autoscaling_has_a_target" {
  command = plan
  variables {
    autoscaling     = true
    autoscaling_cpu = null
  }
  expect_failures = [var.autoscaling]
}

run "autoscaling_min_is_a_number_of_tasks" {
  command = plan
  variables {
    autoscaling_min = 0.5
  }
  expect_failures = [var.autoscaling_min]
}

run "autoscaling_max_is_a_number_of_tasks" {
  command = plan
  variables {
    autoscaling_max = 0
  }
  expect_failures = [var.autoscaling_max]
}

run "autoscaling_max_is_not_below_the_least" {
  command = plan
  variables {
    autoscaling     = true
    autoscaling_min = 4
    autoscaling_max = 3
  }
  expect_failures = [var.autoscaling_max]
}

run "autoscaling_cpu_leaves_room" {
  command = plan
  variables {
    autoscaling_cpu = 95
  }
  expect_failures = [var.autoscaling_cpu]
}

run "autoscaling_memory_leaves_room" {
  command = plan
  variables {
    autoscaling_memory = 95
  }
  expect_failures = [var.autoscaling_memory]
}

run "autoscaling_requests_counts_requests" {
  command = plan
  variables {
    autoscaling_requests = 0
  }
  expect_failures = [var.autoscaling_requests]
}

run "spot_share_is_a_percentage" {
  command = plan
  variables {
    spot_share = 101
  }
  expect_failures = [var.spot_share]
}

run "on_demand_base_is_a_number_of_tasks" {
  command = plan
  variables {
    on_demand_base = 1.5
  }
  expect_failures = [var.on_demand_base]
}

run "egress_cidrs_are_ipv4_ranges" {
  command = plan
  variables {
    egress_cidrs = ["0.0.0.0/0", "203.0.113.7"]
  }
  expect_failures = [var.egress_cidrs]
}

run "egress_cidrs_begin_at_their_first_address" {
  command = plan
  variables {
    egress_cidrs = ["0.0.0.0/0", "203.0.113.7/24"]
  }
  expect_failures = [var.egress_cidrs]
}

run "egress_cidrs_are_named_once" {
  command = plan
  variables {
    egress_cidrs = ["0.0.0.0/0", "0.0.0.0/0"]
  }
  expect_failures = [var.egress_cidrs]
}

run "egress_cidrs_fit_into_a_security_group" {
  command = plan
  variables {
    egress_cidrs = concat(["0.0.0.0/0"], [for number in range(50) : "203.0.113.${number}/32"])
  }
  expect_failures = [var.egress_cidrs]
}

run "s3_is_reached_by_its_prefix_list" {
  command = plan
  variables {
    egress_cidrs = []
  }
  expect_failures = [var.s3_prefix_list_id]
}

run "exec_needs_files_to_write_to" {
  command = plan
  variables {
    exec_enabled     = true
    logs_kms_key_arn = "arn:aws:kms:eu-west-1:123456789012:key/01234567-89ab-cdef-0123-456789abcdef"
  }
  expect_failures = [var.exec_enabled]
}

run "exec_is_encrypted" {
  command = plan
  variables {
    exec_enabled              = true
    read_only_root_filesystem = false
  }
  expect_failures = [var.logs_kms_key_arn]
}

run "bake_time_ends_within_a_day" {
  command = plan
  variables {
    bake_time = 1441
  }
  expect_failures = [var.bake_time]
}

run "autoscaling_schedules_have_names" {
  command = plan
  variables {
    autoscaling_schedules = { "at night" = { cron = "cron(0 20 * * ? *)", min = 0, max = 0 } }
  }
  expect_failures = [var.autoscaling_schedules]
}

run "autoscaling_schedules_have_a_time" {
  command = plan
  variables {
    autoscaling_schedules = { night = { cron = "0 20 * * *", min = 0, max = 0 } }
  }
  expect_failures = [var.autoscaling_schedules]
}

run "autoscaling_schedules_have_bounds" {
  command = plan
  variables {
    autoscaling_schedules = { night = { cron = "cron(0 20 * * ? *)", min = 2, max = 1 } }
  }
  expect_failures = [var.autoscaling_schedules]
}
