# The options of the remote state, which every environment's backend.tf is written from, and of the pipeline's roles.

variable "project" {
  description = "Short name of what runs here. The states lie in the bucket under it."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z](-?[a-z0-9])*$", var.project))
    error_message = "project must begin with a lower-case letter and go on with lower-case letters, digits and single hyphens, as in the environments. Rename \"${var.project}\", for example to \"shop\" or \"my-shop\"."
  }
}

variable "region" {
  description = "AWS region of the states. It can be another than the environments', so that they can be mended while theirs is down."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.region))
    error_message = "region is \"${var.region}\", which is no region's code. Write it like eu-west-1 or us-east-1, without a zone's letter."
  }
}

variable "owner" {
  description = "Team that answers for the states. It becomes the tag Owner."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[\\pL\\pN_.:/=+@-][\\pL\\pN _.:/=+@-]{0,255}$", var.owner))
    error_message = "owner becomes a tag, and AWS takes 1 to 256 letters, digits, spaces and _ . : / = + - @ for its value. Write a team's name or an e-mail address."
  }
}

variable "tags" {
  description = "More tags for every resource of the remote state, beside Project, Owner and ManagedBy."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition     = length(var.tags) <= 40
    error_message = "tags has ${length(var.tags)} entries. Keep at most 40: AWS takes 50 on a resource, and some are set here already."
  }

  validation {
    condition     = alltrue([for key in keys(var.tags) : !startswith(lower(key), "aws:")])
    error_message = "AWS reserves tag keys that begin with \"aws:\". Rename those in tags."
  }

  validation {
    condition     = alltrue([for key in keys(var.tags) : !contains(["project", "owner", "managedby"], lower(key))])
    error_message = "The tags Project, Owner and ManagedBy are set here already, and IAM does not tell capitals apart. Remove them from tags; project and owner are options of their own."
  }

  validation {
    condition     = alltrue([for key in keys(var.tags) : can(regex("^[\\pL\\pN _.:/=+@-]{1,128}$", key))])
    error_message = "A tag's key has 1 to 128 letters, digits, spaces and _ . : / = + - @. Rename the others in tags."
  }

  validation {
    condition     = alltrue([for value in values(var.tags) : can(regex("^[\\pL\\pN _.:/=+@-]{0,256}$", value))])
    error_message = "A tag's value has at most 256 letters, digits, spaces and _ . : / = + - @. Change the others in tags."
  }
}

# Names: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
variable "state_bucket" {
  description = "S3 bucket that keeps the states. No other AWS customer may have one of that name. The lock table and the key's alias carry it too."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$", var.state_bucket))
    error_message = "state_bucket must have 3 to 63 lower-case letters, digits and hyphens, no hyphen at either end, and no dots, which HTTPS to the bucket and the key's alias do not take. Rename \"${var.state_bucket}\"."
  }

  validation {
    condition     = !anytrue([for prefix in ["xn--", "sthree-", "amzn-s3-demo-"] : startswith(var.state_bucket, prefix)])
    error_message = "AWS reserves bucket names that begin with xn--, sthree- or amzn-s3-demo-. Begin state_bucket with something of your own, such as your company's name."
  }

  validation {
    condition     = !anytrue([for suffix in ["-s3alias", "--ol-s3", "--x-s3", "--table-s3", "-an"] : endswith(var.state_bucket, suffix)])
    error_message = "AWS reserves bucket names that end with -s3alias, --ol-s3, --x-s3, --table-s3 or -an. End state_bucket otherwise, for example with -terraform-state."
  }
}

variable "state_version_days" {
  description = "How long an earlier version of a state is kept, to go back to."
  type        = number
  default     = 90
  nullable    = false

  validation {
    condition     = var.state_version_days >= 7 && var.state_version_days <= 3650 && floor(var.state_version_days) == var.state_version_days
    error_message = "state_version_days must be a whole number from 7 to 3650: a broken state may be noticed only after a week."
  }
}

variable "state_versions_kept" {
  description = "How many earlier versions of a state are kept however old they are, for a state that rarely changes."
  type        = number
  default     = 20
  nullable    = false

  validation {
    condition     = var.state_versions_kept >= 1 && var.state_versions_kept <= 100 && floor(var.state_versions_kept) == var.state_versions_kept
    error_message = "state_versions_kept must be a whole number from 1 to 100, which is the most that an S3 lifecycle rule takes."
  }
}

variable "state_lock" {
  description = "What keeps two runs from changing a state at once: a DynamoDB table (dynamodb) or a lock file in the bucket (s3). Since Terraform 1.11 the lock file supersedes the table, which is deprecated and still works."
  type        = string
  default     = "dynamodb"
  nullable    = false

  validation {
    condition     = contains(["dynamodb", "s3"], var.state_lock)
    error_message = "state_lock is \"${var.state_lock}\". Set it to \"dynamodb\" or \"s3\"."
  }
}

variable "environments" {
  description = "Names of the environments that the pipeline deploys: the folders under environments/."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for name in var.environments : can(regex("^[a-z](-?[a-z0-9])*$", name))])
    error_message = "An environment's name begins with a lower-case letter and goes on with lower-case letters, digits and single hyphens. Rename the others in environments."
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

# The subject of GitHub's tokens: https://docs.github.com/en/actions/reference/security/oidc#immutable-subject-claims
variable "repository" {
  description = "Repository that may deploy. Without one the pipeline checks, and has no way into AWS. On GitHub OWNER@ID/NAME@ID, as its tokens say it; only a repository from before July 15, 2026 is OWNER/NAME. On GitLab GROUP/PROJECT."
  type        = string
  default     = null

  validation {
    condition     = var.repository == null ? true : can(regex("^[A-Za-z0-9_.-]+(@[0-9]+)?(/[A-Za-z0-9_.-]+(@[0-9]+)?)+$", var.repository))
    error_message = "repository must be written like acme@1234567/platform@7654321 on GitHub, or acme/platform on GitLab: names joined by a slash, without https:// and without .git. Leave it out to deploy by hand."
  }

  validation {
    condition     = var.repository == null || var.ci != "github" ? true : can(regex("^[^@/]+/[^@/]+$|^[^@/]+@[0-9]+/[^@/]+@[0-9]+$", var.repository))
    error_message = "A repository on GitHub is OWNER@ID/NAME@ID, with both numbers, or OWNER/NAME, if it is older than July 15, 2026. Ask for it with: gh api repos/OWNER/NAME --jq '\"\\(.owner.login)@\\(.owner.id)/\\(.name)@\\(.id)\"'"
  }

  validation {
    condition     = var.repository == null || var.ci != "gitlab" ? true : !strcontains(var.repository, "@")
    error_message = "GitLab's tokens name a project by its path alone. Remove the numbers and the @ from repository."
  }
}

variable "oidc_provider_exists" {
  description = "Whether the account trusts tokens of this CI service already. An account takes each service once: a second one is refused."
  type        = bool
  default     = false
  nullable    = false
}

variable "plan_reads_database_passwords" {
  description = "Let the pipeline's plans read the passwords of databases that the platform makes itself. For environments whose db_password is \"platform\": without it their plans fail in the pipeline, and with it whatever runs in a plan can read those passwords. Set it, and apply bootstrap, before db_password changes."
  type        = bool
  default     = false
  nullable    = false
}

variable "permissions_boundary" {
  description = "Name of an IAM policy, with its path, that bounds every role of this platform: what it does not allow, no role has. It must exist in each account."
  type        = string
  default     = null

  validation {
    condition     = var.permissions_boundary == null ? true : can(regex("^([\\w+=,.@-]+/)*[\\w+=,.@-]{1,128}$", var.permissions_boundary))
    error_message = "permissions_boundary is a policy's name, such as platform-boundary, or path and name, such as teams/platform-boundary; the ARN is made of it. Write it without arn: and without a slash at its ends."
  }
}
