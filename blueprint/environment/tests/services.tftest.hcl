# Services beside the one that answers by default, and their rules, each broken alone. All other values are those of values.auto.tfvars.

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

run "one_service_is_the_case_of_none_beside_it" {
  command = plan

  assert {
    condition     = output.services == {} && output.ecs_service_name == "example-prod"
    error_message = "There is one service."
  }
}

run "each_service_has_its_own" {
  command = plan
  variables {
    services = {
      api = {
        priority        = 10
        path_patterns   = ["/api/*"]
        container_image = "registry.example.com/api:1.0.0"
        task_cpu        = 1024
        task_memory     = 2048
        database        = true
      }
      admin = {
        priority        = 20
        path_patterns   = ["/admin/*"]
        container_image = "registry.example.com/admin:1.0.0"
        autoscaling_max = 4
      }
    }
  }

  assert {
    condition     = { for name, service in output.services : name => service.service_name } == { admin = "example-prod-admin-scaled", api = "example-prod-api" }
    error_message = "Services are named after the environment and their entry."
  }
  assert {
    condition     = output.services["api"].task_role_name == "example-prod-api-task" && output.services["api"].log_group_name == "/aws/ecs/example-prod/api"
    error_message = "Each has a role and a log group of its own, under a name that the key of the logs covers."
  }
  assert {
    condition     = length(module.observability.alarm_names) == 6
    error_message = "The CPU of each is watched."
  }
}

run "each_service_sleeps_at_night" {
  command = plan
  variables {
    environment = "dev"
    kind        = "dev"
    night_off   = true
    services    = { api = { priority = 10, path_patterns = ["/api/*"], container_image = "registry.example.com/api:1.0.0" } }
  }

  assert {
    condition     = output.services["api"].service_name == "example-dev-api"
    error_message = "The service is the environment's."
  }
}

run "names_are_those_that_aws_takes" {
  command = plan
  variables {
    services = { My_Api = { priority = 10, path_patterns = ["/api/*"], container_image = "registry.example.com/api:1.0.0" } }
  }
  expect_failures = [var.services]
}

run "names_are_short_enough_for_a_schedule" {
  command = plan
  variables {
    services = { a-name-of-17-chars = { priority = 10, path_patterns = ["/api/*"], container_image = "registry.example.com/api:1.0.0" } }
  }
  expect_failures = [var.services]
}

run "names_are_not_those_of_the_first_service" {
  command = plan
  variables {
    services = { app = { priority = 10, path_patterns = ["/api/*"], container_image = "registry.example.com/api:1.0.0" } }
  }
  expect_failures = [var.services]
}

run "services_fit_into_a_security_group" {
  command = plan
  variables {
    services = { for i in range(51) : "s${i}" => { priority = i + 1, path_patterns = ["/${i}/*"], container_image = "registry.example.com/api:1.0.0" } }
  }
  expect_failures = [var.services]
}

run "the_first_service_keeps_some_paths" {
  command = plan
  variables {
    services = { api = { priority = 10, path_patterns = ["/*"], container_image = "registry.example.com/api:1.0.0" } }
  }
  expect_failures = [var.services]
}

run "images_are_versions_in_prod" {
  command = plan
  variables {
    services = { api = { priority = 10, path_patterns = ["/api/*"], container_image = "registry.example.com/api:latest" } }
  }
  expect_failures = [var.services]
}

run "images_are_in_ecr_without_nat" {
  command = plan
  variables {
    nat_mode        = "none"
    container_image = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/app:1.4.2"
    vpc_endpoints   = ["ecr", "logs", "secretsmanager"]
    egress_cidrs    = []
    services        = { api = { priority = 10, path_patterns = ["/api/*"], container_image = "registry.example.com/api:1.0.0" } }
  }
  expect_failures = [var.services]
}

run "secrets_need_an_endpoint_without_nat" {
  command = plan
  variables {
    nat_mode        = "none"
    db_enabled      = false
    container_image = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/app:1.4.2"
    vpc_endpoints   = ["ecr", "logs"]
    egress_cidrs    = []
    services        = { api = { priority = 10, path_patterns = ["/api/*"], container_image = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/api:1.0.0", secrets = { KEY = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:api-AbCdEf" } } }
  }
  expect_failures = [var.services]
}

run "prod_survives_the_loss_of_a_task" {
  command = plan
  variables {
    services = { api = { priority = 10, path_patterns = ["/api/*"], container_image = "registry.example.com/api:1.0.0", desired_count = 1 } }
  }
  expect_failures = [var.services]
}

run "autoscaling_goes_up" {
  command = plan
  variables {
    services = { api = { priority = 10, path_patterns = ["/api/*"], container_image = "registry.example.com/api:1.0.0", desired_count = 4, autoscaling_max = 3 } }
  }
  expect_failures = [var.services]
}

run "autoscaling_runs_at_night" {
  command = plan
  variables {
    environment = "dev"
    kind        = "dev"
    night_off   = true
    services    = { api = { priority = 10, path_patterns = ["/api/*"], container_image = "registry.example.com/api:1.0.0", autoscaling_max = 4 } }
  }
  expect_failures = [var.services]
}

run "autoscaling_aims_below_the_alarm" {
  command = plan
  variables {
    services = { api = { priority = 10, path_patterns = ["/api/*"], container_image = "registry.example.com/api:1.0.0", autoscaling_max = 4, autoscaling_cpu = 80 } }
  }
  expect_failures = [var.services]
}

run "an_alarm_on_unhealthy_targets_can_go_off" {
  command = plan
  variables {
    desired_count                     = 3
    alarm_unhealthy_targets_threshold = 3
    services                          = { api = { priority = 10, path_patterns = ["/api/*"], container_image = "registry.example.com/api:1.0.0" } }
  }
  expect_failures = [var.services]
}

run "there_is_a_database_to_reach" {
  command = plan
  variables {
    db_enabled = false
    services   = { api = { priority = 10, path_patterns = ["/api/*"], container_image = "registry.example.com/api:1.0.0", database = true } }
  }
  expect_failures = [var.services]
}

run "the_database_s_variables_are_the_platform_s" {
  command = plan
  variables {
    services = { api = { priority = 10, path_patterns = ["/api/*"], container_image = "registry.example.com/api:1.0.0", database = true, environment_variables = { DB_HOST = "db.example.com" } } }
  }
  expect_failures = [var.services]
}

run "a_service_is_whole" {
  command = plan
  variables {
    services = { api = { priority = null, path_patterns = null, container_image = null } }
  }
  expect_failures = [var.services]
}
