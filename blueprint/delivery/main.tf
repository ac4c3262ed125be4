locals {
  modules = ["alb", "backup", "cluster", "ecs", "network", "nights", "observability", "rds", "uptime", "waf"]

  # Every folder that Terraform runs in.
  folders = concat(
    ["bootstrap"],
    [for name in local.modules : "modules/${name}"],
    [for name in var.environments : "environments/${name}"],
  )

  # Those that have values.
  roots = [for folder in local.folders : folder if !startswith(folder, "modules/")]

  # Whether the pipeline also plans and applies: bootstrap/ makes its roles for a repository.
  deploys = var.repository != null

  # What scans a root with its values. tfsec follows the root to its modules. Trivy takes nothing outside the folder that
  # it is given, so it is given all, with the root's values.
  scan = {
    tfsec   = "tfsec \"$root\" --no-colour --tfvars-file \"$root/terraform.tfvars\""
    trivy   = "trivy config . --exit-code 1 --tf-vars \"$root/terraform.tfvars\""
    checkov = "checkov --directory \"$root\" --var-file \"$root/terraform.tfvars\" --framework terraform --skip-download --compact --quiet"
  }[var.scanner]
}

# How a tool gets onto a machine of the pipeline, as lines of a shell. An archive is checked before it is opened.
locals {
  install = merge(
    { for name, tool in local.tools : replace(name, "_", "-") => [
      "curl --fail --silent --show-error --location --retry 3 --output archive ${tool.archive}",
      "echo \"${tool.sha256}  archive\" | sha256sum --check",
      endswith(tool.archive, ".zip") ? "unzip -q archive ${tool.name}" : "tar --extract --gzip --file archive ${tool.name}",
      "install -D ${tool.name} \"$HOME/.local/bin/${tool.name}\"",
    ] },
    {
      checkov = [
        "pipx install uv==${local.checkov.uv}",
        "uv tool install --exclude-newer ${local.checkov.until} checkov==${local.checkov.version}",
      ]
      terraform = [
        "curl --fail --silent --show-error --location --retry 3 --remote-name-all https://releases.hashicorp.com/terraform/${var.terraform_version}/terraform_${var.terraform_version}_{linux_amd64.zip,SHA256SUMS}",
        "sha256sum --check --ignore-missing terraform_${var.terraform_version}_SHA256SUMS",
        "unzip -q terraform_${var.terraform_version}_linux_amd64.zip terraform",
        "install -D terraform \"$HOME/.local/bin/terraform\"",
      ]
    },
  )

  scanner_version = var.scanner == "checkov" ? "v${local.checkov.version}" : local.tools[var.scanner].version
}
