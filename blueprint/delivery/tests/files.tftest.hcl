# What the options make of the repository.

variables {
  environments = ["dev", "prod"]
}

run "workflow_is_closed_by_default" {
  command = plan

  assert {
    condition     = yamldecode(output.files[".github/workflows/terraform.yml"]).permissions == {}
    error_message = "No job may have more than it asks for."
  }

  assert {
    condition     = alltrue([for job in yamldecode(output.files[".github/workflows/terraform.yml"]).jobs : job.permissions == { contents = "read" }])
    error_message = "A job reads the repository, and no more."
  }

  assert {
    condition     = alltrue([for job in yamldecode(output.files[".github/workflows/terraform.yml"]).jobs : job["timeout-minutes"] <= 15])
    error_message = "A job must not hang for hours."
  }

  assert {
    condition     = !strcontains(output.files[".github/workflows/terraform.yml"], "secrets.")
    error_message = "No check needs credentials."
  }
}

run "what_others_wrote_is_pinned" {
  command = plan

  assert {
    condition = alltrue(flatten([
      for job in yamldecode(output.files[".github/workflows/terraform.yml"]).jobs : [
        for step in job.steps : can(regex("^[a-z-]+/[a-z-]+@[0-9a-f]{40}$", step.uses)) if can(step.uses)
      ]
    ]))
    error_message = "An action is pinned by its commit."
  }

  assert {
    condition     = alltrue([for line in split("\n", output.files[".github/workflows/terraform.yml"]) : can(regex(" # v[0-9.]+$", line)) if strcontains(line, "uses: ")])
    error_message = "Beside the commit stands the version that it is."
  }

  assert {
    condition     = alltrue([for tool in local.tools : can(regex("^[0-9a-f]{64}$", tool.sha256)) && strcontains(tool.archive, "/${tool.version}/")])
    error_message = "A tool is pinned by the checksum of the archive of its version."
  }

  assert {
    condition = alltrue(flatten([
      for job in yamldecode(output.files[".github/workflows/terraform.yml"]).jobs : [
        for step in job.steps : strcontains(step.run, "sha256sum --check") if strcontains(try(step.run, ""), "curl")
      ]
    ]))
    error_message = "What is downloaded is checked before it runs."
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
    condition     = strcontains(output.files[".pre-commit-config.yaml"], "id: terraform_tfsec") && strcontains(output.files["Makefile"], "tfsec")
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
    condition     = strcontains(output.files[".github/workflows/terraform.yml"], "trivy config") && strcontains(output.files[".pre-commit-config.yaml"], "id: terraform_trivy") && strcontains(output.files["Makefile"], "trivy config")
    error_message = "Pipeline, commit hook and Makefile must scan with Trivy."
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
