# Both halves of a connection stand together: who may send, and who may receive.

resource "aws_security_group" "this" {
  name_prefix = "${var.name}-ecs-"
  description = "Tasks of ${var.name}"
  vpc_id      = var.vpc_id

  tags = { Name = "${var.name}-ecs" }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_egress_rule" "alb_to_tasks" {
  security_group_id            = var.alb_security_group_id
  description                  = "Requests and health checks to the tasks"
  referenced_security_group_id = aws_security_group.this.id
  ip_protocol                  = "tcp"
  from_port                    = var.container_port
  to_port                      = var.container_port
}

resource "aws_vpc_security_group_ingress_rule" "from_alb" {
  security_group_id            = aws_security_group.this.id
  description                  = "Requests and health checks from the load balancer"
  referenced_security_group_id = var.alb_security_group_id
  ip_protocol                  = "tcp"
  from_port                    = var.container_port
  to_port                      = var.container_port
}

# The database knows none of its clients: each service that has it opens both halves.
resource "aws_vpc_security_group_egress_rule" "database" {
  count = var.database == null ? 0 : 1

  security_group_id            = aws_security_group.this.id
  description                  = "PostgreSQL to the database"
  referenced_security_group_id = var.database.security_group_id
  ip_protocol                  = "tcp"
  from_port                    = var.database.port
  to_port                      = var.database.port
}

resource "aws_vpc_security_group_ingress_rule" "database" {
  count = var.database == null ? 0 : 1

  security_group_id            = var.database.security_group_id
  description                  = "PostgreSQL from its clients"
  referenced_security_group_id = aws_security_group.this.id
  ip_protocol                  = "tcp"
  from_port                    = var.database.port
  to_port                      = var.database.port
}
