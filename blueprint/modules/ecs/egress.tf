# What the tasks reach beside the database, which opens itself to them: what they call by HTTPS.

resource "aws_vpc_security_group_egress_rule" "https" {
  for_each = toset(var.egress_cidrs)

  security_group_id = aws_security_group.this.id
  description       = "HTTPS to registries, AWS and other services"
  cidr_ipv4         = each.value #tfsec:ignore:AVD-AWS-0104 an option
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

moved {
  from = aws_vpc_security_group_egress_rule.https
  to   = aws_vpc_security_group_egress_rule.https["0.0.0.0/0"]
}

# Layers of images lie in S3, which has no place among the ranges: its addresses are a list that AWS keeps.
resource "aws_vpc_security_group_egress_rule" "s3" {
  count = contains(var.egress_cidrs, "0.0.0.0/0") ? 0 : 1

  security_group_id = aws_security_group.this.id
  description       = "HTTPS to S3"
  prefix_list_id    = var.s3_prefix_list_id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_security_group_egress_rule" "endpoints" {
  count = length(var.endpoint_security_group_ids)

  security_group_id            = aws_security_group.this.id
  description                  = "HTTPS to the endpoints of AWS services"
  referenced_security_group_id = var.endpoint_security_group_ids[count.index]
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}

resource "aws_vpc_security_group_ingress_rule" "endpoints" {
  count = length(var.endpoint_security_group_ids)

  security_group_id            = var.endpoint_security_group_ids[count.index]
  description                  = "HTTPS from the tasks of ${var.name}"
  referenced_security_group_id = aws_security_group.this.id
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}
