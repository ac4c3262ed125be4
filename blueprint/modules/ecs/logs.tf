resource "aws_cloudwatch_log_group" "app" {
  #checkov:skip=CKV_AWS_338:an option
  name              = "/aws/ecs/${var.name}/app"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.logs_kms_key_arn
}

# The name is the one that Container Insights writes to.
resource "aws_cloudwatch_log_group" "insights" {
  #checkov:skip=CKV_AWS_338:an option
  count = var.container_insights == "disabled" ? 0 : 1

  name              = "/aws/ecs/containerinsights/${var.name}/performance"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.logs_kms_key_arn
}
