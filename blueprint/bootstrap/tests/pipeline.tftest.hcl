# Who the pipeline is, and what it may do. No credentials are needed.

mock_provider "aws" {}

variables {
  environments = ["dev", "prod"]
  repository   = "acme@1234567/platform@7654321"
}

# ARNs that only AWS knows, so that the policies are known at plan. An apply would not do: the bucket refuses to be destroyed.
override_resource {
  target          = aws_s3_bucket.state
  override_during = plan
  values          = { arn = "arn:aws:s3:::example-terraform-state" }
}

override_resource {
  target          = aws_kms_key.state
  override_during = plan
  values          = { arn = "arn:aws:kms:us-east-1:123456789012:key/1234" }
}

override_resource {
  target          = aws_dynamodb_table.lock
  override_during = plan
  values          = { arn = "arn:aws:dynamodb:us-east-1:123456789012:table/example-terraform-state" }
}

override_data {
  target = data.aws_caller_identity.current
  values = { account_id = "123456789012" }
}

override_data {
  target = data.aws_partition.current
  values = { partition = "aws" }
}

run "without_a_repository_nobody_gets_in" {
  command = plan

  variables {
    repository = null
  }

  assert {
    condition     = length(aws_iam_openid_connect_provider.pipeline) + length(aws_iam_role.plan) + length(aws_iam_role.apply) + length(aws_iam_role_policy.apply) == 0
    error_message = "Without a repository there must be no way into AWS."
  }
}

run "github_is_trusted_for_exact_subjects" {
  command = plan

  assert {
    condition     = aws_iam_openid_connect_provider.pipeline[0].url == "https://token.actions.githubusercontent.com"
    error_message = "The account must trust GitHub's tokens."
  }

  assert {
    condition = jsondecode(aws_iam_role.plan[0].assume_role_policy).Statement[0].Condition.StringLike["token.actions.githubusercontent.com:sub"] == [
      "repo:acme@1234567/platform@7654321:pull_request",
      "repo:acme@1234567/platform@7654321:ref:refs/heads/main",
    ]
    error_message = "Only pull requests and main may plan."
  }

  assert {
    condition = { for name, role in aws_iam_role.apply : name => jsondecode(role.assume_role_policy).Statement[0].Condition.StringEquals } == {
      for name in ["dev", "prod"] : name => {
        "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com"
        "token.actions.githubusercontent.com:sub" = "repo:acme@1234567/platform@7654321:environment:${name}"
      }
    }
    error_message = "Only a job in an environment may apply it."
  }

  assert {
    condition     = alltrue([for role in concat(aws_iam_role.plan, values(aws_iam_role.apply)) : jsondecode(role.assume_role_policy).Statement[0].Principal == { Federated = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com" }])
    error_message = "Nobody but GitHub may take a role."
  }

  assert {
    condition = [for statement in jsondecode(aws_iam_role_policy.plan[0].policy).Statement : statement.Resource if statement.Action == "sts:AssumeRole"] == [
      ["arn:aws:iam::*:role/${var.project}-dev-terraform-plan", "arn:aws:iam::*:role/${var.project}-prod-terraform-plan"]
    ]
    error_message = "In another account a plan may take on what only reads, and nothing else."
  }
}

run "gitlab_is_trusted_for_its_project" {
  command = plan

  variables {
    ci         = "gitlab"
    repository = "acme/team/platform"
  }

  assert {
    condition     = aws_iam_openid_connect_provider.pipeline[0].url == "https://gitlab.com"
    error_message = "The account must trust GitLab's tokens."
  }

  assert {
    condition     = jsondecode(aws_iam_role.plan[0].assume_role_policy).Statement[0].Condition.StringLike["gitlab.com:sub"] == ["project_path:acme/team/platform:ref_type:branch:ref:*"]
    error_message = "Only branches of the project may plan."
  }

  assert {
    condition     = alltrue([for role in aws_iam_role.apply : jsondecode(role.assume_role_policy).Statement[0].Condition.StringEquals["gitlab.com:sub"] == "project_path:acme/team/platform:ref_type:branch:ref:main"])
    error_message = "Only main may apply."
  }
}

run "a_provider_that_exists_is_not_made_again" {
  command = plan

  variables {
    oidc_provider_exists = true
  }

  assert {
    condition     = length(aws_iam_openid_connect_provider.pipeline) == 0 && length(aws_iam_role.apply) == 2
    error_message = "The roles must do with the provider that is there."
  }
}

run "planning_changes_nothing" {
  command = plan

  assert {
    condition = alltrue(flatten([
      for policy in [aws_iam_role_policy.plan[0].policy, aws_iam_role_policy.plan_checksums[0].policy] : [
        for statement in jsondecode(policy).Statement : [
          for action in flatten([statement.Action]) : can(regex("^[a-z0-9-]+:(Get|List|Describe|View)[A-Za-z]*[*]?$|^kms:Decrypt$|^sts:AssumeRole$", action))
        ]
      ]
    ]))
    error_message = "What plans must only read."
  }

  assert {
    condition = toset(flatten([
      for statement in jsondecode(aws_iam_role_policy.plan[0].policy).Statement : statement.Resource if contains(flatten([statement.Action]), "s3:GetObject")
      ])) == toset([
      "arn:aws:s3:::example-terraform-state/example/dev/terraform.tfstate",
      "arn:aws:s3:::example-terraform-state/example/prod/terraform.tfstate",
    ])
    error_message = "Of all objects, what plans must read the environments' states alone."
  }

  assert {
    condition     = !anytrue([for action in flatten([for statement in jsondecode(aws_iam_role_policy.plan[0].policy).Statement : statement.Action]) : startswith(action, "secretsmanager:") && action != "secretsmanager:DescribeSecret" || startswith(action, "logs:Get") || startswith(action, "logs:Filter")])
    error_message = "What plans must read no secret and no log."
  }

  assert {
    condition     = length(aws_iam_role_policy.plan_passwords) == 0
    error_message = "Nothing beside that may let it read secrets."
  }
}

run "planning_reads_the_platforms_own_passwords_where_it_must" {
  command = plan

  variables {
    plan_reads_database_passwords = true
  }

  assert {
    condition = [for statement in jsondecode(aws_iam_role_policy.plan_passwords[0].policy).Statement : { for key in ["Action", "Resource"] : key => statement[key] }] == [
      {
        Action = ["secretsmanager:DescribeSecret", "secretsmanager:GetResourcePolicy", "secretsmanager:GetSecretValue"]
        Resource = [
          "arn:aws:secretsmanager:*:123456789012:secret:example-dev/database-*",
          "arn:aws:secretsmanager:*:123456789012:secret:example-prod/database-*",
        ]
      },
      {
        Action   = "kms:Decrypt"
        Resource = "arn:aws:kms:*:123456789012:key/*"
      },
    ]
    error_message = "It may read the passwords of databases, decrypt, and no more."
  }

  assert {
    condition = jsondecode(aws_iam_role_policy.plan_passwords[0].policy).Statement[1].Condition == {
      StringLike = {
        "kms:EncryptionContext:SecretARN" = [
          "arn:aws:secretsmanager:*:123456789012:secret:example-dev/database-*",
          "arn:aws:secretsmanager:*:123456789012:secret:example-prod/database-*",
        ]
        "kms:ViaService" = "secretsmanager.*"
      }
    }
    error_message = "Of all that keys encrypt, it may decrypt those passwords alone, and through Secrets Manager alone."
  }

  assert {
    condition     = jsondecode(aws_iam_role_policy.plan[0].policy).Statement[*].Sid == ["ReadSettings", "ReadSettingsOfBucketsOfLogs", "ReadSettingsOfSecretsOfDatabases", "FindStates", "ReadStates", "DecryptStates", "EnterAccountsToRead"]
    error_message = "What it may otherwise do stays as it is."
  }
}

run "without_a_repository_nobody_reads_passwords" {
  command = plan

  variables {
    repository                    = null
    plan_reads_database_passwords = true
  }

  assert {
    condition     = length(aws_iam_role.plan) + length(aws_iam_role_policy.plan_passwords) == 0
    error_message = "There is no role to let read them."
  }
}

run "an_environment_leaves_the_roles_of_one_whose_name_begins_alike" {
  command = plan

  variables {
    environments = ["dev", "prod", "prod-eu", "prod-us"]
  }

  assert {
    condition = { for name, policy in aws_iam_role_policy.apply_apart : name => jsondecode(policy.policy).Statement[0].Resource } == {
      prod = ["arn:aws:iam::123456789012:role/example-prod-eu-*", "arn:aws:iam::123456789012:role/example-prod-us-*"]
    }
    error_message = "What applies prod must not manage the roles of prod-eu."
  }
}

run "applying_stays_in_its_environment" {
  command = plan

  assert {
    condition = alltrue(flatten([
      for name in ["dev", "prod"] : [
        for statement in jsondecode(aws_iam_role_policy.apply_state[name].policy).Statement : statement.Resource == "arn:aws:s3:::example-terraform-state/example/${name}/terraform.tfstate" if contains(flatten([statement.Action]), "s3:PutObject")
      ]
    ]))
    error_message = "An environment's role must write its own state alone."
  }

  assert {
    condition = alltrue(flatten([
      for name in ["dev", "prod"] : [
        for statement in jsondecode(aws_iam_role_policy.apply[name].policy).Statement : alltrue([
          for resource in flatten([statement.Resource]) : startswith(resource, "arn:aws:iam::123456789012:role/example-${name}-") || startswith(resource, "arn:aws:iam::123456789012:role/aws-service-role/")
        ]) if anytrue([for action in flatten([try(statement.Action, [])]) : startswith(action, "iam:")])
      ]
    ]))
    error_message = "An environment's role must manage the roles of its environment alone, and never the pipeline's own."
  }

  assert {
    condition     = alltrue([for name in ["dev", "prod"] : !startswith(aws_iam_role.apply[name].name, "example-${name}-") && !startswith(aws_iam_role.plan[0].name, "example-${name}-")])
    error_message = "The pipeline's roles must not be among those that they manage."
  }

  assert {
    condition = { for name, policy in aws_iam_role_policy.apply : name => one([for statement in jsondecode(policy.policy).Statement : statement.Resource if statement.Sid == "ManagePasswordOfDatabase"]) } == {
      for name in ["dev", "prod"] : name => "arn:aws:secretsmanager:*:123456789012:secret:example-${name}/database-*"
    }
    error_message = "An environment's role must manage the password of its own database alone."
  }

  assert {
    condition     = alltrue([for policy in aws_iam_role_policy.apply : anytrue([for statement in jsondecode(policy.policy).Statement : statement.Effect == "Deny" && statement.Resource == "arn:aws:kms:us-east-1:123456789012:key/1234"])])
    error_message = "Nobody who applies may change the key of the states."
  }

  assert {
    condition     = alltrue([for name, policy in aws_iam_role_policy.apply_lock : toset(jsondecode(policy.policy).Statement[0].Condition["ForAllValues:StringEquals"]["dynamodb:LeadingKeys"]) == toset(["example-terraform-state/example/${name}/terraform.tfstate", "example-terraform-state/example/${name}/terraform.tfstate-md5"])])
    error_message = "An environment's role must lock its own state alone."
  }
}

run "applying_makes_no_role_beyond_the_boundary" {
  command = plan

  variables {
    permissions_boundary = "teams/platform-boundary"
  }

  assert {
    condition     = keys(aws_iam_role_policy.apply_bounded) == ["dev", "prod"]
    error_message = "Each role that applies is held to it."
  }
  assert {
    condition     = one([for statement in jsondecode(aws_iam_role_policy.apply_bounded["dev"].policy).Statement : statement.Condition.StringNotEquals["iam:PermissionsBoundary"] if statement.Sid == "OnlyBoundedRoles"]) == ["arn:aws:iam::123456789012:policy/teams/platform-boundary"]
    error_message = "Roles have this very policy as their boundary."
  }
}

run "a_lock_file_needs_no_table" {
  command = plan

  variables {
    state_lock = "s3"
  }

  assert {
    condition     = length(aws_iam_role_policy.plan_checksums) == 0 && alltrue([for name, policy in aws_iam_role_policy.apply_lock : jsondecode(policy.policy).Statement[0].Resource == "arn:aws:s3:::example-terraform-state/example/${name}/terraform.tfstate.tflock"])
    error_message = "With lock files the roles must write the lock file of their own state, and need no table."
  }
}
