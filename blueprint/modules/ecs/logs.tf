resource "aws_cloudwatch_log_group" "app" {
  #checkov:skip=CKV_AWS_338:an option
  name              = "/aws/ecs/${var.cluster_name}/${var.container_name}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.logs_kms_key_arn
}
