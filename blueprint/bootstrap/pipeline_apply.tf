# The roles that apply: one per environment, with the services that an environment is made of. None may touch IAM users, the
# pipeline's own roles, another environment's state or the states' key.

resource "aws_iam_role" "apply" {
  #checkov:skip=CKV_AWS_393:The subject is exact. It is another for each environment, which is not worked out where this is asked.
  for_each = local.deployed

  name        = "${var.project}-terraform-apply-${each.key}"
  description = "Lets the pipeline of ${local.repository} apply ${each.key}"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = local.provider_arn }
      Condition = {
        StringEquals = {
          "${local.issuer}:aud" = local.audience
          "${local.issuer}:sub" = local.apply_subjects[each.key]
        }
      }
    }]
  })

  depends_on = [aws_iam_openid_connect_provider.pipeline]
}

# What an environment is made of. A dev and a prod in one account are apart by name in IAM and in the state, and elsewhere not:
# accounts of their own keep them apart (docs/hardening.md).
resource "aws_iam_role_policy" "apply" {
  for_each = local.deployed

  name = "apply"
  role = aws_iam_role.apply[each.key].id

  #checkov:skip=CKV_AWS_287:No action here gives credentials away.
  #checkov:skip=CKV_AWS_288:What it manages has no names before it is made.
  #checkov:skip=CKV_AWS_289:It manages roles of its environment by name, and passes them to a few services alone.
  #checkov:skip=CKV_AWS_290:What it manages has no names before it is made.
  #checkov:skip=CKV_AWS_355:What it manages has no names before it is made.
  #tfsec:ignore:AVD-AWS-0057 what it manages has no names before it is made
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "ManagePlatform"
        Effect = "Allow"
        Action = [
          "acm:*",
          "application-autoscaling:*",
          "backup:*",
          "backup-storage:MountCapsule",
          "budgets:*",
          "cloudwatch:*",
          "ec2:*",
          "ecs:*",
          "elasticloadbalancing:*",
          "logs:*",
          "rds:*",
          "route53:*",
          "scheduler:*",
          "sns:*",
          "wafv2:*",
        ]
        Resource = "*"
      },
      {
        # The load balancer's logs. The states lie in a bucket of another name.
        Sid      = "ManageBucketOfLogs"
        Effect   = "Allow"
        Action   = "s3:*"
        Resource = [for suffix in ["", "/*"] : "arn:${local.partition}:s3:::${var.project}-${each.key}-alb-logs-${local.account}${suffix}"]
      },
      {
        Sid    = "ManageKeys"
        Effect = "Allow"
        Action = [
          "kms:CreateAlias", "kms:CreateGrant", "kms:CreateKey", "kms:Decrypt", "kms:DeleteAlias", "kms:DescribeKey",
          "kms:EnableKeyRotation", "kms:GenerateDataKey", "kms:GetKeyPolicy", "kms:GetKeyRotationStatus", "kms:ListAliases",
          "kms:ListResourceTags", "kms:PutKeyPolicy", "kms:ScheduleKeyDeletion", "kms:TagResource", "kms:UntagResource",
          "kms:UpdateAlias", "kms:UpdateKeyDescription",
        ]
        Resource = "*"
      },
      {
        Sid       = "LeaveKeyOfStates"
        Effect    = "Deny"
        NotAction = ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"]
        Resource  = aws_kms_key.state.arn
      },
      {
        # RDS makes the secret of a database in the name of who makes the database.
        Sid      = "ManageSecretsOfDatabases"
        Effect   = "Allow"
        Action   = ["secretsmanager:CancelRotateSecret", "secretsmanager:CreateSecret", "secretsmanager:DescribeSecret", "secretsmanager:RotateSecret", "secretsmanager:TagResource"]
        Resource = "arn:${local.partition}:secretsmanager:*:${local.account}:secret:rds!*"
      },
      {
        # The platform's own password of the database (db_password).
        Sid    = "ManagePasswordOfDatabase"
        Effect = "Allow"
        Action = [
          "secretsmanager:CreateSecret", "secretsmanager:DeleteSecret", "secretsmanager:DescribeSecret",
          "secretsmanager:GetResourcePolicy", "secretsmanager:GetSecretValue", "secretsmanager:PutSecretValue",
          "secretsmanager:TagResource", "secretsmanager:UntagResource", "secretsmanager:UpdateSecret",
          "secretsmanager:UpdateSecretVersionStage",
        ]
        Resource = local.database_passwords[each.key]
      },
      {
        Sid    = "ManageRoles"
        Effect = "Allow"
        Action = [
          "iam:CreateRole", "iam:DeleteRole", "iam:DeleteRolePermissionsBoundary", "iam:DeleteRolePolicy", "iam:GetRole",
          "iam:GetRolePolicy", "iam:ListAttachedRolePolicies", "iam:ListInstanceProfilesForRole", "iam:ListRolePolicies",
          "iam:PutRolePermissionsBoundary", "iam:PutRolePolicy", "iam:TagRole", "iam:UntagRole", "iam:UpdateAssumeRolePolicy",
          "iam:UpdateRole", "iam:UpdateRoleDescription",
        ]
        Resource = "arn:${local.partition}:iam::${local.account}:role/${var.project}-${each.key}-*"
      },
      {
        # AWS's own policies, for roles that its services take.
        Sid      = "AttachPoliciesOfServices"
        Effect   = "Allow"
        Action   = ["iam:AttachRolePolicy", "iam:DetachRolePolicy"]
        Resource = "arn:${local.partition}:iam::${local.account}:role/${var.project}-${each.key}-*"
        Condition = {
          ArnEquals = {
            "iam:PolicyARN" = [
              for policy in ["AmazonECSInfrastructureRolePolicyForLoadBalancers", "service-role/AWSBackupServiceRolePolicyForBackup", "service-role/AmazonRDSEnhancedMonitoringRole"] :
              "arn:${local.partition}:iam::aws:policy/${policy}"
            ]
          }
        }
      },
      {
        Sid       = "PassRoles"
        Effect    = "Allow"
        Action    = "iam:PassRole"
        Resource  = "arn:${local.partition}:iam::${local.account}:role/${var.project}-${each.key}-*"
        Condition = { StringEquals = { "iam:PassedToService" = ["backup.amazonaws.com", "ecs.amazonaws.com", "ecs-tasks.amazonaws.com", "monitoring.rds.amazonaws.com", "scheduler.amazonaws.com", "vpc-flow-logs.amazonaws.com"] } }
      },
      {
        # Where the environment has an account of its own, and a role there that trusts this one (assume_role_arn).
        Sid      = "EnterItsAccount"
        Effect   = "Allow"
        Action   = "sts:AssumeRole"
        Resource = "arn:${local.partition}:iam::*:role/${var.project}-${each.key}-*"
      },
      {
        Sid       = "MakeRolesOfServices"
        Effect    = "Allow"
        Action    = "iam:CreateServiceLinkedRole"
        Resource  = "arn:${local.partition}:iam::${local.account}:role/aws-service-role/*"
        Condition = { StringEquals = { "iam:AWSServiceName" = ["ecs.amazonaws.com", "ecs.application-autoscaling.amazonaws.com", "elasticloadbalancing.amazonaws.com", "rds.amazonaws.com"] } }
      },
    ]
  })
}

# The roles of an environment prod-eu begin as those of prod do: they are not prod's to manage.
resource "aws_iam_role_policy" "apply_apart" {
  for_each = {
    for name in local.deployed : name => [for other in local.deployed : other if startswith(other, "${name}-")]
    if anytrue([for other in local.deployed : startswith(other, "${name}-")])
  }

  name = "leave-others"
  role = aws_iam_role.apply[each.key].id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid      = "LeaveRolesOfOthers"
      Effect   = "Deny"
      Action   = "iam:*"
      Resource = [for other in each.value : "arn:${local.partition}:iam::${local.account}:role/${var.project}-${other}-*"]
    }]
  })
}

# Its state, and no other.
resource "aws_iam_role_policy" "apply_state" {
  for_each = local.deployed

  name = "write-state"
  role = aws_iam_role.apply[each.key].id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "FindState"
        Effect   = "Allow"
        Action   = "s3:ListBucket"
        Resource = aws_s3_bucket.state.arn
      },
      {
        Sid      = "WriteState"
        Effect   = "Allow"
        Action   = ["s3:GetObject", "s3:PutObject"]
        Resource = "${aws_s3_bucket.state.arn}/${var.project}/${each.key}/terraform.tfstate"
      },
      {
        Sid      = "EncryptState"
        Effect   = "Allow"
        Action   = ["kms:Decrypt", "kms:GenerateDataKey"]
        Resource = aws_kms_key.state.arn
      },
    ]
  })
}

# What locks it: an object beside it, or an item of the table, which also keeps its checksum.
resource "aws_iam_role_policy" "apply_lock" {
  for_each = local.deployed

  name = "lock-state"
  role = aws_iam_role.apply[each.key].id

  policy = var.state_lock == "dynamodb" ? jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid      = "LockState"
      Effect   = "Allow"
      Action   = ["dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:PutItem"]
      Resource = one(aws_dynamodb_table.lock[*].arn)
      Condition = {
        "ForAllValues:StringEquals" = {
          "dynamodb:LeadingKeys" = [
            "${var.state_bucket}/${var.project}/${each.key}/terraform.tfstate",
            "${var.state_bucket}/${var.project}/${each.key}/terraform.tfstate-md5",
          ]
        }
      }
    }]
    }) : jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid      = "LockState"
      Effect   = "Allow"
      Action   = ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"]
      Resource = "${aws_s3_bucket.state.arn}/${var.project}/${each.key}/terraform.tfstate.tflock"
    }]
  })
}
