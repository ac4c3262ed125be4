output "url" {
  description = "Where the service is reached."
  value       = module.alb.url
}

output "alb_dns_name" {
  description = "AWS's name of the load balancer. A domain outside Route 53 points to it with a CNAME record."
  value       = module.alb.dns_name
}

output "alb_logs_bucket" {
  description = "Bucket of the load balancer's own logs, or null when it writes none."
  value       = module.alb.logs_bucket
}

output "nat_public_ips" {
  description = "Public addresses that the service is seen from, by zone. Partners who filter by address need them."
  value       = module.network.nat_public_ips
}

output "ecs_cluster_name" {
  description = "Cluster of the service."
  value       = module.cluster.name
}

output "ecs_service_name" {
  description = "The service."
  value       = module.ecs.service_name
}

output "task_role_name" {
  description = "Role of the containers. Attach the policies that the service needs to it."
  value       = module.ecs.task_role_name
}

output "log_group_name" {
  description = "Log group of the containers."
  value       = module.ecs.log_group_name
}

output "services" {
  description = "The services beside the one that answers by default, by name: service, role of the containers and log group of each."
  value = { for name, service in module.services : name => {
    service_name   = service.service_name
    task_role_name = service.task_role_name
    log_group_name = service.log_group_name
  } }
}

output "db_host" {
  description = "Host name of the database, or null without one."
  value       = one(module.rds[*].connection.host)
}

output "db_secret_arn" {
  description = "Secret that holds the database's master user and password, or null without a database."
  value       = one(module.rds[*].connection.secret_arn)
}

output "alarm_topic_arn" {
  description = "Topic that alarms are sent to. Subscribe here whatever else should hear of them."
  value       = module.observability.topic_arn
}
