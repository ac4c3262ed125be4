# Every rule is broken once, alone.

mock_provider "aws" {
  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }
}

variables {
  name       = "example-test"
  vpc_id     = "vpc-0123456789abcdef0"
  subnet_ids = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
}

run "engine_version_is_a_supported_major_version" {
  command = plan
  variables {
    engine_version = "17.4"
  }
  expect_failures = [var.engine_version]
}

run "instance_class_is_a_class_of_a_database" {
  command = plan
  variables {
    instance_class = "t4g.medium"
  }
  expect_failures = [var.instance_class]
}

run "db_name_is_a_name_that_postgresql_takes" {
  command = plan
  variables {
    db_name = "my-app"
  }
  expect_failures = [var.db_name]
}

run "db_name_is_not_reserved" {
  command = plan
  variables {
    db_name = "postgres"
  }
  expect_failures = [var.db_name]
}

run "username_is_a_name_that_rds_takes" {
  command = plan
  variables {
    username = "app.admin"
  }
  expect_failures = [var.username]
}

run "username_is_neither_reserved_nor_the_first_guess" {
  command = plan
  variables {
    username = "postgres"
  }
  expect_failures = [var.username]
}

run "port_is_one_that_rds_takes" {
  command = plan
  variables {
    port = 80
  }
  expect_failures = [var.port]
}

run "allocated_storage_is_within_gp3" {
  command = plan
  variables {
    allocated_storage = 10
  }
  expect_failures = [var.allocated_storage]
}

run "max_allocated_storage_is_above_the_storage" {
  command = plan
  variables {
    allocated_storage     = 100
    max_allocated_storage = 100
  }
  expect_failures = [var.max_allocated_storage]
}

run "max_allocated_storage_is_within_gp3" {
  command = plan
  variables {
    max_allocated_storage = 65537
  }
  expect_failures = [var.max_allocated_storage]
}

run "backup_retention_days_is_one_that_rds_takes" {
  command = plan
  variables {
    backup_retention_days = 36
  }
  expect_failures = [var.backup_retention_days]
}

run "backup_window_is_two_times" {
  command = plan
  variables {
    backup_window = "2am-3am"
  }
  expect_failures = [var.backup_window]
}

run "maintenance_window_is_two_days_and_times" {
  command = plan
  variables {
    maintenance_window = "Sunday 03:30-04:30"
  }
  expect_failures = [var.maintenance_window]
}

run "monitoring_interval_is_one_that_rds_takes" {
  command = plan
  variables {
    monitoring_interval = 20
  }
  expect_failures = [var.monitoring_interval]
}

run "log_retention_days_is_one_that_cloudwatch_takes" {
  command = plan
  variables {
    log_retention_days = 31
  }
  expect_failures = [var.log_retention_days]
}

run "secret_rotation_days_is_in_range" {
  command = plan
  variables {
    secret_rotation_days = 0
  }
  expect_failures = [var.secret_rotation_days]
}

run "password_is_made_by_somebody_known" {
  command = plan
  variables {
    password = "mine"
  }
  expect_failures = [var.password]
}

run "password_of_the_platform_is_not_rotated_by_rds" {
  command = plan
  variables {
    password             = "platform"
    secret_rotation_days = 30
  }
  expect_failures = [var.password]
}

run "password_version_is_a_whole_number" {
  command = plan
  variables {
    password_version = 0
  }
  expect_failures = [var.password_version]
}

run "read_replicas_are_five_at_most" {
  command = plan
  variables {
    read_replicas = 6
  }
  expect_failures = [var.read_replicas]
}

run "read_replicas_need_a_password_that_rds_does_not_manage" {
  command = plan
  variables {
    read_replicas = 1
  }
  expect_failures = [var.read_replicas]
}

run "read_replicas_need_backups" {
  command = plan
  variables {
    password              = "platform"
    read_replicas         = 1
    backup_retention_days = 0
  }
  expect_failures = [var.read_replicas]
}

run "replica_instance_class_is_a_class_of_a_database" {
  command = plan
  variables {
    replica_instance_class = "t4g.medium"
  }
  expect_failures = [var.replica_instance_class]
}
