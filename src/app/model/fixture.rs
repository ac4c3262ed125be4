//! A blueprint of two environments and two options, one of them shared with the remote state.

use crate::blueprint::Blueprint;

const VARIABLES: &str = r#"
variable "environment" {
  type = string
}
variable "owner" {
  type     = string
  nullable = false
  validation {
    condition     = var.owner != "nobody"
    error_message = "Somebody must own it."
  }
}
variable "port" {
  type     = number
  default  = 80
  nullable = false
  validation {
    condition     = var.port >= 1
    error_message = "A port in ${var.environment} is at least 1."
  }
}
"#;

const PRESENTATION: &str = r#"
supplied = ["environment"]
group "All" {
  summary = "Both"
  option "owner" {
    label = "Owner"
    scope = "shared"
  }
  option "port" { label = "Port" }
}
"#;

pub fn blueprint() -> Blueprint {
    let owner = "owner = \"us\"\n";
    let files = [
        ("environment/variables.tf", VARIABLES),
        ("bootstrap/variables.tf", "variable \"owner\" {\n  type = string\n}\n"),
        ("presentation.hcl", PRESENTATION),
        ("presets/dev.tfvars", owner),
        ("presets/prod.tfvars", owner),
        ("presets/bootstrap.tfvars", owner),
    ];
    Blueprint::from_tree(files.into_iter().collect()).unwrap()
}
