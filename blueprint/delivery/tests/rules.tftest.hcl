# Each rule, broken once.

variables {
  environments = ["dev", "prod"]
}

run "no_environment" {
  command = plan

  variables {
    environments = []
  }

  expect_failures = [var.environments]
}

run "environment_that_is_no_folder" {
  command = plan

  variables {
    environments = ["dev", "../prod"]
  }

  expect_failures = [var.environments]
}

run "environment_twice" {
  command = plan

  variables {
    environments = ["dev", "dev"]
  }

  expect_failures = [var.environments]
}

run "terraform_in_no_certain_version" {
  command = plan

  variables {
    terraform_version = "~> 1.11"
  }

  expect_failures = [var.terraform_version]
}

run "terraform_that_is_too_old" {
  command = plan

  variables {
    terraform_version = "1.10.5"
  }

  expect_failures = [var.terraform_version]
}

run "scanner_that_does_not_exist" {
  command = plan

  variables {
    scanner = "terrascan"
  }

  expect_failures = [var.scanner]
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
