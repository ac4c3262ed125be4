locals {
  make_certificate = var.hosted_zone_name != null && var.certificate_arn == null
  https            = var.certificate_arn != null || local.make_certificate

  # What answers by default has one target group, or two that take turns where deployments are blue/green; every other service has one.
  targets = merge(
    { for color in var.blue_green ? ["blue", "green"] : ["blue"] : color => { port = var.target_port, health_check_path = var.health_check_path } },
    { for name, service in var.services : name => { port = service.target_port, health_check_path = service.health_check_path } },
  )
}

resource "aws_lb" "this" {
  #checkov:skip=CKV_AWS_150:an option
  #checkov:skip=CKV2_AWS_20:it redirects, unless plain HTTP is chosen
  #checkov:skip=CKV2_AWS_28:an option
  name               = var.name
  load_balancer_type = "application"
  internal           = false #tfsec:ignore:AVD-AWS-0053 it is the way in
  security_groups    = [aws_security_group.this.id]
  subnets            = var.subnet_ids
  idle_timeout       = var.idle_timeout

  enable_deletion_protection = var.deletion_protection

  # A request that two servers would read differently can be smuggled past one of them. "defensive" serves what is
  # harmless and closes the connection on the rest; "strictest" refuses clients that are merely sloppy.
  desync_mitigation_mode     = "defensive"
  drop_invalid_header_fields = true

  # By the bucket's policy: without it the load balancer may not write, and says so at once.
  dynamic "access_logs" {
    for_each = var.access_logs ? ["access"] : []

    content {
      enabled = true
      bucket  = aws_s3_bucket_policy.logs[0].bucket
      prefix  = access_logs.value
    }
  }

  dynamic "connection_logs" {
    for_each = var.connection_logs ? ["connection"] : []

    content {
      enabled = true
      bucket  = aws_s3_bucket_policy.logs[0].bucket
      prefix  = connection_logs.value
    }
  }
}

resource "aws_lb_target_group" "this" {
  #checkov:skip=CKV_AWS_378:TLS ends at the load balancer; what goes on from there stays within the VPC
  for_each = local.targets

  # A new port makes a new group, which must exist before the listeners let go of the old one: hence no fixed name.
  name_prefix = substr(var.name, 0, 6)
  vpc_id      = var.vpc_id
  target_type = "ip"
  protocol    = "HTTP"
  port        = each.value.port

  # How long a task that leaves may finish its requests. Fargate then grants it 30 seconds more before it is killed.
  deregistration_delay = 30

  health_check {
    path                = each.value.health_check_path
    matcher             = var.health_check_matcher
    protocol            = "HTTP"
    port                = "traffic-port"
    interval            = 15
    timeout             = 5
    healthy_threshold   = 2
    unhealthy_threshold = 3
  }

  tags = { Name = "${var.name}-${each.key}" }

  lifecycle {
    create_before_destroy = true
  }
}

# One listener for both uses of port 80, so that allow_http changes it in place: of two listeners the new one could
# not be made while the old one still holds the port.
resource "aws_lb_listener" "http" {
  #checkov:skip=CKV_AWS_2:it redirects, unless plain HTTP is chosen
  #checkov:skip=CKV_AWS_103:plain HTTP has no TLS
  load_balancer_arn = aws_lb.this.arn
  port              = 80
  protocol          = "HTTP" #tfsec:ignore:AVD-AWS-0054 it redirects, unless plain HTTP is chosen

  default_action {
    type             = var.allow_http ? "forward" : "redirect"
    target_group_arn = var.allow_http ? aws_lb_target_group.this["blue"].arn : null

    dynamic "redirect" {
      for_each = var.allow_http ? [] : ["https"]

      content {
        protocol    = "HTTPS"
        port        = "443"
        status_code = "HTTP_301"
      }
    }
  }
}

resource "aws_lb_listener" "https" {
  count = local.https ? 1 : 0

  load_balancer_arn = aws_lb.this.arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = var.tls_policy
  certificate_arn   = local.make_certificate ? aws_acm_certificate_validation.this[0].certificate_arn : var.certificate_arn

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.this["blue"].arn
  }
}
