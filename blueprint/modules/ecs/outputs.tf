output "service_name" {
  description = "The service."
  value       = local.service_name
}

output "task_definition_arn" {
  description = "The task definition that the service runs, with its revision."
  value       = aws_ecs_task_definition.this.arn
}

output "security_group_id" {
  description = "Security group of the tasks."
  value       = aws_security_group.this.id
}

output "task_role_name" {
  description = "Role of the containers. Attach the policies that the service needs to it."
  value       = aws_iam_role.task.name
}

output "log_group_name" {
  description = "Log group of the containers."
  value       = aws_cloudwatch_log_group.app.name
}

output "log_retention_days" {
  description = "How many days the container's logs are kept. 0 keeps them for ever."
  value       = var.log_retention_days
}
