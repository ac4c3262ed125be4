# What is known before anything exists.

run "planned" {
  command = plan

  assert {
    condition     = aws_vpc.this.tags_all == tomap({ Project = "example", Environment = "its own", Name = "example-test" })
    error_message = "A resource's own tag wins over a default tag."
  }
  assert {
    condition     = aws_subnet.public["eu-central-1a"].tags_all["Environment"] == "test"
    error_message = "Default tags are on what has none of its own."
  }
  assert {
    condition     = aws_vpc.this.enable_dns_support && aws_lb.this.load_balancer_type == "application" && aws_db_instance.this.publicly_accessible == false
    error_message = "Defaults are known."
  }
  assert {
    condition     = aws_lb_target_group.this.health_check[0].healthy_threshold == 3 && aws_lb_listener.http.default_action[0].redirect[0].path == "/#{path}"
    error_message = "Defaults in blocks are known."
  }
  assert {
    condition     = toset(aws_acm_certificate.this.subject_alternative_names) == toset(["test.example.com", "*.test.example.com"])
    error_message = "A certificate's domain is among its alternative names."
  }
  assert {
    condition     = keys(aws_route53_record.validation) == ["*.test.example.com", "test.example.com"]
    error_message = "The names of the validation options are known."
  }
  assert {
    condition     = data.aws_availability_zones.available.names == tolist(["eu-central-1a", "eu-central-1b", "eu-central-1c"]) && data.aws_availability_zones.available.zone_ids[0] == "euc1-az1"
    error_message = "Zones are those of the provider's region."
  }
  assert {
    condition     = data.aws_caller_identity.current.account_id == "123456789012" && data.aws_partition.current.partition == "aws" && data.aws_region.current.region == "eu-central-1"
    error_message = "The caller is known."
  }
  assert {
    condition     = data.aws_elb_service_account.current.arn == "arn:aws:iam::054676820928:root"
    error_message = "The load balancers' account is that of the region."
  }
  assert {
    condition     = jsondecode(data.aws_iam_policy_document.assume.json).Statement[0].Principal.Service == "ecs-tasks.amazonaws.com"
    error_message = "Policies are rendered at plan."
  }
}
