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

variable "ci" {
  description = "What runs the pipeline: GitHub Actions (github) or GitLab CI on gitlab.com (gitlab)."
  type        = string
  default     = "github"
  nullable    = false

  validation {
    condition     = contains(["github", "gitlab"], var.ci)
    error_message = "ci is \"${var.ci}\". Set it to \"github\" or \"gitlab\"."
  }
}

# bootstrap/ has more rules for it, and makes the roles that trust it. No file of the pipeline names it.
variable "repository" {
  description = "Repository that may deploy. Without one the pipeline checks, and has no way into AWS. On GitHub OWNER@ID/NAME@ID, as its tokens say it; only a repository from before July 15, 2026 is OWNER/NAME. On GitLab GROUP/PROJECT."
  type        = string
  default     = null

  validation {
    condition     = var.repository == null ? true : can(regex("^[A-Za-z0-9_.-]+(@[0-9]+)?(/[A-Za-z0-9_.-]+(@[0-9]+)?)+$", var.repository))
    error_message = "repository must be written like acme@1234567/platform@7654321 on GitHub, or acme/platform on GitLab: names joined by a slash, without https:// and without .git. Leave it out to deploy by hand."
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
  description = "What looks for insecure settings in the Terraform code: tfsec, Trivy (trivy) or Checkov (checkov). tfsec has been merged into Trivy, which supersedes it: tfsec still works, and gets no new checks. Checkov asks for the most."
  type        = string
  default     = "tfsec"
  nullable    = false

  validation {
    condition     = contains(["tfsec", "trivy", "checkov"], var.scanner)
    error_message = "scanner is \"${var.scanner}\". Set it to \"tfsec\", \"trivy\" or \"checkov\"."
  }
}
