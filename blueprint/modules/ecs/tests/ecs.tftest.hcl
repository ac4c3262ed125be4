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

# Known in the plan, so that the policies built on it are.
override_resource {
  target          = aws_cloudwatch_log_group.app
  values          = { arn = "arn:aws:logs:eu-west-1:123456789012:log-group:/aws/ecs/example-test/app" }
  override_during = plan
}

variables {
  name                  = "example-test"
  cluster_name          = "example-test"
  cluster_arn           = "arn:aws:ecs:eu-west-1:123456789012:cluster/example-test"
  vpc_id                = "vpc-0123456789abcdef0"
  subnet_ids            = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
  alb_security_group_id = "sg-0123456789abcdef0"
  target_group_arn      = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/example/0123456789abcdef"
  container_image       = "registry.example.com/app:1.4.2"
}

run "tasks_run_on_fargate_without_a_public_address" {
  command = plan

  assert {
    condition     = one(aws_ecs_service.this[0].capacity_provider_strategy).capacity_provider == "FARGATE" && !aws_ecs_service.this[0].network_configuration[0].assign_public_ip
    error_message = "Tasks run on Fargate, in private."
  }
  assert {
    condition     = aws_ecs_service.this[0].deployment_circuit_breaker[0].enable && aws_ecs_service.this[0].deployment_circuit_breaker[0].rollback
    error_message = "A deploy that fails goes back by itself."
  }
  assert {
    condition     = aws_ecs_task_definition.this.skip_destroy
    error_message = "Earlier revisions stay, to go back to."
  }
  assert {
    condition     = jsondecode(aws_ecs_task_definition.this.container_definitions)[0].readonlyRootFilesystem
    error_message = "The container writes to no file."
  }
}

run "the_container_is_the_one_asked_for" {
  command = plan
  variables {
    container_port        = 9000
    task_cpu              = 1024
    task_memory           = 3072
    cpu_architecture      = "ARM64"
    desired_count         = 4
    environment_variables = { LOG_LEVEL = "info" }
  }

  assert {
    condition     = aws_ecs_task_definition.this.cpu == "1024" && aws_ecs_task_definition.this.memory == "3072" && aws_ecs_task_definition.this.runtime_platform[0].cpu_architecture == "ARM64"
    error_message = "The task has the size and architecture asked for."
  }
  assert {
    condition     = aws_ecs_service.this[0].desired_count == 4
    error_message = "Terraform owns the number of tasks."
  }
  assert {
    condition     = jsondecode(aws_ecs_task_definition.this.container_definitions)[0].portMappings[0].containerPort == 9000
    error_message = "The container's port is mapped."
  }
  assert {
    condition     = jsondecode(aws_ecs_task_definition.this.container_definitions)[0].environment == [{ name = "LOG_LEVEL", value = "info" }]
    error_message = "Without a database the container has the named variables and no more."
  }
  assert {
    condition     = jsondecode(aws_ecs_task_definition.this.container_definitions)[0].logConfiguration.options["awslogs-group"] == "/aws/ecs/example-test/app"
    error_message = "The container logs into its own group."
  }
}

run "only_the_load_balancer_reaches_the_tasks" {
  command = plan

  assert {
    condition     = aws_vpc_security_group_ingress_rule.from_alb.referenced_security_group_id == var.alb_security_group_id && aws_vpc_security_group_ingress_rule.from_alb.from_port == 8080
    error_message = "Tasks accept the load balancer, on the container's port."
  }
  assert {
    condition     = aws_vpc_security_group_egress_rule.alb_to_tasks.security_group_id == var.alb_security_group_id && aws_vpc_security_group_egress_rule.alb_to_tasks.to_port == 8080
    error_message = "The load balancer may reach the tasks, on the container's port."
  }
  assert {
    condition     = keys(aws_vpc_security_group_egress_rule.https) == ["0.0.0.0/0"] && alltrue([for rule in aws_vpc_security_group_egress_rule.https : rule.from_port == 443 && rule.to_port == 443])
    error_message = "Tasks leave the VPC by HTTPS alone."
  }
  assert {
    condition     = length(aws_vpc_security_group_egress_rule.s3) == 0 && length(aws_vpc_security_group_egress_rule.endpoints) == 0
    error_message = "Who may reach everything needs no rule for S3."
  }
}

run "a_narrow_way_out_leaves_s3_and_the_endpoints" {
  command = plan
  variables {
    egress_cidrs                = ["203.0.113.0/24"]
    s3_prefix_list_id           = "pl-01234567"
    endpoint_security_group_ids = ["sg-0123456789abcdef1"]
  }

  assert {
    condition     = keys(aws_vpc_security_group_egress_rule.https) == ["203.0.113.0/24"] && aws_vpc_security_group_egress_rule.s3[0].prefix_list_id == "pl-01234567"
    error_message = "Beside the named range, tasks reach S3, where layers of images lie."
  }
  assert {
    condition     = aws_vpc_security_group_egress_rule.endpoints[0].referenced_security_group_id == "sg-0123456789abcdef1" && aws_vpc_security_group_ingress_rule.endpoints[0].security_group_id == "sg-0123456789abcdef1"
    error_message = "Both halves of the way to the endpoints are open."
  }
}

run "another_registry_needs_no_permission" {
  command = plan

  assert {
    condition     = [for statement in jsondecode(aws_iam_role_policy.execution.policy).Statement : statement.Sid] == ["WriteLogs"]
    error_message = "ECS may write logs and nothing else."
  }
  assert {
    condition     = length(aws_iam_role_policy.task) == 0
    error_message = "The container may nothing in AWS."
  }
}

run "an_image_in_ecr_is_pulled_from_its_repository_alone" {
  command = plan
  variables {
    container_image = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/team/app@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
  }

  assert {
    condition     = one([for statement in jsondecode(aws_iam_role_policy.execution.policy).Statement : statement if statement.Sid == "PullImage"]).Resource == "arn:aws:ecr:eu-central-1:123456789012:repository/team/app"
    error_message = "ECS may pull from the image's repository, in its region, and from no other."
  }
}

run "secrets_are_read_by_their_exact_arns" {
  command = plan
  variables {
    secrets = {
      API_KEY  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:app-AbCdEf:api_key::"
      API_USER = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:app-AbCdEf:api_user::"
      LICENCE  = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:licence-GhIjKl"
    }
    secrets_kms_key_arns = ["arn:aws:kms:eu-west-1:123456789012:key/01234567-89ab-cdef-0123-456789abcdef"]
  }

  assert {
    condition = one([for statement in jsondecode(aws_iam_role_policy.execution.policy).Statement : statement if statement.Sid == "ReadSecrets"]).Resource == [
      "arn:aws:secretsmanager:eu-west-1:123456789012:secret:app-AbCdEf",
      "arn:aws:secretsmanager:eu-west-1:123456789012:secret:licence-GhIjKl",
    ]
    error_message = "ECS may read the named secrets, each once, and no other."
  }
  assert {
    condition     = one([for statement in jsondecode(aws_iam_role_policy.execution.policy).Statement : statement if statement.Sid == "DecryptSecrets"]).Resource == ["arn:aws:kms:eu-west-1:123456789012:key/01234567-89ab-cdef-0123-456789abcdef"]
    error_message = "ECS may decrypt with the named keys and no other."
  }
  assert {
    condition     = contains(jsondecode(aws_ecs_task_definition.this.container_definitions)[0].secrets, { name = "API_KEY", valueFrom = var.secrets["API_KEY"] })
    error_message = "The container gets one key of the secret."
  }
}

run "the_container_reads_the_database_secret_itself" {
  command = plan
  variables {
    database = {
      security_group_id = "sg-0123456789abcdef1"
      host              = "example.eu-west-1.rds.amazonaws.com"
      port              = 5432
      name              = "app"
      secret_arn        = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:rds-AbCdEf"
      kms_key_arn       = "arn:aws:kms:eu-west-1:123456789012:key/01234567-89ab-cdef-0123-456789abcdef"
    }
  }

  assert {
    condition     = [for variable in jsondecode(aws_ecs_task_definition.this.container_definitions)[0].environment : variable.name] == ["DB_HOST", "DB_NAME", "DB_PORT", "DB_SECRET_ARN"]
    error_message = "The container is told where the database and its secret are."
  }
  assert {
    condition     = [for statement in jsondecode(aws_iam_role_policy.task[0].policy).Statement : statement.Resource] == [var.database.secret_arn, var.database.kms_key_arn]
    error_message = "The container may read and decrypt this one secret."
  }
  assert {
    condition     = aws_vpc_security_group_egress_rule.database[0].referenced_security_group_id == var.database.security_group_id && aws_vpc_security_group_egress_rule.database[0].to_port == 5432
    error_message = "The tasks may reach the database, on its port."
  }
  assert {
    condition     = aws_vpc_security_group_ingress_rule.database[0].security_group_id == var.database.security_group_id && aws_vpc_security_group_ingress_rule.database[0].from_port == 5432
    error_message = "The database accepts the tasks, on its port."
  }
}

run "the_container_knows_the_hosts_of_read_replicas" {
  command = plan
  variables {
    database = {
      security_group_id = "sg-0123456789abcdef1"
      host              = "example.eu-west-1.rds.amazonaws.com"
      reader_hosts      = ["example-replica-1.eu-west-1.rds.amazonaws.com", "example-replica-2.eu-west-1.rds.amazonaws.com"]
      port              = 5432
      name              = "app"
      secret_arn        = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:rds-AbCdEf"
      kms_key_arn       = "arn:aws:kms:eu-west-1:123456789012:key/01234567-89ab-cdef-0123-456789abcdef"
    }
  }

  assert {
    condition     = contains(jsondecode(aws_ecs_task_definition.this.container_definitions)[0].environment, { name = "DB_READER_HOSTS", value = "example-replica-1.eu-west-1.rds.amazonaws.com,example-replica-2.eu-west-1.rds.amazonaws.com" })
    error_message = "The hosts of all replicas are in one variable, parted by commas."
  }
}
