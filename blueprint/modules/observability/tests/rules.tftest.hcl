# Every rule is broken once, alone.

mock_provider "aws" {}

variables {
  name             = "example-test"
  kms_key_arn      = "arn:aws:kms:eu-west-1:123456789012:key/01234567-89ab-cdef-0123-456789abcdef"
  alb_arn_suffix   = "app/example-test/0123456789abcdef"
  ecs_cluster_name = "example-test"
  ecs_service_name = "example-test"
}

run "alarm_email_is_an_address" {
  command = plan
  variables {
    alarm_email = "ops, on-call"
  }
  expect_failures = [var.alarm_email]
}

run "evaluation_periods_is_a_whole_number" {
  command = plan
  variables {
    evaluation_periods = 0
  }
  expect_failures = [var.evaluation_periods]
}

run "evaluation_periods_end_within_a_day" {
  command = plan
  variables {
    evaluation_periods = 289
    ecs_cpu_period     = 300
  }
  expect_failures = [var.evaluation_periods]
}

run "alb_5xx_threshold_is_a_whole_number_from_one" {
  command = plan
  variables {
    alb_5xx_threshold = 0
  }
  expect_failures = [var.alb_5xx_threshold]
}

run "alb_5xx_period_is_a_period" {
  command = plan
  variables {
    alb_5xx_period = 30
  }
  expect_failures = [var.alb_5xx_period]
}

run "ecs_cpu_threshold_is_a_percentage" {
  command = plan
  variables {
    ecs_cpu_threshold = 101
  }
  expect_failures = [var.ecs_cpu_threshold]
}

run "ecs_cpu_period_is_a_period" {
  command = plan
  variables {
    ecs_cpu_period = 30
  }
  expect_failures = [var.ecs_cpu_period]
}

run "rds_cpu_threshold_is_a_percentage" {
  command = plan
  variables {
    rds_cpu_threshold = 0
  }
  expect_failures = [var.rds_cpu_threshold]
}

run "rds_cpu_period_is_a_period" {
  command = plan
  variables {
    rds_cpu_period = 90
  }
  expect_failures = [var.rds_cpu_period]
}

run "rds_free_storage_threshold_leaves_time_to_act" {
  command = plan
  variables {
    rds_free_storage_threshold = 0
  }
  expect_failures = [var.rds_free_storage_threshold]
}

run "rds_free_storage_period_is_a_period" {
  command = plan
  variables {
    rds_free_storage_period = 7200
  }
  expect_failures = [var.rds_free_storage_period]
}

run "unhealthy_targets_threshold_counts_tasks" {
  command = plan
  variables {
    unhealthy_targets_threshold = 0
  }
  expect_failures = [var.unhealthy_targets_threshold]
}

run "latency_p95_threshold_is_above_zero" {
  command = plan
  variables {
    latency_p95_threshold = 0
  }
  expect_failures = [var.latency_p95_threshold]
}

run "target_5xx_threshold_is_a_percentage" {
  command = plan
  variables {
    target_5xx_threshold = 101
  }
  expect_failures = [var.target_5xx_threshold]
}

run "ecs_memory_threshold_is_a_percentage" {
  command = plan
  variables {
    ecs_memory_threshold = 101
  }
  expect_failures = [var.ecs_memory_threshold]
}

run "rds_connections_threshold_counts_connections" {
  command = plan
  variables {
    rds_connections_threshold = 0.5
  }
  expect_failures = [var.rds_connections_threshold]
}

run "nat_port_errors_threshold_counts_connections" {
  command = plan
  variables {
    nat_port_errors_threshold = 0
  }
  expect_failures = [var.nat_port_errors_threshold]
}

run "composite_is_of_several" {
  command = plan
  variables {
    composite = true
  }
  expect_failures = [var.composite]
}

run "rds_replica_lag_threshold_is_a_second_or_more" {
  command = plan
  variables {
    rds_replica_lag_threshold = 0
  }
  expect_failures = [var.rds_replica_lag_threshold]
}
