resource "aws_db_subnet_group" "this" {
  name        = var.name
  description = "Subnets of the database ${var.name}"
  subnet_ids  = var.subnet_ids
}

resource "aws_db_parameter_group" "this" {
  # A new major version is another family, hence another group, which must exist before the database lets go of the
  # old one.
  name_prefix = "${var.name}-postgres${var.engine_version}-"
  family      = "postgres${var.engine_version}"
  description = "Parameters of the database ${var.name}"

  # No connection without TLS.
  parameter {
    name  = "rds.force_ssl"
    value = "1"
  }

  # Changes of the schema, and queries that take longer than a second, go into the log.
  parameter {
    name  = "log_statement"
    value = "ddl"
  }

  parameter {
    name  = "log_min_duration_statement"
    value = "1000"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_db_instance" "this" {
  #checkov:skip=CKV_AWS_118:an option
  #checkov:skip=CKV_AWS_133:an option
  #checkov:skip=CKV_AWS_157:an option
  #checkov:skip=CKV_AWS_293:an option
  #checkov:skip=CKV_AWS_353:an option
  identifier     = var.name
  engine         = "postgres"
  engine_version = var.engine_version
  instance_class = var.instance_class

  # The option names the major version, so a change of it is meant. AWS takes a snapshot first and the database is
  # away meanwhile: read the release notes, and try it in dev.
  allow_major_version_upgrade = true
  auto_minor_version_upgrade  = true

  storage_type          = "gp3"
  allocated_storage     = var.allocated_storage
  max_allocated_storage = var.max_allocated_storage
  storage_encrypted     = true
  kms_key_id            = aws_kms_key.this.arn

  db_name                             = var.db_name
  port                                = var.port
  username                            = var.username
  manage_master_user_password         = var.password == "rds" ? true : null
  master_user_secret_kms_key_id       = var.password == "rds" ? aws_kms_key.this.arn : null
  password_wo                         = var.password == "rds" ? null : local.new_password
  password_wo_version                 = var.password == "rds" ? null : var.password_version
  iam_database_authentication_enabled = true

  multi_az               = var.multi_az
  db_subnet_group_name   = aws_db_subnet_group.this.name
  vpc_security_group_ids = [aws_security_group.this.id]
  publicly_accessible    = false
  ca_cert_identifier     = "rds-ca-rsa2048-g1"
  parameter_group_name   = aws_db_parameter_group.this.name

  backup_retention_period  = var.backup_retention_days #tfsec:ignore:AVD-AWS-0077 an option
  backup_window            = var.backup_window
  maintenance_window       = var.maintenance_window
  apply_immediately        = var.apply_immediately
  copy_tags_to_snapshot    = true
  delete_automated_backups = !var.final_snapshot

  deletion_protection       = var.deletion_protection #tfsec:ignore:AVD-AWS-0177 an option
  skip_final_snapshot       = !var.final_snapshot
  final_snapshot_identifier = var.final_snapshot ? "${var.name}-final" : null

  enabled_cloudwatch_logs_exports = keys(aws_cloudwatch_log_group.this)

  # What was called Performance Insights lives on as the standard mode of Database Insights.
  database_insights_mode                = "standard"
  performance_insights_enabled          = var.performance_insights #tfsec:ignore:AVD-AWS-0133 an option
  performance_insights_kms_key_id       = var.performance_insights ? aws_kms_key.this.arn : null
  performance_insights_retention_period = var.performance_insights ? 7 : null

  monitoring_interval = var.monitoring_interval
  monitoring_role_arn = var.monitoring_interval == 0 ? null : aws_iam_role.monitoring[0].arn
}
