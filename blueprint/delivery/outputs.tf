output "files" {
  description = "What the pipeline's options add to the repository: path = content."
  value = {
    ".github/workflows/terraform.yml" = templatefile("${path.module}/templates/terraform.yml.tftpl", {
      actions           = local.actions
      folders           = local.folders
      scan              = local.scan
      scanner           = local.tools[var.scanner]
      terraform_docs    = local.tools.terraform_docs
      terraform_version = var.terraform_version
      tflint            = local.tools.tflint
    })

    ".pre-commit-config.yaml" = templatefile("${path.module}/templates/pre-commit-config.yaml.tftpl", {
      hooks   = local.hooks
      scanner = var.scanner
    })

    ".terraform-version" = "${var.terraform_version}\n"

    "Makefile" = templatefile("${path.module}/templates/Makefile.tftpl", {
      folders = local.folders
      scan    = local.scan
    })
  }
}
