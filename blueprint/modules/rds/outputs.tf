output "identifier" {
  description = "Identifier of the database."
  value       = aws_db_instance.this.identifier
}

output "connection" {
  description = "What a client needs: host (which stays the same when the standby takes over), the hosts of the read replicas, port, name, the secret with user and password, which may change, the key that the secret is encrypted with, and the security group that lets clients in."
  value = {
    host        = aws_db_instance.this.address
    port        = var.port
    name        = var.db_name
    secret_arn  = var.password == "rds" ? aws_db_instance.this.master_user_secret[0].secret_arn : aws_secretsmanager_secret.master[0].arn
    kms_key_arn = aws_kms_key.this.arn

    reader_hosts      = aws_db_instance.replica[*].address
    security_group_id = aws_security_group.this.id
  }

  # The provider does not plan the secret that RDS makes of a database that it had none of: it is known afterwards.
  # https://github.com/hashicorp/terraform-provider-aws/issues/34094
  precondition {
    condition     = var.password == "rds" ? length(aws_db_instance.this.master_user_secret) > 0 : true
    error_message = "RDS has made no secret for ${var.name} yet. Apply the database alone, which makes it, then plan again: docs/upgrading.md has the commands, under \"Another maker of the database's password\"."
  }

  # Who is told where the password is finds it there.
  depends_on = [aws_secretsmanager_secret_version.master]
}

output "replica_identifiers" {
  description = "Identifiers of the read replicas, by number."
  value       = { for index, replica in aws_db_instance.replica : tostring(index + 1) => replica.identifier }
}

output "arn" {
  description = "ARN of the database."
  value       = aws_db_instance.this.arn
}
