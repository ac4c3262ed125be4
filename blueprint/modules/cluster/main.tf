# What services run in, and what holds for all of them: how commands in their containers are encrypted and logged, and what is measured.

resource "aws_ecs_cluster" "this" {
  #checkov:skip=CKV_AWS_65:an option
  name = var.name

  setting {
    name  = "containerInsights"
    value = var.container_insights #tfsec:ignore:AVD-AWS-0034 an option
  }

  dynamic "configuration" {
    for_each = var.exec_enabled ? ["exec"] : []

    content {
      execute_command_configuration {
        kms_key_id = var.logs_kms_key_arn
        logging    = "OVERRIDE"

        log_configuration {
          cloud_watch_encryption_enabled = true
          cloud_watch_log_group_name     = aws_cloudwatch_log_group.exec[0].name
        }
      }
    }
  }

  # Otherwise Container Insights makes its log group first, unencrypted and kept for ever.
  depends_on = [aws_cloudwatch_log_group.insights]
}

# Both are AWS's own and cost nothing by being there. With them in place the share of Spot is a change of the service alone.
resource "aws_ecs_cluster_capacity_providers" "this" {
  cluster_name       = aws_ecs_cluster.this.name
  capacity_providers = ["FARGATE", "FARGATE_SPOT"]
}
