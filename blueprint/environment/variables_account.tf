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
  description = "Role that Terraform takes on to work in this environment's account, when its credentials are another account's. The state stays where bootstrap/ made its bucket. A pipeline takes it on only to apply: plan such an environment yourself."
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

variable "permissions_boundary" {
  description = "Name of an IAM policy, with its path, that bounds every role of this platform: what it does not allow, no role has. It must exist in each account."
  type        = string
  default     = null

  validation {
    condition     = var.permissions_boundary == null ? true : can(regex("^([\\w+=,.@-]+/)*[\\w+=,.@-]{1,128}$", var.permissions_boundary))
    error_message = "permissions_boundary is a policy's name, such as platform-boundary, or path and name, such as teams/platform-boundary; the ARN is made of it. Write it without arn: and without a slash at its ends."
  }
}
