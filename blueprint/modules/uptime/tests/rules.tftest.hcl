# Every rule is broken once, alone.

mock_provider "aws" {}

variables {
  name        = "example-test"
  domain_name = "app.example.com"
}

run "path_is_short_enough_for_route_53" {
  command = plan
  variables {
    path = "/${join("", [for number in range(255) : "x"])}"
  }
  expect_failures = [var.path]
}
