# What the cloud would have added.

run "applied" {
  assert {
    condition     = can(regex("^vpc-[0-9a-f]{17}$", aws_vpc.this.id)) && aws_vpc.this.arn == "arn:aws:ec2:eu-central-1:123456789012:vpc/${aws_vpc.this.id}"
    error_message = "${aws_vpc.this.id} ${aws_vpc.this.arn}"
  }
  assert {
    condition     = aws_eip.nat[0].id != aws_eip.nat[1].id && aws_eip.nat[0].public_ip != aws_eip.nat[1].public_ip
    error_message = "Two addresses with the same arguments are two addresses."
  }
  assert {
    condition     = can(regex("^arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/example-test/[0-9a-f]{16}$", aws_lb.this.arn)) && aws_lb.this.arn_suffix == split(":loadbalancer/", aws_lb.this.arn)[1]
    error_message = "${aws_lb.this.arn} ${aws_lb.this.arn_suffix}"
  }
  assert {
    condition     = can(regex("^example-test-[0-9]+\\.eu-central-1\\.elb\\.amazonaws\\.com$", aws_lb.this.dns_name)) && aws_lb.this.zone_id == "Z215JYRZR1TBD5"
    error_message = "${aws_lb.this.dns_name} ${aws_lb.this.zone_id}"
  }
  assert {
    condition     = startswith(aws_lb_listener.https.arn, "${replace(aws_lb.this.arn, ":loadbalancer/", ":listener/")}/")
    error_message = aws_lb_listener.https.arn
  }
  assert {
    condition     = startswith(aws_lb_target_group.this.name, "app-") && aws_lb_target_group.this.health_check[0].timeout == 5
    error_message = aws_lb_target_group.this.name
  }
  assert {
    condition     = can(regex("^example-test\\.[0-9a-z]+\\.eu-central-1\\.rds\\.amazonaws\\.com:5432$", aws_db_instance.this.endpoint)) && aws_db_instance.this.port == 5432
    error_message = aws_db_instance.this.endpoint
  }
  assert {
    condition     = startswith(aws_db_instance.this.master_user_secret[0].secret_arn, "arn:aws:secretsmanager:eu-central-1:123456789012:secret:rds!db-")
    error_message = aws_db_instance.this.master_user_secret[0].secret_arn
  }
  assert {
    condition     = aws_ecs_task_definition.this.arn == "arn:aws:ecs:eu-central-1:123456789012:task-definition/example-test:1"
    error_message = aws_ecs_task_definition.this.arn
  }
  assert {
    condition     = aws_ecr_repository.app.repository_url == "123456789012.dkr.ecr.eu-central-1.amazonaws.com/example/app"
    error_message = aws_ecr_repository.app.repository_url
  }
  assert {
    condition     = aws_iam_role.task.arn == "arn:aws:iam::123456789012:role/example-test-task" && aws_iam_role.task.id == "example-test-task"
    error_message = aws_iam_role.task.arn
  }
  assert {
    condition     = alltrue([for option in aws_acm_certificate.this.domain_validation_options : option.resource_record_type == "CNAME" && endswith(option.resource_record_value, ".acm-validations.aws.")])
    error_message = "A certificate is validated by CNAMEs."
  }
  assert {
    condition     = aws_secretsmanager_secret_version.api.secret_string_wo == null
    error_message = "What is write-only is not kept."
  }
}
