# The runs build on each other: what one applied is there for the next.

mock_provider "aws" {
  mock_data "aws_availability_zones" {
    defaults = { names = ["eu-west-1a", "eu-west-1b", "eu-west-1c"] }
  }
  mock_data "aws_region" {
    defaults = { region = "eu-west-1" }
  }
  mock_data "aws_caller_identity" {
    defaults = { account_id = "123456789012" }
  }
}

variables {
  name      = "example-test"
  vpc_cidr  = "10.0.0.0/16"
  flow_logs = false
}

run "one_nat_gateway" {
  variables {
    nat_mode = "single"
  }

  assert {
    condition     = keys(aws_nat_gateway.this) == ["a"]
    error_message = "A single NAT gateway stands in the first zone."
  }
  assert {
    condition     = alltrue([for route in aws_route.private_internet : route.nat_gateway_id == aws_nat_gateway.this["a"].id])
    error_message = "Both private subnets go out by it."
  }
  assert {
    condition     = [for subnet in aws_subnet.public : subnet.cidr_block] == ["10.0.0.0/20", "10.0.16.0/20"]
    error_message = "Public subnets take the first parts of the range."
  }
  assert {
    condition     = [for subnet in aws_subnet.private : subnet.cidr_block] == ["10.0.64.0/20", "10.0.80.0/20"]
    error_message = "Private subnets take the fifth and sixth part of the range."
  }
  assert {
    condition     = [for subnet in aws_subnet.private : subnet.availability_zone] == ["eu-west-1a", "eu-west-1b"]
    error_message = "Each subnet lies in a zone of its own."
  }
  assert {
    condition     = alltrue([for subnet in aws_subnet.public : !subnet.map_public_ip_on_launch])
    error_message = "Nothing gets a public address unasked."
  }
  assert {
    condition     = length(aws_subnet.database) == 0 && length(aws_flow_log.this) == 0
    error_message = "What is switched off is not there."
  }
}

run "one_nat_gateway_per_zone_keeps_the_first" {
  variables {
    nat_mode = "per_az"
  }

  assert {
    condition     = keys(aws_nat_gateway.this) == ["a", "b"]
    error_message = "Each zone has its NAT gateway."
  }
  assert {
    condition     = output.nat_public_ips["a"] == run.one_nat_gateway.nat_public_ips["a"]
    error_message = "The first NAT gateway keeps its address."
  }
  assert {
    condition     = alltrue([for key, route in aws_route.private_internet : route.nat_gateway_id == aws_nat_gateway.this[key].id])
    error_message = "Each private subnet goes out in its own zone."
  }
}

run "a_third_zone_leaves_the_others_alone" {
  variables {
    nat_mode = "per_az"
    az_count = 3
  }

  assert {
    condition     = slice(output.private_subnet_ids, 0, 2) == run.one_nat_gateway_per_zone_keeps_the_first.private_subnet_ids
    error_message = "The subnets of the first two zones stay."
  }
  assert {
    condition     = aws_subnet.private["c"].cidr_block == "10.0.96.0/20"
    error_message = "The third zone takes what was kept in reserve for it."
  }
}

run "database_subnets_have_no_way_out" {
  variables {
    database_subnets = true
  }

  assert {
    condition     = [for subnet in aws_subnet.database : subnet.cidr_block] == ["10.0.128.0/20", "10.0.144.0/20"]
    error_message = "Database subnets take the ninth and tenth part of the range."
  }
  assert {
    condition     = !contains([for route in concat([aws_route.public_internet], values(aws_route.private_internet)) : route.route_table_id], aws_route_table.database[0].id)
    error_message = "No route leads out of the database subnets."
  }
}

run "flow_logs_forget" {
  command = plan
  variables {
    flow_logs                = true
    flow_logs_retention_days = 30
  }
  override_resource {
    target          = aws_cloudwatch_log_group.flow_logs
    values          = { arn = "arn:aws:logs:eu-west-1:123456789012:log-group:/aws/vpc/example-test/flow-logs" }
    override_during = plan
  }

  assert {
    condition     = aws_cloudwatch_log_group.flow_logs[0].retention_in_days == 30
    error_message = "Flow logs are kept as long as was asked."
  }
  assert {
    condition     = jsondecode(aws_iam_role_policy.flow_logs[0].policy).Statement[0].Resource == "arn:aws:logs:eu-west-1:123456789012:log-group:/aws/vpc/example-test/flow-logs:*"
    error_message = "The role writes to this log group and to no other."
  }
}

run "without_nat_nothing_leads_out_of_the_private_subnets" {
  variables {
    nat_mode  = "none"
    endpoints = ["ecr", "logs"]
  }

  assert {
    condition     = length(aws_nat_gateway.this) == 0 && length(aws_eip.nat) == 0 && length(aws_route.private_internet) == 0 && output.nat_public_ips == {}
    error_message = "There is no gateway, and no route to one."
  }
  assert {
    condition     = keys(aws_vpc_endpoint.interface) == ["ecr.api", "ecr.dkr", "logs"]
    error_message = "Images take two endpoints, other services one."
  }
  assert {
    condition     = aws_vpc_endpoint.interface["logs"].service_name == "com.amazonaws.eu-west-1.logs" && aws_vpc_endpoint.interface["logs"].private_dns_enabled
    error_message = "The service's own name leads to its endpoint."
  }
  assert {
    condition     = alltrue([for endpoint in aws_vpc_endpoint.interface : toset(endpoint.subnet_ids) == toset(output.private_subnet_ids) && toset(endpoint.security_group_ids) == toset(output.endpoint_security_group_ids)])
    error_message = "Endpoints stand in every zone, behind their security group."
  }
  assert {
    condition     = jsondecode(aws_vpc_endpoint.interface["logs"].policy).Statement[0].Condition.StringEquals["aws:PrincipalAccount"] == "123456789012"
    error_message = "Endpoints serve this account's credentials alone."
  }
}

run "without_endpoints_there_is_the_one_to_s3" {
  command = plan

  assert {
    condition     = length(aws_vpc_endpoint.interface) == 0 && length(aws_security_group.endpoints) == 0 && aws_vpc_endpoint.s3.vpc_endpoint_type == "Gateway"
    error_message = "The endpoint of S3 costs nothing and is always there."
  }
}
