# Commands in a running container, by ECS Exec: off unless it is asked for. The cluster says where every session is written down.
# https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html

# The agent that ECS puts beside the container speaks for it: it opens the session, encrypts it and writes the log.
resource "aws_iam_role_policy" "exec" {
  count = var.exec_enabled ? 1 : 0

  name = "run-commands"
  role = aws_iam_role.task.id

  #tfsec:ignore:AVD-AWS-0057 sessions and the list of log groups know no resources; the streams of one log group
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        #checkov:skip=CKV_AWS_355:these actions know no resources
        Sid      = "OpenSessions"
        Effect   = "Allow"
        Action   = ["ssmmessages:CreateControlChannel", "ssmmessages:CreateDataChannel", "ssmmessages:OpenControlChannel", "ssmmessages:OpenDataChannel"]
        Resource = "*" # the actions know no resources
      },
      {
        Sid      = "FindLog"
        Effect   = "Allow"
        Action   = "logs:DescribeLogGroups"
        Resource = "*" # the action knows no resources
      },
      {
        Sid      = "WriteLog"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"]
        Resource = "${var.exec_log_group_arn}:*"
      },
      {
        Sid      = "DecryptSessions"
        Effect   = "Allow"
        Action   = "kms:Decrypt"
        Resource = var.logs_kms_key_arn
      },
    ]
  })
}
