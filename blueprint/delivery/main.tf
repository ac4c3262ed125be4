locals {
  modules = ["alb", "ecs", "network", "observability", "rds"]

  # Every folder that Terraform runs in.
  folders = concat(
    ["bootstrap"],
    [for name in local.modules : "modules/${name}"],
    [for name in var.environments : "environments/${name}"],
  )

  # What scans a root with its values. tfsec follows the root to its modules. Trivy takes nothing outside the folder that
  # it is given, so it is given all, with the root's values.
  scan = {
    tfsec = "tfsec \"$root\" --no-colour --tfvars-file \"$root/terraform.tfvars\""
    trivy = "trivy config . --exit-code 1 --tf-vars \"$root/terraform.tfvars\""
  }[var.scanner]
}
