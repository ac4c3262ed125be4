# Two roles: one for ECS to start the task, one for the container that runs in it. Each may what it needs and no more.

locals {
  # An image in ECR is pulled with IAM's leave, from its own repository alone. Other registries ask for none.
  ecr_image = try(regex("^(?P<account>[0-9]{12})\\.dkr\\.ecr\\.(?P<region>[a-z0-9-]+)\\.amazonaws\\.com(?:\\.cn)?/(?P<repository>[^:@]+)", var.container_image), null)

  ecr_repository_arn = local.ecr_image == null ? null : "arn:${data.aws_partition.current.partition}:ecr:${local.ecr_image.region}:${local.ecr_image.account}:repository/${local.ecr_image.repository}"

  # A reference to one key of a secret, arn:…:secret:name:key::, is a reference to the secret.
  secret_arns = distinct([for arn in values(var.secrets) : join(":", slice(split(":", arn), 0, 7))])

  secrets_manager = "secretsmanager.${data.aws_region.current.region}.amazonaws.com"

  # Only ECS may take these roles, and only for tasks of this account.
  # https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html
  trust_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "ecs-tasks.amazonaws.com" }
      Condition = {
        StringEquals = { "aws:SourceAccount" = data.aws_caller_identity.current.account_id }
        ArnLike      = { "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:ecs:${data.aws_region.current.region}:${data.aws_caller_identity.current.account_id}:*" }
      }
    }]
  })

  execution_statements = [for statement in [
    {
      Sid      = "WriteLogs"
      Effect   = "Allow"
      Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
      Resource = "${aws_cloudwatch_log_group.app.arn}:*"
    },
    local.ecr_image == null ? null : {
      Sid      = "SignInToRegistry"
      Effect   = "Allow"
      Action   = "ecr:GetAuthorizationToken"
      Resource = "*" # the action knows no resources
    },
    local.ecr_image == null ? null : {
      Sid      = "PullImage"
      Effect   = "Allow"
      Action   = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
      Resource = local.ecr_repository_arn
    },
    length(local.secret_arns) == 0 ? null : {
      Sid      = "ReadSecrets"
      Effect   = "Allow"
      Action   = "secretsmanager:GetSecretValue"
      Resource = local.secret_arns
    },
    length(var.secrets_kms_key_arns) == 0 ? null : {
      Sid       = "DecryptSecrets"
      Effect    = "Allow"
      Action    = "kms:Decrypt"
      Resource  = var.secrets_kms_key_arns
      Condition = { StringEquals = { "kms:ViaService" = local.secrets_manager } }
    },
  ] : statement if statement != null]
}

resource "aws_iam_role" "execution" {
  name                 = "${var.name}-execution"
  description          = "Lets ECS start the tasks of ${var.name}: pull the image, read its secrets, write its logs"
  assume_role_policy   = local.trust_policy
  permissions_boundary = var.permissions_boundary_arn
}

resource "aws_iam_role_policy" "execution" {
  name = "start-tasks"
  role = aws_iam_role.execution.id

  #tfsec:ignore:AVD-AWS-0057 the streams of one log group; signing in to the registry, which knows no resources
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = local.execution_statements
  })
}

# What the container itself may do in AWS. Attach the policies that your service needs to this role.
resource "aws_iam_role" "task" {
  name                 = "${var.name}-task"
  description          = "What the containers of ${var.name} may do in AWS"
  assume_role_policy   = local.trust_policy
  permissions_boundary = var.permissions_boundary_arn
}

resource "aws_iam_role_policy" "task" {
  count = var.database == null ? 0 : 1

  name = "read-database-secret"
  role = aws_iam_role.task.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "ReadSecret"
        Effect   = "Allow"
        Action   = "secretsmanager:GetSecretValue"
        Resource = var.database.secret_arn
      },
      {
        Sid       = "DecryptSecret"
        Effect    = "Allow"
        Action    = "kms:Decrypt"
        Resource  = var.database.kms_key_arn
        Condition = { StringEquals = { "kms:ViaService" = local.secrets_manager } }
      },
    ]
  })
}
