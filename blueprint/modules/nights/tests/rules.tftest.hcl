# Every rule is broken once, alone.

mock_provider "aws" {}

variables {
  name                     = "shop-dev"
  cluster_name             = "shop-dev"
  service_name             = "shop-dev"
  desired_count            = 2
  db_identifier            = null
  kms_key_arn              = "arn:aws:kms:eu-west-1:123456789012:key/1234"
  permissions_boundary_arn = null
  begin                    = "20:00"
  end                      = "07:00"
  timezone                 = "Etc/UTC"
  weekends                 = true
}

run "begin_is_a_time_of_day" {
  command = plan
  variables {
    begin = "8 pm"
  }
  expect_failures = [var.begin]
}

run "end_is_a_time_of_day" {
  command = plan
  variables {
    end = "24:00"
  }
  expect_failures = [var.end]
}

run "end_leaves_time_for_the_database" {
  command = plan
  variables {
    end = "00:10"
  }
  expect_failures = [var.end]
}

run "a_night_is_not_empty" {
  command = plan
  variables {
    begin = "07:00"
  }
  expect_failures = [var.end]
}

run "timezone_is_of_the_tz_database" {
  command = plan
  variables {
    timezone = "CET+1"
  }
  expect_failures = [var.timezone]
}
