# Who reaches the database opens it for itself: modules/ecs. The database itself calls nobody.

resource "aws_security_group" "this" {
  name_prefix = "${var.name}-rds-"
  description = "Database ${var.name}"
  vpc_id      = var.vpc_id

  tags = { Name = "${var.name}-rds" }

  lifecycle {
    create_before_destroy = true
  }
}
