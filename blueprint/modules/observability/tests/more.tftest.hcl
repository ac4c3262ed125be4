# What is off until it is asked for: further alarms, one message for those that users notice, a dashboard.

mock_provider "aws" {
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

# Known in the plan, so that what refers to it can be compared.
override_resource {
  target          = aws_sns_topic.alarms
  values          = { arn = "arn:aws:sns:eu-west-1:123456789012:example-test-alarms" }
  override_during = plan
}

variables {
  name                      = "example-test"
  kms_key_arn               = "arn:aws:kms:eu-west-1:123456789012:key/01234567-89ab-cdef-0123-456789abcdef"
  alb_arn_suffix            = "app/example-test/0123456789abcdef"
  ecs_cluster_name          = "example-test"
  ecs_service_name          = "example-test"
  db_identifier             = "example-test"
  target_group_arn_suffixes = { main = "targetgroup/exampl-1/0123456789abcdef" }
  nat_gateway_ids           = { a = "nat-0a", b = "nat-0b" }
}

run "all_alarms" {
  command = plan
  variables {
    unhealthy_targets_threshold = 1
    latency_p95_threshold       = 0.5
    target_5xx_threshold        = 5
    ecs_memory_threshold        = 80
    ecs_running                 = true
    rds_connections_threshold   = 100
    nat_port_errors_threshold   = 1
  }

  assert {
    condition = output.alarm_names == [for alarm in [
      "alb-5xx", "ecs-cpu", "ecs-memory", "ecs-running", "latency-p95", "nat-port-errors-a", "nat-port-errors-b", "rds-connections",
      "rds-cpu", "rds-free-storage", "target-5xx", "unhealthy-targets",
    ] : "example-test-${alarm}"]
    error_message = "Each threshold makes an alarm, that of the NAT gateways one for each."
  }
  assert {
    condition     = aws_cloudwatch_metric_alarm.latency_p95[0].extended_statistic == "p95" && aws_cloudwatch_metric_alarm.latency_p95[0].threshold == 0.5
    error_message = "Latency is seconds of the slowest five in a hundred."
  }
  assert {
    condition     = one([for query in aws_cloudwatch_metric_alarm.unhealthy_targets["app"].metric_query : query.metric[0].dimensions if length(query.metric) > 0]) == tomap({ LoadBalancer = "app/example-test/0123456789abcdef", TargetGroup = "targetgroup/exampl-1/0123456789abcdef" })
    error_message = "Health is what the load balancer sees of a target group."
  }
  assert {
    condition     = one([for query in aws_cloudwatch_metric_alarm.target_5xx[0].metric_query : query.expression if query.return_data == true]) == "100 * FILL(failed, 0) / requests"
    error_message = "The service's errors are a share of the requests."
  }
  assert {
    condition     = toset([for query in aws_cloudwatch_metric_alarm.ecs_running["app"].metric_query : query.metric[0].metric_name if length(query.metric) > 0]) == toset(["DesiredTaskCount", "RunningTaskCount"])
    error_message = "What runs is held against what should."
  }
  assert {
    condition     = aws_cloudwatch_metric_alarm.nat_port_errors["b"].dimensions["NatGatewayId"] == "nat-0b"
    error_message = "Each gateway has an alarm of its own."
  }
  assert {
    condition     = aws_cloudwatch_metric_alarm.rds_connections[0].alarm_actions == toset([aws_sns_topic.alarms.arn]) && aws_cloudwatch_metric_alarm.unhealthy_targets["app"].alarm_actions == toset([aws_sns_topic.alarms.arn])
    error_message = "Each alarm goes to the topic."
  }
}

run "without_a_database_no_alarm_on_its_connections" {
  command = plan
  variables {
    db_identifier             = null
    rds_connections_threshold = 100
  }

  assert {
    condition     = length(aws_cloudwatch_metric_alarm.rds_connections) == 0
    error_message = "Where there is no database, no alarm watches one."
  }
}

run "two_target_groups_count_together" {
  command = plan
  variables {
    target_group_arn_suffixes   = { main = "targetgroup/exampl-1/0123456789abcdef", other = "targetgroup/exampl-2/0123456789abcdef" }
    unhealthy_targets_threshold = 1
  }

  assert {
    condition     = one([for query in aws_cloudwatch_metric_alarm.unhealthy_targets["app"].metric_query : query.expression if query.return_data == true]) == "FILL(main, 0) + FILL(other, 0)"
    error_message = "A target is unhealthy in whichever group it is."
  }
}

run "one_message_for_what_users_notice" {
  command = plan
  variables {
    unhealthy_targets_threshold = 1
    rds_connections_threshold   = 100
    composite                   = true
  }

  assert {
    condition     = aws_cloudwatch_composite_alarm.users_are_hurt[0].alarm_rule == "ALARM(\"example-test-alb-5xx\") OR ALARM(\"example-test-unhealthy-targets\")"
    error_message = "Any of the alarms on what users notice is enough."
  }
  assert {
    condition     = aws_cloudwatch_composite_alarm.users_are_hurt[0].alarm_actions == toset([aws_sns_topic.alarms.arn])
    error_message = "The one message goes to the topic."
  }
  assert {
    condition     = length(aws_cloudwatch_metric_alarm.alb_5xx.alarm_actions) == 0 && length(aws_cloudwatch_metric_alarm.unhealthy_targets["app"].alarm_actions) == 0
    error_message = "Those it is made of keep quiet."
  }
  assert {
    condition     = aws_cloudwatch_metric_alarm.ecs_cpu["app"].alarm_actions == toset([aws_sns_topic.alarms.arn]) && aws_cloudwatch_metric_alarm.rds_connections[0].alarm_actions == toset([aws_sns_topic.alarms.arn])
    error_message = "What users do not notice yet is a message of its own."
  }
}

run "dashboard_with_a_database" {
  command = plan
  variables {
    dashboard = true
  }

  assert {
    condition     = length(jsondecode(aws_cloudwatch_dashboard.this[0].dashboard_body).widgets) == 7
    error_message = "There is a panel for each subject."
  }
  assert {
    condition     = alltrue([for widget in jsondecode(aws_cloudwatch_dashboard.this[0].dashboard_body).widgets : widget.x + widget.width <= 24 && widget.properties.region == "eu-west-1"])
    error_message = "The panels fit the page and show this region."
  }
  assert {
    condition     = contains(jsondecode(aws_cloudwatch_dashboard.this[0].dashboard_body).widgets[6].properties.metrics, ["AWS/NATGateway", "ErrorPortAllocation", "NatGatewayId", "nat-0b"])
    error_message = "Every NAT gateway is on it."
  }
}

run "dashboard_without_a_database" {
  command = plan
  variables {
    dashboard     = true
    db_identifier = null
  }

  assert {
    condition     = length([for widget in jsondecode(aws_cloudwatch_dashboard.this[0].dashboard_body).widgets : widget if strcontains(widget.properties.title, "database")]) == 0
    error_message = "Where there is no database, no panel shows one."
  }
}

run "each_service_has_its_alarms" {
  command = plan
  variables {
    unhealthy_targets_threshold = 1
    ecs_memory_threshold        = 90
    ecs_running                 = true
    dashboard                   = true
    services = {
      api = { service_name = "example-test-api", target_group_arn_suffix = "targetgroup/exampl-2/0123456789abcdef" }
    }
  }

  assert {
    condition = [for alarm in [aws_cloudwatch_metric_alarm.ecs_cpu, aws_cloudwatch_metric_alarm.ecs_memory, aws_cloudwatch_metric_alarm.ecs_running, aws_cloudwatch_metric_alarm.unhealthy_targets] : alarm["api"].alarm_name] == [
      "example-test-ecs-cpu-api", "example-test-ecs-memory-api", "example-test-ecs-running-api", "example-test-unhealthy-targets-api",
    ]
    error_message = "What is watched of the first service is watched of the other one too."
  }
  assert {
    condition     = aws_cloudwatch_metric_alarm.ecs_cpu["api"].dimensions["ServiceName"] == "example-test-api" && startswith(aws_cloudwatch_metric_alarm.ecs_cpu["api"].alarm_description, "The service api runs out of CPU")
    error_message = "An alarm says which service it is about."
  }
  assert {
    condition     = one([for query in aws_cloudwatch_metric_alarm.unhealthy_targets["api"].metric_query : query.metric[0].dimensions["TargetGroup"] if length(query.metric) > 0]) == "targetgroup/exampl-2/0123456789abcdef"
    error_message = "Targets are counted in the service's own group."
  }
  assert {
    condition     = strcontains(aws_cloudwatch_dashboard.this[0].dashboard_body, "example-test-api") && strcontains(aws_cloudwatch_dashboard.this[0].dashboard_body, "targetgroup/exampl-2/0123456789abcdef")
    error_message = "The dashboard shows every service."
  }
}

run "each_read_replica_has_an_alarm_on_its_lag" {
  command = plan
  variables {
    db_replica_identifiers    = { "1" = "example-test-replica-1", "2" = "example-test-replica-2" }
    rds_replica_lag_threshold = 30
    dashboard                 = true
  }

  assert {
    condition     = [for alarm in aws_cloudwatch_metric_alarm.rds_replica_lag : alarm.alarm_name] == ["example-test-rds-replica-lag-1", "example-test-rds-replica-lag-2"] && aws_cloudwatch_metric_alarm.rds_replica_lag["2"].dimensions["DBInstanceIdentifier"] == "example-test-replica-2"
    error_message = "Each replica has an alarm of its own."
  }
  assert {
    condition     = aws_cloudwatch_metric_alarm.rds_replica_lag["1"].threshold == 30 && aws_cloudwatch_metric_alarm.rds_replica_lag["1"].statistic == "Maximum"
    error_message = "The threshold is in seconds."
  }
  assert {
    condition     = contains([for widget in jsondecode(aws_cloudwatch_dashboard.this[0].dashboard_body).widgets : widget.properties.title], "Seconds that read replicas are behind")
    error_message = "The dashboard shows how far they are behind."
  }
}
