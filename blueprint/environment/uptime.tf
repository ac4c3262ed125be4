# The service, seen from outside.

module "uptime" {
  source = "../modules/uptime"
  count  = var.alarm_uptime ? 1 : 0

  name               = local.name
  domain_name        = var.domain_name
  https              = startswith(module.alb.url, "https:")
  path               = var.health_check_path
  evaluation_periods = var.alarm_evaluation_periods
  own_topic          = var.region != "us-east-1"
  topic_arn          = module.observability.topic_arn
  alarm_email        = var.alarm_email
}
