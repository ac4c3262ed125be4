locals {
  name = "${var.project}-${var.environment}"

  permissions_boundary_arn = var.permissions_boundary == null ? null : "arn:${local.partition}:iam::${local.account}:policy/${var.permissions_boundary}"
}

module "network" {
  source = "../modules/network"

  name                     = local.name
  vpc_cidr                 = var.vpc_cidr
  az_count                 = var.az_count
  nat_mode                 = var.nat_mode
  endpoints                = var.vpc_endpoints
  database_subnets         = var.db_enabled
  flow_logs                = var.flow_logs
  flow_logs_retention_days = var.flow_logs_retention_days
  kms_key_arn              = aws_kms_key.observability.arn
  permissions_boundary_arn = local.permissions_boundary_arn
}

module "alb" {
  source = "../modules/alb"

  name                    = local.name
  vpc_id                  = module.network.vpc_id
  subnet_ids              = module.network.public_subnet_ids
  target_port             = var.container_port
  domain_name             = var.domain_name
  hosted_zone_name        = var.hosted_zone_name
  certificate_arn         = var.certificate_arn
  allow_http              = var.allow_http
  tls_policy              = var.tls_policy
  ingress_cidrs           = var.ingress_cidrs
  ingress_prefix_list_ids = var.ingress_prefix_list_ids
  health_check_path       = var.health_check_path
  health_check_matcher    = var.health_check_matcher
  idle_timeout            = var.idle_timeout
  deletion_protection     = var.alb_deletion_protection
  access_logs             = var.alb_access_logs
  connection_logs         = var.alb_connection_logs
  logs_retention_days     = var.alb_logs_retention_days
  blue_green              = var.deployment_strategy == "blue_green"
  services = { for name, service in var.services : name => {
    priority          = service.priority
    path_patterns     = service.path_patterns
    target_port       = service.container_port
    health_check_path = service.health_check_path
  } }
}

module "cluster" {
  source = "../modules/cluster"

  name                    = local.name
  container_insights      = var.container_insights
  exec_enabled            = var.ecs_exec
  exec_log_retention_days = var.ecs_exec_log_retention_days
  log_retention_days      = module.ecs.log_retention_days # as the service, whose rule says what CloudWatch takes
  logs_kms_key_arn        = aws_kms_key.observability.arn
}

# The service that answers by default. Further ones: services.tf.
module "ecs" {
  source = "../modules/ecs"

  name                  = local.name
  cluster_name          = module.cluster.name
  cluster_arn           = module.cluster.arn
  vpc_id                = module.network.vpc_id
  subnet_ids            = module.network.private_subnet_ids
  alb_security_group_id = module.alb.security_group_id
  target_group_arn      = module.alb.target_group_arn
  requests_label        = module.alb.requests_label

  egress_cidrs                = var.egress_cidrs
  endpoint_security_group_ids = module.network.endpoint_security_group_ids
  s3_prefix_list_id           = module.network.s3_prefix_list_id

  container_image           = var.container_image
  container_port            = var.container_port
  task_cpu                  = var.task_cpu
  task_memory               = var.task_memory
  cpu_architecture          = var.cpu_architecture
  desired_count             = var.desired_count
  autoscaling               = var.autoscaling
  autoscaling_min           = var.autoscaling_min
  autoscaling_max           = var.autoscaling_max
  autoscaling_cpu           = var.autoscaling_cpu
  autoscaling_memory        = var.autoscaling_memory
  autoscaling_requests      = var.autoscaling_requests
  autoscaling_schedules     = var.autoscaling_schedules
  spot_share                = var.spot_share
  on_demand_base            = var.on_demand_base
  blue_green                = module.alb.blue_green
  bake_time                 = var.deployment_bake_time
  rollback_alarms           = var.deployment_rollback_by_alarm ? module.observability.rollback_alarm_names : []
  environment_variables     = var.environment_variables
  database                  = one(module.rds[*].connection)
  secrets                   = var.secrets
  secrets_kms_key_arns      = var.secrets_kms_key_arns
  read_only_root_filesystem = var.read_only_root_filesystem
  exec_enabled              = var.ecs_exec
  exec_log_group_arn        = module.cluster.exec_log_group_arn
  health_check_grace_period = var.health_check_grace_period
  log_retention_days        = var.log_retention_days
  logs_kms_key_arn          = aws_kms_key.observability.arn
  permissions_boundary_arn  = local.permissions_boundary_arn
}

module "rds" {
  source = "../modules/rds"
  count  = var.db_enabled ? 1 : 0

  name       = local.name
  vpc_id     = module.network.vpc_id
  subnet_ids = module.network.database_subnet_ids

  engine_version           = var.db_engine_version
  instance_class           = var.db_instance_class
  db_name                  = var.db_name
  username                 = var.db_username
  password                 = var.db_password
  password_version         = var.db_password_version
  secret_rotation_days     = var.db_secret_rotation_days
  port                     = var.db_port
  allocated_storage        = var.db_allocated_storage
  max_allocated_storage    = var.db_max_allocated_storage
  multi_az                 = var.db_multi_az
  read_replicas            = var.db_read_replicas
  replica_instance_class   = var.db_replica_instance_class
  backup_retention_days    = var.db_backup_retention_days
  backup_window            = var.db_backup_window
  maintenance_window       = var.db_maintenance_window
  deletion_protection      = var.db_deletion_protection
  final_snapshot           = var.db_final_snapshot
  apply_immediately        = var.db_apply_immediately
  performance_insights     = var.db_performance_insights
  monitoring_interval      = var.db_monitoring_interval
  log_retention_days       = var.db_log_retention_days
  logs_kms_key_arn         = aws_kms_key.observability.arn
  permissions_boundary_arn = local.permissions_boundary_arn
}

module "observability" {
  source = "../modules/observability"

  name             = local.name
  kms_key_arn      = aws_kms_key.observability.arn
  alarm_email      = var.alarm_email
  alb_arn_suffix   = module.alb.arn_suffix
  ecs_cluster_name = module.cluster.name
  ecs_service_name = module.ecs.service_name
  db_identifier    = one(module.rds[*].identifier)

  evaluation_periods         = var.alarm_evaluation_periods
  alb_5xx_threshold          = var.alarm_alb_5xx_threshold
  alb_5xx_period             = var.alarm_alb_5xx_period
  ecs_cpu_threshold          = var.alarm_ecs_cpu_threshold
  ecs_cpu_period             = var.alarm_ecs_cpu_period
  rds_cpu_threshold          = var.alarm_rds_cpu_threshold
  rds_cpu_period             = var.alarm_rds_cpu_period
  rds_free_storage_threshold = var.alarm_rds_free_storage_threshold
  rds_free_storage_period    = var.alarm_rds_free_storage_period

  services = { for name, service in module.services : name => {
    service_name            = service.service_name
    target_group_arn_suffix = module.alb.services[name].target_group_arn_suffix
  } }

  target_group_arn_suffixes   = module.alb.target_group_arn_suffixes
  nat_gateway_ids             = module.network.nat_gateway_ids
  db_replica_identifiers      = var.db_enabled ? module.rds[0].replica_identifiers : {}
  unhealthy_targets_threshold = var.alarm_unhealthy_targets_threshold
  latency_p95_threshold       = var.alarm_latency_p95_threshold
  target_5xx_threshold        = var.alarm_target_5xx_threshold
  ecs_memory_threshold        = var.alarm_ecs_memory_threshold
  ecs_running                 = var.alarm_ecs_running
  rds_connections_threshold   = var.alarm_rds_connections_threshold
  rds_replica_lag_threshold   = var.alarm_rds_replica_lag_threshold
  nat_port_errors_threshold   = var.alarm_nat_port_errors_threshold
  composite                   = var.alarm_composite
  dashboard                   = var.dashboard
}

module "nights" {
  source = "../modules/nights"
  count  = var.night_off ? 1 : 0

  name                     = local.name
  cluster_name             = module.cluster.name
  service_name             = module.ecs.service_name
  desired_count            = var.desired_count
  services                 = { for name, service in module.services : name => { service_name = service.service_name, desired_count = var.services[name].desired_count } }
  db_identifier            = one(module.rds[*].identifier)
  kms_key_arn              = aws_kms_key.observability.arn
  permissions_boundary_arn = local.permissions_boundary_arn
  begin                    = var.night_begin
  end                      = var.night_end
  timezone                 = var.night_timezone
  weekends                 = var.night_weekends
}
