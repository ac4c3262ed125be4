# The options of one environment. A rule that stands here is the policy of an environment ("production must …");
# what AWS itself takes is ruled where it is used, in the module that the option is passed to.

variable "project" {
  description = "Short name of what runs here. It begins every name in AWS: a resource is called <project>-<environment>."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z](-?[a-z0-9])*$", var.project))
    error_message = "project must begin with a lower-case letter and go on with lower-case letters, digits and single hyphens, because RDS, S3 and the load balancer take no other names. Rename \"${var.project}\", for example to \"shop\" or \"my-shop\"."
  }

  validation {
    condition     = length(var.project) <= 20
    error_message = "project has ${length(var.project)} characters. Shorten it to 20, so that <project>-<environment> and its suffixes stay within the 32 characters that AWS takes for the name of a load balancer."
  }

  validation {
    condition     = !startswith(var.project, "internal-")
    error_message = "AWS reserves load balancer names that begin with \"internal-\". Begin project with another word."
  }
}

variable "environment" {
  description = "Name of this environment. It is the name of its folder and of its state, and stands behind the project's in every name in AWS."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z](-?[a-z0-9])*$", var.environment))
    error_message = "An environment's name begins with a lower-case letter and goes on with lower-case letters, digits and single hyphens, because it becomes part of names in AWS. Rename \"${var.environment}\", for example to \"qa\" or \"prod-eu\"."
  }

  validation {
    condition     = length(var.environment) <= 11
    error_message = "The environment's name has ${length(var.environment)} characters. Shorten it to 11: with a project's 20 and a hyphen, that makes the 32 that AWS takes for the name of a load balancer."
  }

  validation {
    condition     = !can(regex("^terraform(-|$)", var.environment))
    error_message = "The pipeline's own roles are called <project>-terraform-…, and no environment may manage them. Begin the environment's name with another word than terraform."
  }

  validation {
    condition     = !can(regex("^(aux|con|nul|prn|com[0-9]|lpt[0-9])$", var.environment))
    error_message = "\"${var.environment}\" is the name of a device on Windows, where no folder can have it. Give the environment another name."
  }

  validation {
    condition     = !can(regex("^(true|false|null|yes|no|on|off|y|n)$", var.environment))
    error_message = "\"${var.environment}\" is no text to a pipeline that is written in YAML. Give the environment another name."
  }
}

variable "kind" {
  description = "What kind of environment this is: dev, staging or prod. The rules of prod are stricter; plain HTTP is for dev alone."
  type        = string
  nullable    = false

  validation {
    condition     = contains(["dev", "staging", "prod"], var.kind)
    error_message = "kind is \"${var.kind}\". Set it to dev, staging or prod."
  }
}

variable "region" {
  description = "AWS region that everything is created in."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.region))
    error_message = "region is \"${var.region}\", which is no region's code. Write it like eu-west-1 or us-east-1, without a zone's letter."
  }
}

variable "owner" {
  description = "Team that answers for this environment. It becomes the tag Owner."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[\\pL\\pN_.:/=+@-][\\pL\\pN _.:/=+@-]{0,255}$", var.owner))
    error_message = "owner becomes a tag, and AWS takes 1 to 256 letters, digits, spaces and _ . : / = + - @ for its value. Write a team's name or an e-mail address."
  }
}

variable "tags" {
  description = "More tags for every resource, beside Project, Environment, Owner and ManagedBy."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition     = length(var.tags) <= 40
    error_message = "tags has ${length(var.tags)} entries. Keep at most 40: AWS takes 50 on a resource, and the platform adds its own."
  }

  validation {
    condition     = alltrue([for key in keys(var.tags) : !startswith(lower(key), "aws:")])
    error_message = "AWS reserves tag keys that begin with \"aws:\". Rename those in tags."
  }

  validation {
    condition     = alltrue([for key in keys(var.tags) : !contains(["project", "environment", "owner", "managedby", "name"], lower(key))])
    error_message = "The platform sets the tags Project, Environment, Owner, ManagedBy and Name itself, and IAM does not tell capitals apart. Remove them from tags; project and owner are options of their own."
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
