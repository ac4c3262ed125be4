module "waf" {
  source = "../modules/waf"
  count  = var.waf ? 1 : 0

  name               = local.name
  load_balancer_arn  = module.alb.arn
  mode               = var.waf_mode
  rate_limit         = var.waf_rate_limit
  sql_database       = var.db_enabled
  counted_rules      = var.waf_counted_rules
  log_retention_days = var.waf_log_retention_days
  logs_kms_key_arn   = aws_kms_key.observability.arn
}
