# What stood in other modules before: an environment that runs keeps it.

moved {
  from = module.ecs.aws_ecs_cluster.this
  to   = module.cluster.aws_ecs_cluster.this
}

moved {
  from = module.ecs.aws_ecs_cluster_capacity_providers.this
  to   = module.cluster.aws_ecs_cluster_capacity_providers.this
}

moved {
  from = module.ecs.aws_cloudwatch_log_group.insights
  to   = module.cluster.aws_cloudwatch_log_group.insights
}

moved {
  from = module.ecs.aws_cloudwatch_log_group.exec
  to   = module.cluster.aws_cloudwatch_log_group.exec
}

moved {
  from = module.rds[0].aws_vpc_security_group_egress_rule.clients_to_database
  to   = module.ecs.aws_vpc_security_group_egress_rule.database[0]
}

moved {
  from = module.rds[0].aws_vpc_security_group_ingress_rule.from_clients
  to   = module.ecs.aws_vpc_security_group_ingress_rule.database[0]
}
