output "vault_name" {
  description = "The vault. That of the copies, in another region, is called the same."
  value       = aws_backup_vault.this.name
}
