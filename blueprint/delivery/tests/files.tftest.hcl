# What the options make of the repository.

variables {
  environments = ["dev", "prod"]
}

run "the_workflow_only_checks_without_a_repository" {
  command = plan

  assert {
    condition     = keys(output.files) == [".github/dependabot.yml", ".github/workflows/terraform.yml", ".pre-commit-config.yaml", ".terraform-version", "Makefile"]
    error_message = "Without a repository there must be one workflow."
  }

  assert {
    condition     = yamldecode(output.files[".github/workflows/terraform.yml"]).permissions == {}
    error_message = "No job may have more than it asks for."
  }

  assert {
    condition     = alltrue([for job in yamldecode(output.files[".github/workflows/terraform.yml"]).jobs : job.permissions == { contents = "read" }])
    error_message = "A job reads the repository, and no more."
  }

  assert {
    condition     = alltrue([for text in ["secrets.", "id-token", "AWS_", "environment:"] : !strcontains(output.files[".github/workflows/terraform.yml"], text)])
    error_message = "No check needs credentials."
  }

  assert {
    condition     = strcontains(output.files[".github/workflows/terraform.yml"], "The design names no")
    error_message = "The workflow must say why it does not deploy."
  }
}

run "with_a_repository_it_plans_and_applies" {
  command = plan

  variables {
    repository = "acme@1234567/platform@7654321"
  }

  assert {
    condition     = toset([for path in keys(output.files) : basename(path) if startswith(path, ".github/workflows/")]) == toset(["drift.yml", "plan.yml", "terraform.yml"])
    error_message = "There must be a workflow for changes, one for drift, and the plan that both call."
  }

  assert {
    condition = alltrue([
      for name, job in yamldecode(output.files[".github/workflows/terraform.yml"]).jobs :
      contains(["format", "test", "lint", "scan", "docs"], name) ? job.permissions == { contents = "read" } : true
    ])
    error_message = "A check still has no way into AWS."
  }

  assert {
    condition = alltrue([
      for name, job in yamldecode(output.files[".github/workflows/terraform.yml"]).jobs :
      job.environment == trimprefix(name, "apply-") && job.concurrency == { group = name, "cancel-in-progress" = false } && length(setsubtract(["format", "test", "lint", "scan", "docs", replace(name, "apply-", "plan-")], job.needs)) == 0
      if startswith(name, "apply-")
    ])
    error_message = "An apply waits for its environment's rules, for every check and for its plan, and never runs twice at once."
  }

  assert {
    condition     = yamldecode(output.files[".github/workflows/terraform.yml"]).jobs["apply-prod"].needs[6] == "apply-dev"
    error_message = "Environments are applied in their order."
  }

  assert {
    condition     = alltrue([for name in ["dev", "prod"] : strcontains(output.files[".github/workflows/terraform.yml"], "terraform -chdir=environments/${name} apply -lock-timeout=10m tfplan\n")])
    error_message = "What is applied must be the plan that was approved."
  }

  assert {
    condition     = alltrue([for content in output.files : !strcontains(content, "secrets.") && !strcontains(content, "auto-approve")])
    error_message = "No key is kept, and nothing is applied that nobody saw."
  }

  assert {
    condition     = yamldecode(output.files[".github/workflows/plan.yml"]).jobs.plan.permissions == { contents = "read", "id-token" = "write" } && strcontains(output.files[".github/workflows/plan.yml"], "plan -lock=false -detailed-exitcode -out=tfplan")
    error_message = "A plan signs in and changes nothing, not even a lock."
  }

  assert {
    condition     = yamldecode(output.files[".github/workflows/terraform.yml"]).jobs.comment.permissions == { "pull-requests" = "write" }
    error_message = "What comments runs nothing of the change, and has no way into AWS."
  }

  assert {
    condition     = can(yamldecode(output.files[".github/workflows/drift.yml"]).jobs["plan-prod"]) && strcontains(output.files[".github/workflows/drift.yml"], "cron:")
    error_message = "Drift of every environment is looked for by the clock."
  }
}

run "every_job_ends_and_what_others_wrote_is_pinned" {
  command = plan

  variables {
    repository = "acme/platform"
  }

  assert {
    condition = alltrue(flatten([
      for path, content in output.files : [
        for job in yamldecode(content).jobs : job["timeout-minutes"] <= 60 if !can(job.uses)
      ] if startswith(path, ".github/workflows/")
    ]))
    error_message = "A job must not hang for hours."
  }

  assert {
    condition = alltrue(flatten([
      for path, content in output.files : [
        for line in split("\n", content) : can(regex("uses: ([a-z-]+/[a-z-]+@[0-9a-f]{40} # v[0-9.]+|[.]/[.]github/workflows/plan[.]yml # zizmor: ignore.self-repository.)$", line)) if strcontains(line, "uses: ")
      ] if startswith(path, ".github/workflows/")
    ]))
    error_message = "An action is pinned by its commit, and beside the commit stands the version that it is."
  }

  assert {
    condition     = alltrue([for tool in local.tools : can(regex("^[0-9a-f]{64}$", tool.sha256)) && strcontains(tool.archive, "/${tool.version}/")])
    error_message = "A tool is pinned by the checksum of the archive of its version."
  }

  assert {
    condition     = alltrue([for name, lines in local.install : strcontains(join("\n", lines), "sha256sum --check") if strcontains(join("\n", lines), "curl")])
    error_message = "What is downloaded is checked before it runs."
  }

  assert {
    condition     = alltrue([for content in output.files : !strcontains(content, "acme")])
    error_message = "No file of the pipeline holds what somebody typed."
  }
}

run "gitlab_takes_its_place" {
  command = plan

  variables {
    ci         = "gitlab"
    repository = "acme/team/platform"
  }

  assert {
    condition     = contains(keys(output.files), ".gitlab-ci.yml") && !anytrue([for path in keys(output.files) : startswith(path, ".github")])
    error_message = "Nothing must be left of GitHub."
  }

  assert {
    condition = alltrue([
      for name in ["dev", "prod"] :
      yamldecode(output.files[".gitlab-ci.yml"])["apply:${name}"].environment.name == name &&
      yamldecode(output.files[".gitlab-ci.yml"])["apply:${name}"].resource_group == "apply-${name}" &&
      yamldecode(output.files[".gitlab-ci.yml"])["apply:${name}"].dependencies == ["plan:${name}"] &&
      can(yamldecode(output.files[".gitlab-ci.yml"])["drift:${name}"])
    ])
    error_message = "Every environment is planned, applied one at a time from its plan, and looked at for drift."
  }

  assert {
    condition     = yamldecode(output.files[".gitlab-ci.yml"])[".apply"].rules[0].when == "manual" && !yamldecode(output.files[".gitlab-ci.yml"])[".apply"].interruptible
    error_message = "Somebody starts an apply, and nothing stops it."
  }

  assert {
    condition     = alltrue([for name in ["format", "test", "lint", "scan", "docs"] : yamldecode(output.files[".gitlab-ci.yml"])[name].extends == ".check"]) && !can(yamldecode(output.files[".gitlab-ci.yml"])[".check"].id_tokens)
    error_message = "A check has no way into AWS."
  }
}

run "gitlab_only_checks_without_a_repository" {
  command = plan

  variables {
    ci = "gitlab"
  }

  assert {
    condition     = yamldecode(output.files[".gitlab-ci.yml"]).stages == ["check"] && !strcontains(output.files[".gitlab-ci.yml"], "AWS_")
    error_message = "Without a repository there must be no way into AWS."
  }
}

run "the_pipeline_runs_the_makefile" {
  command = plan

  assert {
    condition     = alltrue([for check in ["format", "test", "lint", "scan", "docs"] : strcontains(output.files[".github/workflows/terraform.yml"], "run: make ${check}") && strcontains(output.files["Makefile"], "\n${check}:\n")])
    error_message = "Every check of the pipeline is a target of the Makefile, and runs here as it runs there."
  }
}

run "every_folder_is_checked" {
  command = plan

  assert {
    condition     = toset(local.modules) == toset([for path in fileset("${path.module}/../modules", "*/main.tf") : dirname(path)])
    error_message = "Every module must be among the folders that are checked."
  }

  assert {
    condition = toset(yamldecode(output.files[".github/workflows/terraform.yml"]).jobs.test.strategy.matrix.folder) == toset(concat(
      ["bootstrap", "environments/dev", "environments/prod"],
      [for path in fileset("${path.module}/../modules", "*/main.tf") : "modules/${dirname(path)}"],
    ))
    error_message = "Every root and every module must be validated and tested."
  }
}

run "tfsec_is_the_default_scanner" {
  command = plan

  assert {
    condition     = strcontains(output.files[".github/workflows/terraform.yml"], "tfsec") && !strcontains(output.files[".github/workflows/terraform.yml"], "trivy")
    error_message = "The pipeline must scan with tfsec alone."
  }

  assert {
    condition     = strcontains(output.files[".pre-commit-config.yaml"], "entry: make scan") && strcontains(output.files["Makefile"], "tfsec \"$$root\"")
    error_message = "What runs before a commit must be what runs in the pipeline."
  }
}

run "trivy_takes_its_place" {
  command = plan

  variables {
    scanner = "trivy"
  }

  assert {
    condition     = alltrue([for content in output.files : !strcontains(content, "tfsec")])
    error_message = "Nothing must be left of tfsec."
  }

  assert {
    condition     = strcontains(output.files[".github/workflows/terraform.yml"], "install -D trivy") && strcontains(output.files["Makefile"], "trivy config")
    error_message = "The pipeline must install Trivy, and scan with it."
  }
}

run "checkov_takes_its_place" {
  command = plan

  variables {
    scanner = "checkov"
  }

  assert {
    condition     = alltrue([for content in output.files : !strcontains(content, "tfsec") && !strcontains(content, "trivy")])
    error_message = "Nothing must be left of the others."
  }

  assert {
    condition     = strcontains(output.files[".github/workflows/terraform.yml"], "checkov==${local.checkov.version}") && strcontains(output.files["Makefile"], "checkov --directory")
    error_message = "The pipeline must install Checkov in one version, and scan with it."
  }
}

run "terraform_has_one_version" {
  command = plan

  variables {
    terraform_version = "1.12.2"
  }

  assert {
    condition     = output.files[".terraform-version"] == "1.12.2\n"
    error_message = "A version manager must use the version of the options."
  }

  assert {
    condition = alltrue(flatten([
      for job in yamldecode(output.files[".github/workflows/terraform.yml"]).jobs : [
        for step in job.steps : step.with.terraform_version == "1.12.2" if can(step.with.terraform_version)
      ]
    ]))
    error_message = "The pipeline must use the version of the options."
  }
}
