locals {
  # What every template may read.
  template = {
    actions           = local.actions
    deploys           = local.deploys
    environments      = var.environments
    folders           = local.folders
    hooks             = local.hooks
    image             = local.image
    install           = local.install
    roots             = local.roots
    scan              = local.scan
    scanner           = var.scanner
    scanner_version   = local.scanner_version
    terraform_version = var.terraform_version
    tools             = local.tools
  }
}

output "files" {
  description = "What the pipeline's options add to the repository: path = content."
  value = merge(
    {
      ".pre-commit-config.yaml" = templatefile("${path.module}/templates/pre-commit-config.yaml.tftpl", local.template)
      ".terraform-version"      = "${var.terraform_version}\n"
      "Makefile"                = templatefile("${path.module}/templates/Makefile.tftpl", local.template)
    },
    var.ci == "github" ? {
      ".github/dependabot.yml"          = templatefile("${path.module}/templates/github/dependabot.yml.tftpl", local.template)
      ".github/workflows/terraform.yml" = templatefile("${path.module}/templates/github/terraform.yml.tftpl", local.template)
    } : {},
    var.ci == "github" && local.deploys ? {
      ".github/workflows/drift.yml" = templatefile("${path.module}/templates/github/drift.yml.tftpl", local.template)
      ".github/workflows/plan.yml"  = templatefile("${path.module}/templates/github/plan.yml.tftpl", local.template)
    } : {},
    var.ci == "gitlab" ? {
      ".gitlab-ci.yml" = templatefile("${path.module}/templates/gitlab/gitlab-ci.yml.tftpl", local.template)
    } : {},
  )
}
