# Who the pipeline is. It signs in with tokens of its CI service (OpenID Connect), each of which holds for one job: there is no
# key to keep, to rotate or to lose. Without a repository there is none of this.
#
# One role reads, and plans what nobody has approved yet (pipeline_plan.tf). The others apply, one per environment
# (pipeline_apply.tf).

locals {
  account   = data.aws_caller_identity.current.account_id
  partition = data.aws_partition.current.partition

  repository   = var.repository == null ? "" : var.repository
  deployed     = var.repository == null ? toset([]) : toset(var.environments)
  issuer       = var.ci == "gitlab" ? "gitlab.com" : "token.actions.githubusercontent.com"
  audience     = "sts.amazonaws.com"
  provider_arn = "arn:${local.partition}:iam::${local.account}:oidc-provider/${local.issuer}"

  # The platform's own passwords of databases (db_password), by environment. No environment's name has a slash: a pattern fits none but
  # its own.
  database_passwords = { for name in local.deployed : name => "arn:${local.partition}:secretsmanager:*:${local.account}:secret:${var.project}-${name}/database-*" }

  # Whom a token is for. GitHub says which environment a job is in, and gives the token only to a job that the environment's
  # rules let pass. GitLab says the branch and no environment: every branch plans, main applies.
  # https://docs.github.com/en/actions/reference/security/oidc
  # https://docs.gitlab.com/ci/cloud_services/aws/
  plan_subjects = (
    var.ci == "gitlab"
    ? ["project_path:${local.repository}:ref_type:branch:ref:*"]
    : ["repo:${local.repository}:pull_request", "repo:${local.repository}:ref:refs/heads/main"]
  )
  apply_subjects = {
    for name in local.deployed : name =>
    var.ci == "gitlab" ? "project_path:${local.repository}:ref_type:branch:ref:main" : "repo:${local.repository}:environment:${name}"
  }
}

# Without a thumbprint: AWS trusts these two issuers by their certificates' root.
# https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc_verify-thumbprint.html
resource "aws_iam_openid_connect_provider" "pipeline" {
  count = var.repository != null && !var.oidc_provider_exists ? 1 : 0

  url            = "https://${local.issuer}"
  client_id_list = [local.audience]

  tags = { Name = local.issuer }
}
