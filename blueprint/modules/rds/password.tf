# Who makes the master password. RDS makes no read replica of a database whose password it manages itself. The platform's own goes
# to the database and to a secret by arguments that are kept in no plan and no state. An ephemeral resource would be another way to
# it, but no module that has one can be tested with a mocked provider.
# https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html#rds-secrets-manager-limitations

locals {
  own_password = var.password == "platform" ? 1 : 0

  # 64 hexadecimal digits of the operating system's random numbers. Every apply makes others, the same for all that it hands them to;
  # they are taken with a new version alone.
  new_password = sensitive(replace("${uuid()}${uuid()}", "-", ""))
}

resource "aws_secretsmanager_secret" "master" {
  #checkov:skip=CKV2_AWS_57:RDS rotates no password that it did not make; password_version does
  count = local.own_password

  # A deleted secret keeps its name for a while. By what is before the slash, bootstrap/ lets roles have their environment's.
  name_prefix             = "${var.name}/database-"
  description             = "Master user of the database ${var.name}"
  kms_key_id              = aws_kms_key.this.arn
  recovery_window_in_days = 7
}

# Written once the database has the password, and anew whenever the database gets another one: with a new version, or because it is
# another database, or one that was imported.
resource "aws_secretsmanager_secret_version" "master" {
  count = local.own_password

  secret_id                = aws_secretsmanager_secret.master[0].id
  secret_string_wo         = jsonencode({ username = aws_db_instance.this.username, password = local.new_password })
  secret_string_wo_version = var.password_version

  lifecycle {
    replace_triggered_by = [aws_db_instance.this.id, aws_db_instance.this.password_wo_version]
  }
}
