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
  name             = "example-test"
  kms_key_arn      = "arn:aws:kms:eu-west-1:123456789012:key/01234567-89ab-cdef-0123-456789abcdef"
  alb_arn_suffix   = "app/example-test/0123456789abcdef"
  ecs_cluster_name = "example-test"
  ecs_service_name = "example-test"
}

run "alarms_without_a_database" {
  command = plan

  assert {
    condition     = output.alarm_names == ["example-test-alb-5xx", "example-test-ecs-cpu"]
    error_message = "Where there is no database, no alarm watches one."
  }
  assert {
    condition     = length(aws_sns_topic_subscription.email) == 0
    error_message = "Where there is no address, nobody is written to."
  }
}

run "alarms_with_a_database" {
  command = plan
  variables {
    db_identifier              = "example-test"
    rds_cpu_threshold          = 70
    rds_cpu_period             = 60
    rds_free_storage_threshold = 4
  }

  assert {
    condition     = output.alarm_names == ["example-test-alb-5xx", "example-test-ecs-cpu", "example-test-rds-cpu", "example-test-rds-free-storage"]
    error_message = "There are four alarms, no more."
  }
  assert {
    condition     = aws_cloudwatch_metric_alarm.rds_cpu[0].threshold == 70 && aws_cloudwatch_metric_alarm.rds_cpu[0].period == 60
    error_message = "Threshold and period are the ones asked for."
  }
  assert {
    condition     = aws_cloudwatch_metric_alarm.rds_free_storage[0].threshold == 4294967296
    error_message = "The metric counts bytes: 4 GiB are 4294967296."
  }
  assert {
    condition     = alltrue([for alarm in [aws_cloudwatch_metric_alarm.rds_cpu[0], aws_cloudwatch_metric_alarm.rds_free_storage[0]] : alarm.dimensions["DBInstanceIdentifier"] == "example-test"])
    error_message = "The alarms watch this database."
  }
}

run "errors_of_the_balancer_and_of_the_service_count_together" {
  command = plan
  variables {
    alb_5xx_threshold  = 25
    alb_5xx_period     = 120
    evaluation_periods = 2
  }

  assert {
    condition     = [for query in aws_cloudwatch_metric_alarm.alb_5xx.metric_query : query.id if query.return_data == true] == ["total"]
    error_message = "The alarm looks at the sum."
  }
  assert {
    condition     = toset([for query in aws_cloudwatch_metric_alarm.alb_5xx.metric_query : query.metric[0].metric_name if length(query.metric) > 0]) == toset(["HTTPCode_ELB_5XX_Count", "HTTPCode_Target_5XX_Count"])
    error_message = "The sum is of the balancer's errors and the service's."
  }
  assert {
    condition     = alltrue([for query in aws_cloudwatch_metric_alarm.alb_5xx.metric_query : query.metric[0].period == 120 if length(query.metric) > 0])
    error_message = "Both are counted over the period asked for."
  }
  assert {
    condition     = aws_cloudwatch_metric_alarm.alb_5xx.threshold == 25 && aws_cloudwatch_metric_alarm.alb_5xx.evaluation_periods == 2 && aws_cloudwatch_metric_alarm.alb_5xx.treat_missing_data == "notBreaching"
    error_message = "The threshold is the one asked for, and no traffic is no error."
  }
}

run "alarms_reach_the_topic" {
  command = plan
  variables {
    alarm_email = "ops@example.com"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.ecs_cpu["app"].alarm_actions == toset([aws_sns_topic.alarms.arn]) && aws_cloudwatch_metric_alarm.alb_5xx.alarm_actions == toset([aws_sns_topic.alarms.arn])
    error_message = "An alarm goes to the topic."
  }
  assert {
    condition     = aws_sns_topic_subscription.email[0].endpoint == "ops@example.com"
    error_message = "The topic goes to the address."
  }
  assert {
    condition     = aws_sns_topic.alarms.kms_master_key_id == var.kms_key_arn
    error_message = "The topic is encrypted with the key that CloudWatch may use."
  }
  assert {
    condition     = jsondecode(aws_sns_topic_policy.alarms.policy).Statement[0].Condition.ArnLike["aws:SourceArn"] == "arn:aws:cloudwatch:eu-west-1:123456789012:alarm:example-test-*"
    error_message = "Only this environment's alarms may write to the topic."
  }
}
