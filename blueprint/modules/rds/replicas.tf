# Copies that answer reads, a moment behind. Subnets, version, storage and key are the database's. What is in them can be copied
# again, so none is backed up or protected.

resource "aws_db_instance" "replica" {
  #checkov:skip=CKV_AWS_118:an option
  #checkov:skip=CKV_AWS_133:the database has the backups
  #checkov:skip=CKV_AWS_157:another replica is the standby
  #checkov:skip=CKV_AWS_293:nothing is lost with it
  #checkov:skip=CKV_AWS_353:an option
  count = var.read_replicas

  identifier          = "${var.name}-replica-${count.index + 1}"
  replicate_source_db = aws_db_instance.this.identifier
  instance_class      = coalesce(var.replica_instance_class, var.instance_class)

  auto_minor_version_upgrade = true

  storage_type          = "gp3"
  max_allocated_storage = var.max_allocated_storage
  storage_encrypted     = true

  port                                = var.port
  iam_database_authentication_enabled = true

  multi_az               = false
  vpc_security_group_ids = [aws_security_group.this.id]
  publicly_accessible    = false
  ca_cert_identifier     = "rds-ca-rsa2048-g1"
  parameter_group_name   = aws_db_parameter_group.this.name

  backup_retention_period = 0 #tfsec:ignore:AVD-AWS-0077 the database has the backups
  maintenance_window      = var.maintenance_window
  apply_immediately       = var.apply_immediately
  copy_tags_to_snapshot   = true

  deletion_protection = false #tfsec:ignore:AVD-AWS-0177 nothing is lost with it
  skip_final_snapshot = true

  enabled_cloudwatch_logs_exports = keys(aws_cloudwatch_log_group.this)

  database_insights_mode                = "standard"
  performance_insights_enabled          = var.performance_insights #tfsec:ignore:AVD-AWS-0133 an option
  performance_insights_kms_key_id       = var.performance_insights ? aws_kms_key.this.arn : null
  performance_insights_retention_period = var.performance_insights ? 7 : null

  monitoring_interval = var.monitoring_interval
  monitoring_role_arn = var.monitoring_interval == 0 ? null : aws_iam_role.monitoring[0].arn

  depends_on = [aws_cloudwatch_log_group.replica]
}

resource "aws_cloudwatch_log_group" "replica" {
  #checkov:skip=CKV_AWS_338:an option
  for_each = { for pair in setproduct(range(var.read_replicas), keys(aws_cloudwatch_log_group.this)) : "${pair[0] + 1}-${pair[1]}" => {
    replica = pair[0] + 1
    log     = pair[1]
  } }

  name              = "/aws/rds/instance/${var.name}-replica-${each.value.replica}/${each.value.log}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.logs_kms_key_arn
}
