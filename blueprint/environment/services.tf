# Services beside the one that answers by default: the same module, with what differs from one to the next in var.services.

module "services" {
  source   = "../modules/ecs"
  for_each = var.services

  name                  = "${local.name}-${each.key}"
  container_name        = each.key
  cluster_name          = module.cluster.name
  cluster_arn           = module.cluster.arn
  vpc_id                = module.network.vpc_id
  subnet_ids            = module.network.private_subnet_ids
  alb_security_group_id = module.alb.security_group_id
  target_group_arn      = module.alb.services[each.key].target_group_arn

  egress_cidrs                = var.egress_cidrs
  endpoint_security_group_ids = module.network.endpoint_security_group_ids
  s3_prefix_list_id           = module.network.s3_prefix_list_id

  container_image           = each.value.container_image
  container_port            = each.value.container_port
  task_cpu                  = each.value.task_cpu
  task_memory               = each.value.task_memory
  cpu_architecture          = var.cpu_architecture
  desired_count             = each.value.desired_count
  autoscaling               = each.value.autoscaling_max != null
  autoscaling_min           = each.value.desired_count
  autoscaling_max           = each.value.autoscaling_max
  autoscaling_cpu           = each.value.autoscaling_cpu
  spot_share                = var.spot_share
  on_demand_base            = var.on_demand_base
  rollback_alarms           = var.deployment_rollback_by_alarm ? module.observability.rollback_alarm_names : []
  environment_variables     = each.value.environment_variables
  database                  = each.value.database ? one(module.rds[*].connection) : null
  secrets                   = each.value.secrets
  secrets_kms_key_arns      = length(each.value.secrets) == 0 ? [] : var.secrets_kms_key_arns
  read_only_root_filesystem = var.read_only_root_filesystem
  exec_enabled              = var.ecs_exec
  exec_log_group_arn        = module.cluster.exec_log_group_arn
  health_check_grace_period = var.health_check_grace_period
  log_retention_days        = var.log_retention_days
  logs_kms_key_arn          = aws_kms_key.observability.arn
  permissions_boundary_arn  = local.permissions_boundary_arn
}
