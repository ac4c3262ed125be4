# tflint-ignore-file: terraform_standard_module_structure # the options are many: one file per subject

variable "account_id" {
  description = "AWS account that this environment belongs to. When it is set, Terraform refuses to touch any other account."
  type        = string
  default     = null

  validation {
    condition     = var.account_id == null ? true : can(regex("^[0-9]{12}$", var.account_id))
    error_message = "account_id must be the account's 12 digits, in quotes and without hyphens. Leave it out to allow any account."
  }
}

variable "assume_role_arn" {
  description = "Role that Terraform takes on to work in this environment's account, when its credentials are another account's. The state stays where bootstrap/ made its bucket. The pipeline takes it on to apply; plan_role_arn names the one that it plans with."
  type        = string
  default     = null

  validation {
    condition     = var.assume_role_arn == null ? true : can(regex("^arn:aws[a-z-]*:iam::[0-9]{12}:role/[\\w+=,.@/-]+$", var.assume_role_arn))
    error_message = "assume_role_arn must be the ARN of an IAM role, such as arn:aws:iam::123456789012:role/shop-prod-terraform."
  }

  validation {
    condition     = var.assume_role_arn == null || var.account_id == null ? true : can(regex(":${coalesce(var.account_id, "-")}:role/", coalesce(var.assume_role_arn, "-")))
    error_message = "The role belongs to another account than account_id says, so that every plan would be refused. Give assume_role_arn a role of that account, or mend account_id."
  }
}

variable "plan_role_arn" {
  description = "Role in this environment's account that the pipeline takes on to plan, in place of assume_role_arn: one that only reads. bootstrap/ lets the pipeline's plans into <project>-<environment>-terraform-plan."
  type        = string
  default     = null

  validation {
    condition     = var.plan_role_arn == null ? true : can(regex("^arn:aws[a-z-]*:iam::[0-9]{12}:role/${var.project}-${var.environment}-terraform-plan$", var.plan_role_arn))
    error_message = "The pipeline's plans may take on the role ${var.project}-${var.environment}-terraform-plan and no other. Make one of that name, and write its ARN: arn:aws:iam::123456789012:role/${var.project}-${var.environment}-terraform-plan."
  }

  validation {
    condition     = var.plan_role_arn == null || var.account_id == null ? true : can(regex(":${coalesce(var.account_id, "-")}:role/", coalesce(var.plan_role_arn, "-")))
    error_message = "The role belongs to another account than account_id says, so that every plan would be refused. Give plan_role_arn a role of that account, or mend account_id."
  }

  validation {
    condition     = var.plan_role_arn == null || var.assume_role_arn != null
    error_message = "A role to plan with is of use only where another one applies. Set assume_role_arn too, or leave plan_role_arn out."
  }

  validation {
    condition     = var.plan_role_arn == null || var.plan_role_arn != var.assume_role_arn
    error_message = "What a pull request runs must not be able to change anything: plan_role_arn must be another role than assume_role_arn, one that only reads."
  }
}

# No option of a design: who plans and applies nothing says so for that run, and no plan keeps it. So what was planned with
# the one role is applied with the other.
variable "read_only" {
  description = "Whether Terraform takes on plan_role_arn. The pipeline's plans set it (TF_VAR_read_only)."
  type        = bool
  default     = false
  nullable    = false
  ephemeral   = true
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
