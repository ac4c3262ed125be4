# The name is the one that Container Insights writes to.
resource "aws_cloudwatch_log_group" "insights" {
  #checkov:skip=CKV_AWS_338:an option
  count = var.container_insights == "disabled" ? 0 : 1

  name              = "/aws/ecs/containerinsights/${var.name}/performance"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.logs_kms_key_arn
}

# What was run in containers, by ECS Exec: every session is written down.
# https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html
resource "aws_cloudwatch_log_group" "exec" {
  #checkov:skip=CKV_AWS_338:an option
  count = var.exec_enabled ? 1 : 0

  name              = "/aws/ecs/${var.name}/exec"
  retention_in_days = var.exec_log_retention_days
  kms_key_id        = var.logs_kms_key_arn
}
