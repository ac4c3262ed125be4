# Who may reach the load balancer. What it may reach itself is opened by the module that owns the targets.

resource "aws_security_group" "this" {
  name_prefix = "${var.name}-alb-"
  description = "Load balancer of ${var.name}"
  vpc_id      = var.vpc_id

  tags = { Name = "${var.name}-alb" }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_ingress_rule" "http" {
  #checkov:skip=CKV_AWS_260:browsers come by HTTP first, and are redirected
  for_each = toset(var.ingress_cidrs)

  security_group_id = aws_security_group.this.id
  description       = var.allow_http ? "HTTP" : "HTTP, which is redirected to HTTPS"
  cidr_ipv4         = each.value
  ip_protocol       = "tcp"
  from_port         = 80
  to_port           = 80
}

resource "aws_vpc_security_group_ingress_rule" "https" {
  for_each = toset(local.https ? var.ingress_cidrs : [])

  security_group_id = aws_security_group.this.id
  description       = "HTTPS"
  cidr_ipv4         = each.value
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

# On one port alone: a list counts with the most entries that it may have, and 60 is all that a security group holds.
resource "aws_vpc_security_group_ingress_rule" "prefix_list" {
  for_each = toset(var.ingress_prefix_list_ids)

  security_group_id = aws_security_group.this.id
  description       = local.https ? "HTTPS from a prefix list" : "HTTP from a prefix list"
  prefix_list_id    = each.value
  ip_protocol       = "tcp"
  from_port         = local.https ? 443 : 80
  to_port           = local.https ? 443 : 80
}
