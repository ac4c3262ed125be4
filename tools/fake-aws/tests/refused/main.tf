# What must fail at `terraform validate`. The comment at the end of a line is the error's summary and a part of its
# text, parted by a colon; each such line has that error and no other line has one.

# --- what terraform reads off the schema

resource "aws_vpc" "unknown_argument" {
  cidr_block = "10.0.0.0/16"
  cidr       = "10.0.0.0/16" # Unsupported argument: An argument named "cidr" is not expected here
}

resource "aws_db_instance" "missing_argument" { # Missing required argument: "instance_class" is required
  engine                      = "postgres"
  allocated_storage           = 20
  username                    = "app"
  manage_master_user_password = true
  skip_final_snapshot         = true
}

resource "aws_subnet" "wrong_type" {
  vpc_id                  = "vpc-0123456789abcdef0"
  cidr_block              = "10.0.0.0/24"
  map_public_ip_on_launch = "perhaps" # Incorrect attribute value type: a bool is required
}

resource "aws_internet_gateway" "computed" {
  arn = "arn:aws:ec2:eu-central-1:123456789012:internet-gateway/igw-1" # Value for unconfigurable attribute: arn is decided by AWS
}

resource "aws_lb" "two_of_one" {
  subnets = ["subnet-1", "subnet-2"]
  access_logs {
    bucket = "logs"
  }
  access_logs { # Too many access_logs blocks: No more than 1 "access_logs" blocks are allowed
    bucket = "more-logs"
  }
}

resource "aws_lb_listener" "none_of_one" { # Insufficient default_action blocks: At least 1 "default_action" blocks are required
  load_balancer_arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/a/0123456789abcdef"
  port              = 80
}

resource "aws_s3_bucket" "unknown_block" {
  versions { # Unsupported block type: Blocks of type "versions" are not expected here
    enabled = true
  }
}

resource "aws_wafv2_web_acl" "statement" {
  scope = "REGIONAL"
  default_action {
    allow {}
  }
  rule {
    name     = "limit"
    priority = 1
    action {
      block {}
    }
    statement {
      rate_based_statement { # Missing required argument: "limit" is required
        aggregate_key_type = "IP"
      }
    }
    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "limit"
      sampled_requests_enabled   = true
    }
  }
  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "all"
    sampled_requests_enabled   = true
  }
}

# --- one of a few values

resource "aws_lb" "type" {
  load_balancer_type = "aplication" # Invalid load_balancer_type: "aplication" must be one of application, gateway, network
  subnets            = ["subnet-1", "subnet-2"]
}

resource "aws_lb_listener" "policy" {
  load_balancer_arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/a/0123456789abcdef"
  port              = 443
  protocol          = "HTTPS"
  certificate_arn   = "arn:aws:acm:eu-central-1:123456789012:certificate/01234567-89ab-cdef-0123-456789abcdef"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-2021-6" # Invalid ssl_policy: values such as ELBSecurityPolicy-TLS13-1-2-2021-06
  default_action {
    type = "redirect"
    redirect {
      status_code = "301" # Invalid default_action.redirect.status_code: HTTP_301, HTTP_302
    }
  }
}

resource "aws_ecs_task_definition" "architecture" {
  family                = "app"
  container_definitions = jsonencode([{ name = "app", image = "app:1" }])
  runtime_platform {
    cpu_architecture = "AMD64" # Invalid runtime_platform.cpu_architecture: one of X86_64, ARM64
  }
}

resource "aws_db_instance" "exports" {
  instance_class                  = "db.t4g.micro"
  engine                          = "postgres"
  allocated_storage               = 20
  username                        = "app"
  manage_master_user_password     = true
  skip_final_snapshot             = true
  enabled_cloudwatch_logs_exports = ["postgres"] # Invalid enabled_cloudwatch_logs_exports: must be one of | Where engine is postgres
}

resource "aws_cloudwatch_metric_alarm" "missing_data" {
  alarm_name          = "errors"
  comparison_operator = "GreaterThan" # Invalid comparison_operator: GreaterThanThreshold
  evaluation_periods  = 1
  metric_name         = "HTTPCode_ELB_5XX_Count"
  namespace           = "AWS/ApplicationELB"
  period              = 60
  statistic           = "Sum"
  threshold           = 1
  treat_missing_data  = "notbreaching" # Invalid treat_missing_data: notBreaching
}

resource "aws_vpc_security_group_ingress_rule" "protocol" {
  security_group_id = "sg-0123456789abcdef0"
  ip_protocol       = "TCP" # Invalid ip_protocol: must be tcp, udp
  cidr_ipv4         = "0.0.0.0/0"
  from_port         = 443
  to_port           = 443
}

data "aws_iam_policy_document" "effect" {
  statement {
    effect    = "allow" # Invalid statement.effect: one of Allow, Deny
    actions   = ["s3:GetObject"]
    resources = ["*"]
  }
}

resource "aws_s3_bucket_versioning" "status" {
  bucket = "state"
  versioning_configuration {
    status = "enabled" # Invalid versioning_configuration.status: Enabled
  }
}

# --- formats

resource "aws_vpc" "too_large" {
  cidr_block = "10.0.0.0/8" # Invalid cidr_block: must have a prefix from /16 to /28
}

resource "aws_vpc" "no_network" {
  cidr_block = "10.0.0.1/16" # Invalid cidr_block: must be the address of a network: 10.0.0.0/16
}

resource "aws_subnet" "no_cidr" {
  vpc_id     = "vpc-0123456789abcdef0"
  cidr_block = "10.0.0.0" # Invalid cidr_block: must be a network such as 10.0.0.0/16
}

resource "aws_vpc_security_group_egress_rule" "no_cidr6" {
  security_group_id = "sg-0123456789abcdef0"
  ip_protocol       = "-1"
  cidr_ipv6         = "::1/0" # Invalid cidr_ipv6: must be the address of a network: ::/0
}

resource "aws_security_group" "inline" {
  ingress = [{ # Invalid ingress.cidr_blocks: "0.0.0.0" must be a network
    description      = ""
    from_port        = 443
    to_port          = 443
    protocol         = "tcp"
    cidr_blocks      = ["0.0.0.0"]
    ipv6_cidr_blocks = []
    prefix_list_ids  = []
    security_groups  = []
    self             = false
  }]
}

resource "aws_lb_target_group" "name" {
  name        = "example-environment-with-a-long-name" # Invalid name: must have 1 to 32 characters
  port        = 80
  protocol    = "HTTP"
  vpc_id      = "vpc-0123456789abcdef0"
  target_type = "ip"
  health_check {
    path    = "healthz"  # Invalid health_check.path: must begin with a slash
    matcher = "2xx"      # Invalid health_check.matcher: must be codes such as 200
    port    = "the-same" # Invalid health_check.port: must be a port from 1 to 65535, or traffic-port
  }
}

resource "aws_lb" "name" {
  name    = "example_" # Invalid name: can have letters, digits and hyphens
  subnets = ["subnet-1", "subnet-2"]
}

resource "aws_db_instance" "identifier" {
  identifier                  = "1--db"     # Invalid identifier: must begin with a letter | cannot have two hyphens in a row
  instance_class              = "t4g.micro" # Invalid instance_class: must be an instance class such as db.t4g.micro
  engine                      = "postgres"
  allocated_storage           = 20
  username                    = "app"
  manage_master_user_password = true
  skip_final_snapshot         = true
  backup_window               = "3:00-4:00"       # Invalid backup_window: must be a window such as 03:00-04:00
  maintenance_window          = "sunday:04-05:00" # Invalid maintenance_window: must be a window such as sun:04:00-sun:05:00
}

resource "aws_iam_role" "policy" {
  assume_role_policy = "{ \"Statement\": " # Invalid assume_role_policy: must be JSON
}

resource "aws_iam_role_policy" "policy" {
  role   = "app"
  policy = jsonencode({ Statement = [{ Effect = "allow", Action = "*", Resource = "*" }] }) # Invalid policy: the Effect of statement 0 is neither Allow nor Deny
}

resource "aws_iam_role_policy_attachment" "arn" {
  role       = "app"
  policy_arn = "AmazonECSTaskExecutionRolePolicy" # Invalid policy_arn: must be an ARN
}

resource "aws_kms_alias" "name" {
  name          = "app" # Invalid name: must begin with alias/
  target_key_id = "01234567-89ab-cdef-0123-456789abcdef"
}

resource "aws_s3_bucket" "name" {
  bucket = "Example_State" # Invalid bucket: can have lowercase letters, digits, periods and hyphens | must begin and end
}

resource "aws_ecs_task_definition" "containers" {
  family                = "app"
  container_definitions = jsonencode([{ name = "app", image = "app:1", environment = [{ name = "PORT", value = 80 }] }]) # Invalid container_definitions: environment of app needs a name and a value
}

resource "aws_sns_topic" "tags" {
  name = "alarms"
  tags = { "aws:owner" = "me" } # Invalid tags: cannot begin with aws:
}

# --- numbers

resource "aws_cloudwatch_log_group" "retention" {
  name              = "/app"
  retention_in_days = 10 # Invalid retention_in_days: "10" must be 0, 1, 3, 5, 7, 14
}

resource "aws_kms_key" "window" {
  deletion_window_in_days = 31 # Invalid deletion_window_in_days: must be 7 to 30
}

resource "aws_lb_target_group" "numbers" {
  port                 = 0 # Invalid port: must be 1 to 65535
  protocol             = "HTTP"
  vpc_id               = "vpc-0123456789abcdef0"
  deregistration_delay = 3601 # Invalid deregistration_delay: must be a whole number from 0 to 3600
  slow_start           = 10   # Invalid slow_start: must be 0, 30 to 900
  health_check {
    interval = 10
    timeout  = 10 # Invalid health_check.timeout: timeout must be less than interval, not 10
  }
}

resource "aws_cloudwatch_metric_alarm" "period" {
  alarm_name          = "errors"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
  datapoints_to_alarm = 2 # Invalid datapoints_to_alarm: datapoints_to_alarm must be at most evaluation_periods
  metric_name         = "HTTPCode_ELB_5XX_Count"
  namespace           = "AWS/ApplicationELB"
  period              = 90 # Invalid period: at least 60 (multiples of 60)
  statistic           = "Sum"
  threshold           = 1
}

# --- what goes together and what does not

resource "aws_route" "two_targets" {
  route_table_id         = "rtb-0123456789abcdef0"
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = "igw-0123456789abcdef0"
  nat_gateway_id         = "nat-0123456789abcdef0" # Invalid nat_gateway_id: gateway_id and nat_gateway_id are set; only one of
}

resource "aws_route" "no_destination" { # Invalid destination_cidr_block: One of destination_cidr_block, destination_ipv6_cidr_block, destination_prefix_list_id must be set
  route_table_id = "rtb-0123456789abcdef0"
  gateway_id     = "igw-0123456789abcdef0"
}

resource "aws_route53_record" "alias" {
  zone_id = "Z0123456789ABCDEFGHIJ"
  name    = "app"
  type    = "A"
  records = ["192.0.2.1"] # Invalid records: alias and records are set
  ttl     = 60            # Invalid ttl: alias and ttl are set
  alias {
    name                   = "lb"
    zone_id                = "Z35SXDOTRQ7X7K"
    evaluate_target_health = true
  }
}

resource "aws_nat_gateway" "private" { # Invalid allocation_id: Where connectivity_type is public and availability_mode is not regional, allocation_id must be set
  subnet_id = "subnet-0123456789abcdef0"
}

resource "aws_lb_listener" "https" { # Invalid certificate_arn: Where protocol is HTTPS or TLS, certificate_arn must be set
  load_balancer_arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/a/0123456789abcdef"
  port              = 443
  protocol          = "HTTPS"
  default_action { # Invalid default_action.fixed_response: Where type is fixed-response, fixed_response must be set
    type = "fixed-response"
  }
}

resource "aws_ecs_task_definition" "fargate" {
  family                   = "app"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 256
  memory                   = 4096 # Invalid memory: cpu is 256 or .25vCPU, memory must be 512 or 1024 or 2048
  container_definitions    = jsonencode([{ name = "app", image = "app:1" }])
}

resource "aws_ecs_task_definition" "bridge" {
  family                   = "app"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "bridge" # Invalid network_mode: Where requires_compatibilities is FARGATE, network_mode must be awsvpc, not bridge
  cpu                      = 256
  memory                   = 512
  container_definitions    = jsonencode([{ name = "app", image = "app:1" }])
}

resource "aws_ecs_service" "launch" {
  name        = "app"
  launch_type = "FARGATE" # Invalid launch_type: capacity_provider_strategy and launch_type are set
  capacity_provider_strategy {
    capacity_provider = "FARGATE_SPOT"
    weight            = 1
  }
  network_configuration {
    subnets = ["subnet-1"]
  }
}

resource "aws_db_instance" "together" { # Invalid final_snapshot_identifier: Where skip_final_snapshot is not true, final_snapshot_identifier must be set
  instance_class              = "db.t4g.micro"
  engine                      = "postgres"
  allocated_storage           = 20
  max_allocated_storage       = 20      # Invalid max_allocated_storage: max_allocated_storage must be greater than allocated_storage, not 20
  username                    = "admin" # Invalid username: username must not be rdsadmin or admin
  manage_master_user_password = true
  password                    = "correct horse" # Invalid password: manage_master_user_password and password are set
}

resource "aws_kms_key" "rotation" {
  enable_key_rotation     = false # Invalid enable_key_rotation: Where rotation_period_in_days is set, enable_key_rotation must be true, not false
  rotation_period_in_days = 90
}

resource "aws_acm_certificate" "method" { # Invalid validation_method: validation_method must be set
  domain_name = "example.com"
}

resource "aws_flow_log" "where" { # Invalid iam_role_arn: Where log_destination_type is cloud-watch-logs, iam_role_arn must be set
  vpc_id          = "vpc-0123456789abcdef0"
  traffic_type    = "ALL"
  log_destination = "arn:aws:logs:eu-central-1:123456789012:log-group:flow"
}
