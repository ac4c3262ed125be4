# Only Scheduler may take the role, and only for schedules of this account.
# https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html
resource "aws_iam_role" "this" {
  name                 = "${var.name}-nights"
  description          = "Lets EventBridge Scheduler stop and start ${var.name}"
  permissions_boundary = var.permissions_boundary_arn

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "scheduler.amazonaws.com" }
      Condition = {
        StringEquals = { "aws:SourceAccount" = data.aws_caller_identity.current.account_id }
        ArnLike      = { "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:scheduler:${data.aws_region.current.region}:${data.aws_caller_identity.current.account_id}:schedule-group/default" }
      }
    }]
  })
}

resource "aws_iam_role_policy" "this" {
  name = "stop-and-start"
  role = aws_iam_role.this.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [for statement in [
      {
        Sid      = "StopAndStartTasks"
        Effect   = "Allow"
        Action   = "ecs:UpdateService"
        Resource = "arn:${data.aws_partition.current.partition}:ecs:${data.aws_region.current.region}:${data.aws_caller_identity.current.account_id}:service/${var.cluster_name}/${var.service_name}"
      },
      length(var.services) == 0 ? null : {
        Sid      = "StopAndStartTasksOfOthers"
        Effect   = "Allow"
        Action   = "ecs:UpdateService"
        Resource = [for service in var.services : "arn:${data.aws_partition.current.partition}:ecs:${data.aws_region.current.region}:${data.aws_caller_identity.current.account_id}:service/${var.cluster_name}/${service.service_name}"]
      },
      var.db_identifier == null ? null : {
        Sid      = "StopAndStartDatabase"
        Effect   = "Allow"
        Action   = ["rds:StartDBInstance", "rds:StopDBInstance"]
        Resource = "arn:${data.aws_partition.current.partition}:rds:${data.aws_region.current.region}:${data.aws_caller_identity.current.account_id}:db:${coalesce(var.db_identifier, "-")}"
      },
      {
        Sid       = "ReadSchedules"
        Effect    = "Allow"
        Action    = "kms:Decrypt"
        Resource  = var.kms_key_arn
        Condition = { StringEquals = { "kms:ViaService" = "scheduler.${data.aws_region.current.region}.amazonaws.com" } }
      },
    ] : statement if statement != null]
  })
}
