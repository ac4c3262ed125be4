# The options of the pipeline. Nothing here makes a resource: the templates beside it read them.

variable "environments" {
  description = "Names of the environments: the folders under environments/ that the pipeline checks."
  type        = list(string)
  nullable    = false

  validation {
    condition     = length(var.environments) > 0
    error_message = "environments is empty. Name at least one folder under environments/."
  }

  validation {
    condition     = alltrue([for name in var.environments : can(regex("^[a-z](-?[a-z0-9])*$", name))])
    error_message = "An environment's name begins with a lower-case letter and goes on with lower-case letters, digits and single hyphens. Rename the others in environments."
  }

  validation {
    condition     = length(distinct(var.environments)) == length(var.environments)
    error_message = "environments has a name twice. Keep one of each."
  }
}

variable "terraform_version" {
  description = "Version of Terraform that the pipeline and a version manager (tfenv, mise, asdf) use."
  type        = string
  default     = "1.11.4"
  nullable    = false

  validation {
    condition     = can(regex("^(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)$", var.terraform_version))
    error_message = "terraform_version is \"${var.terraform_version}\". Write one released version with its three numbers, such as 1.11.4, so that every run uses the same."
  }

  validation {
    condition     = try(tonumber(split(".", var.terraform_version)[0]) * 1000 + tonumber(split(".", var.terraform_version)[1]) >= 1011, true)
    error_message = "The repository is written for Terraform 1.11 and later. Set terraform_version to 1.11.0 or more."
  }
}

variable "scanner" {
  description = "What looks for insecure settings in the Terraform code: tfsec, or Trivy (trivy). tfsec has been merged into Trivy, which supersedes it: tfsec still works, and gets no new checks."
  type        = string
  default     = "tfsec"
  nullable    = false

  validation {
    condition     = contains(["tfsec", "trivy"], var.scanner)
    error_message = "scanner is \"${var.scanner}\". Set it to \"tfsec\" or \"trivy\"."
  }
}
