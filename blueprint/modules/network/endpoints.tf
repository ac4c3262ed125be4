# Ways to AWS's services that stay in the VPC. The one to S3 costs nothing and is always there; the others are paid by the
# hour and zone. A service's own name leads to its endpoint, so that nothing else needs to know of it.

locals {
  # Images take two.
  endpoints = toset(flatten([for name in var.endpoints : name == "ecr" ? ["ecr.api", "ecr.dkr"] : [name]]))
}

# Image layers come from S3. This way they pass by the NAT gateways, which are paid by the gigabyte; it costs nothing.
resource "aws_vpc_endpoint" "s3" {
  vpc_id            = aws_vpc.this.id
  service_name      = "com.amazonaws.${data.aws_region.current.region}.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [for table in aws_route_table.private : table.id]

  tags = { Name = "${var.name}-s3" }
}

# Who may use them is opened by the module that owns the callers.
resource "aws_security_group" "endpoints" {
  count = length(var.endpoints) > 0 ? 1 : 0

  name_prefix = "${var.name}-endpoints-"
  description = "Endpoints of AWS services in ${var.name}"
  vpc_id      = aws_vpc.this.id

  tags = { Name = "${var.name}-endpoints" }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_endpoint" "interface" {
  for_each = local.endpoints

  vpc_id              = aws_vpc.this.id
  service_name        = "com.amazonaws.${data.aws_region.current.region}.${each.key}"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = [for subnet in aws_subnet.private : subnet.id]
  security_group_ids  = [aws_security_group.endpoints[0].id]

  # Credentials of another account, brought along by whoever broke in, lead nowhere.
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "ThisAccount"
      Effect    = "Allow"
      Principal = "*"
      Action    = "*"
      Resource  = "*"
      Condition = { StringEquals = { "aws:PrincipalAccount" = data.aws_caller_identity.current.account_id } }
    }]
  })

  tags = { Name = "${var.name}-${each.key}" }
}
