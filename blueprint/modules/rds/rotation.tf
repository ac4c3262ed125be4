# RDS rotates the password that it made every seven days by itself. Another rhythm takes no function of one's own.
# https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_managed.html

resource "aws_secretsmanager_secret_rotation" "this" {
  #checkov:skip=CKV_AWS_304:an option; a quarter is the most in prod
  count = var.secret_rotation_days == null ? 0 : 1

  secret_id          = aws_db_instance.this.master_user_secret[0].secret_arn
  rotate_immediately = false

  rotation_rules {
    automatically_after_days = var.secret_rotation_days
  }
}
