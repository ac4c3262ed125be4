run "applied" {
  assert {
    condition     = aws_db_instance.this.password_wo == null && aws_secretsmanager_secret_version.this.secret_string_wo == null
    error_message = "What is write-only is not kept."
  }
}
