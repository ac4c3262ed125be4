# What bounds the roles of the platform. A role that applies writes policies for the roles of its environment; with a boundary
# none of them can be more than the boundary is, whatever those policies say.

locals {
  boundary_arns = [for name in [var.permissions_boundary] : "arn:${local.partition}:iam::${local.account}:policy/${name}" if name != null]
}

resource "aws_iam_role_policy" "apply_bounded" {
  for_each = var.permissions_boundary == null ? toset([]) : local.deployed

  name = "only-bounded-roles"
  role = aws_iam_role.apply[each.key].id

  # https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html#access_policies_boundaries-delegate
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "OnlyBoundedRoles"
        Effect    = "Deny"
        Action    = ["iam:AttachRolePolicy", "iam:CreateRole", "iam:PutRolePermissionsBoundary", "iam:PutRolePolicy"]
        Resource  = "*"
        Condition = { StringNotEquals = { "iam:PermissionsBoundary" = local.boundary_arns } }
      },
      {
        Sid      = "LeaveBoundary"
        Effect   = "Deny"
        Action   = ["iam:CreatePolicyVersion", "iam:DeletePolicy", "iam:DeletePolicyVersion", "iam:DeleteRolePermissionsBoundary", "iam:SetDefaultPolicyVersion"]
        Resource = "*"
      },
    ]
  })
}
