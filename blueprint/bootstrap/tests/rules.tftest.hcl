# Each rule, broken once.

mock_provider "aws" {}

run "project_with_capitals" {
  command = plan

  variables {
    project = "Example_1"
  }

  expect_failures = [var.project]
}

run "region_with_a_zone" {
  command = plan

  variables {
    region = "us-east-1a"
  }

  expect_failures = [var.region]
}

run "owner_with_a_line_break" {
  command = plan

  variables {
    owner = "platform\nteam"
  }

  expect_failures = [var.owner]
}

run "too_many_tags" {
  command = plan

  variables {
    tags = { for number in range(41) : "Tag${number}" => "" }
  }

  expect_failures = [var.tags]
}

run "tag_of_aws" {
  command = plan

  variables {
    tags = { "aws:owner" = "me" }
  }

  expect_failures = [var.tags]
}

run "tag_that_is_set_already" {
  command = plan

  variables {
    tags = { managedby = "me" }
  }

  expect_failures = [var.tags]
}

run "tag_key_that_aws_refuses" {
  command = plan

  variables {
    tags = { "Cost?" = "1" }
  }

  expect_failures = [var.tags]
}

run "tag_value_that_aws_refuses" {
  command = plan

  variables {
    tags = { Cost = "1?" }
  }

  expect_failures = [var.tags]
}

run "bucket_with_a_dot" {
  command = plan

  variables {
    state_bucket = "example.terraform-state"
  }

  expect_failures = [var.state_bucket]
}

run "bucket_with_a_reserved_prefix" {
  command = plan

  variables {
    state_bucket = "amzn-s3-demo-state"
  }

  expect_failures = [var.state_bucket]
}

run "bucket_with_a_reserved_suffix" {
  command = plan

  variables {
    state_bucket = "example-state-s3alias"
  }

  expect_failures = [var.state_bucket]
}

run "versions_for_less_than_a_week" {
  command = plan

  variables {
    state_version_days = 6
  }

  expect_failures = [var.state_version_days]
}

run "versions_for_half_a_day" {
  command = plan

  variables {
    state_version_days = 7.5
  }

  expect_failures = [var.state_version_days]
}

run "no_version_kept" {
  command = plan

  variables {
    state_versions_kept = 0
  }

  expect_failures = [var.state_versions_kept]
}

run "lock_that_does_not_exist" {
  command = plan

  variables {
    state_lock = "consul"
  }

  expect_failures = [var.state_lock]
}

run "environment_that_is_no_folder" {
  command = plan

  variables {
    environments = ["dev", "../prod"]
  }

  expect_failures = [var.environments]
}

run "ci_that_does_not_exist" {
  command = plan

  variables {
    ci = "jenkins"
  }

  expect_failures = [var.ci]
}

run "repository_as_an_address" {
  command = plan

  variables {
    repository = "https://github.com/acme/platform"
  }

  expect_failures = [var.repository]
}

run "repository_with_one_number" {
  command = plan

  variables {
    repository = "acme@1234567/platform"
  }

  expect_failures = [var.repository]
}

run "repository_of_gitlab_with_numbers" {
  command = plan

  variables {
    ci         = "gitlab"
    repository = "acme@1234567/platform@7654321"
  }

  expect_failures = [var.repository]
}

run "repository_of_github_in_a_subgroup" {
  command = plan

  variables {
    repository = "acme/team/platform"
  }

  expect_failures = [var.repository]
}

run "permissions_boundary_is_no_arn" {
  command = plan

  variables {
    permissions_boundary = "arn:aws:iam::123456789012:policy/platform-boundary"
  }

  expect_failures = [var.permissions_boundary]
}

run "state_bucket_leaves_room_for_the_log" {
  command = plan
  variables {
    state_bucket      = "a-name-that-is-sixty-characters-long-and-leaves-no-more-room"
    state_access_logs = true
  }
  expect_failures = [var.state_access_logs]
}

run "state_access_log_days_is_in_range" {
  command = plan
  variables {
    state_access_log_days = 0
  }
  expect_failures = [var.state_access_log_days]
}

run "state_replication_region_is_the_code_of_a_region" {
  command = plan
  variables {
    state_replication_region = "us-west-2a"
  }
  expect_failures = [var.state_replication_region]
}

run "state_replication_region_is_another_one" {
  command = plan
  variables {
    state_replication_region = "us-east-1"
  }
  expect_failures = [var.state_replication_region]
}

run "state_bucket_leaves_room_for_the_copies" {
  command = plan
  variables {
    state_bucket             = "a-name-that-is-sixty-characters-long-and-leaves-no-more-room"
    state_replication_region = "us-west-2"
  }
  expect_failures = [var.state_replication_region]
}
