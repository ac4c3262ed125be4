# The role that plans. It reads how things are set up, not the data in them: no object but a state, no secret, no log. Only
# plan_reads_database_passwords lets it read secrets: the platform's own passwords of databases, and no others.

resource "aws_iam_role" "plan" {
  count = var.repository == null ? 0 : 1

  name        = "${var.project}-terraform-plan"
  description = "Lets the pipeline of ${local.repository} plan: it reads, and changes nothing"

  #checkov:skip=CKV_AWS_393:It knows no repository that is named with its numbers. Audience and subject are exact.
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = local.provider_arn }
      Condition = {
        StringEquals = { "${local.issuer}:aud" = local.audience }
        # A subject of GitHub's has no wildcard in it, so this asks for the very same.
        StringLike = { "${local.issuer}:sub" = local.plan_subjects }
      }
    }]
  })

  depends_on = [aws_iam_openid_connect_provider.pipeline]
}

resource "aws_iam_role_policy" "plan" {
  count = var.repository == null ? 0 : 1

  name = "plan"
  role = aws_iam_role.plan[0].id

  #checkov:skip=CKV_AWS_355:What reads how things are set up takes no single resource, or must find those that are new.
  #tfsec:ignore:AVD-AWS-0057 it reads how things are set up
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "ReadSettings"
        Effect = "Allow"
        Action = [
          "acm:Describe*", "acm:List*",
          "application-autoscaling:Describe*", "application-autoscaling:ListTagsForResource",
          "backup:Describe*", "backup:GetBackupPlan", "backup:GetBackupSelection", "backup:ListTags",
          "budgets:ListTagsForResource", "budgets:ViewBudget",
          "cloudwatch:Describe*", "cloudwatch:GetDashboard", "cloudwatch:ListTagsForResource",
          "ec2:Describe*",
          "ecs:Describe*", "ecs:List*",
          "elasticloadbalancing:Describe*",
          "iam:GetRole", "iam:GetRolePolicy", "iam:ListAttachedRolePolicies", "iam:ListRolePolicies",
          "kms:DescribeKey", "kms:GetKeyPolicy", "kms:GetKeyRotationStatus", "kms:ListAliases", "kms:ListResourceTags",
          "logs:Describe*", "logs:ListTags*",
          "rds:Describe*", "rds:ListTagsForResource",
          "route53:Get*", "route53:List*",
          "scheduler:Get*", "scheduler:ListTagsForResource",
          "sns:Get*", "sns:List*",
          "wafv2:Get*", "wafv2:List*",
        ]
        Resource = "*"
      },
      {
        Sid    = "ReadSettingsOfBucketsOfLogs"
        Effect = "Allow"
        Action = [
          "s3:GetAccelerateConfiguration", "s3:GetBucket*", "s3:GetEncryptionConfiguration", "s3:GetLifecycleConfiguration",
          "s3:GetReplicationConfiguration", "s3:ListBucket",
        ]
        Resource = [for name in local.deployed : "arn:${local.partition}:s3:::${var.project}-${name}-alb-logs-${local.account}"]
      },
      {
        # How a secret is rotated, not what it is.
        Sid      = "ReadSettingsOfSecretsOfDatabases"
        Effect   = "Allow"
        Action   = "secretsmanager:DescribeSecret"
        Resource = "arn:${local.partition}:secretsmanager:*:${local.account}:secret:rds!*"
      },
      {
        Sid      = "FindStates"
        Effect   = "Allow"
        Action   = "s3:ListBucket"
        Resource = aws_s3_bucket.state.arn
      },
      {
        Sid      = "ReadStates"
        Effect   = "Allow"
        Action   = "s3:GetObject"
        Resource = [for name in local.deployed : "${aws_s3_bucket.state.arn}/${var.project}/${name}/terraform.tfstate"]
      },
      {
        Sid      = "DecryptStates"
        Effect   = "Allow"
        Action   = "kms:Decrypt"
        Resource = aws_kms_key.state.arn
      },
      {
        # Where the environment has an account of its own, and a role there that only reads (plan_role_arn).
        Sid      = "EnterAccountsToRead"
        Effect   = "Allow"
        Action   = "sts:AssumeRole"
        Resource = [for name in local.deployed : "arn:${local.partition}:iam::*:role/${var.project}-${name}-terraform-plan"]
      },
    ]
  })
}

# With a lock table, the table knows what a state's checksum must be.
resource "aws_iam_role_policy" "plan_checksums" {
  count = var.repository != null && var.state_lock == "dynamodb" ? 1 : 0

  name = "read-checksums"
  role = aws_iam_role.plan[0].id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "dynamodb:GetItem"
      Resource = one(aws_dynamodb_table.lock[*].arn)
      Condition = {
        "ForAllValues:StringEquals" = {
          "dynamodb:LeadingKeys" = [for name in local.deployed : "${var.state_bucket}/${var.project}/${name}/terraform.tfstate-md5"]
        }
      }
    }]
  })
}

# The provider looks whether a secret's version is there by reading it. So where the platform makes the password of a database
# (db_password = "platform"), who may not read it cannot plan.
resource "aws_iam_role_policy" "plan_passwords" {
  count = var.repository != null && var.plan_reads_database_passwords ? 1 : 0

  name = "read-passwords-of-databases"
  role = aws_iam_role.plan[0].id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "ReadPasswordsOfDatabases"
        Effect   = "Allow"
        Action   = ["secretsmanager:DescribeSecret", "secretsmanager:GetResourcePolicy", "secretsmanager:GetSecretValue"]
        Resource = values(local.database_passwords)
      },
      {
        # Each database has a key of its own.
        Sid      = "DecryptPasswordsOfDatabases"
        Effect   = "Allow"
        Action   = "kms:Decrypt"
        Resource = "arn:${local.partition}:kms:*:${local.account}:key/*"
        Condition = { StringLike = {
          "kms:EncryptionContext:SecretARN" = values(local.database_passwords)
          "kms:ViaService"                  = "secretsmanager.*"
        } }
      },
    ]
  })
}
