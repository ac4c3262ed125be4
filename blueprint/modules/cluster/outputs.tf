output "name" {
  description = "The cluster."
  value       = aws_ecs_cluster.this.name
}

output "arn" {
  description = "ARN of the cluster. It is ready once it has its capacity providers."
  value       = aws_ecs_cluster.this.arn

  # A service cannot run on a capacity provider that its cluster does not have. Whoever reads this value waits for them.
  depends_on = [aws_ecs_cluster_capacity_providers.this]
}

output "exec_log_group_arn" {
  description = "Log group of what is run in containers; null where nothing may be."
  value       = one(aws_cloudwatch_log_group.exec[*].arn)
}
