output "identifier" {
  description = "Identifier of the database."
  value       = aws_db_instance.this.identifier
}

output "connection" {
  description = "What a client needs: host (which stays the same when the standby takes over), port, name, the secret with user and password, which AWS rotates, the key that the secret is encrypted with, and the security group that lets clients in."
  value = {
    host        = aws_db_instance.this.address
    port        = var.port
    name        = var.db_name
    secret_arn  = aws_db_instance.this.master_user_secret[0].secret_arn
    kms_key_arn = aws_kms_key.this.arn

    security_group_id = aws_security_group.this.id
  }
}

output "arn" {
  description = "ARN of the database."
  value       = aws_db_instance.this.arn
}
