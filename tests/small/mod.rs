//! A blueprint of every shape that an option, a rule and a value can have; nothing in it is the platform's.

use landform::blueprint::Blueprint;
use landform::terraform::source::Tree;

/// What a mistake in one of its files makes of it: see the tests.
pub fn tree() -> Tree {
    Tree::from_iter([
        ("environment/variables.tf", VARIABLES),
        ("environment/main.tf", MAIN),
        ("modules/inner/variables.tf", INNER),
        ("bootstrap/variables.tf", BOOTSTRAP),
        ("presentation.hcl", PRESENTATION),
        (
            "presets/dev.tfvars",
            "# Heading\nname  = \"shop\" # what it is\nsize  = 2      # small\nnote  = null   # nothing to say\nzones = [\"a\"]\n",
        ),
        ("presets/prod.tfvars", "name = \"shop\" # what it is\nsize = 8      # large\n"),
    ])
}

#[allow(dead_code)]
pub fn blueprint() -> Blueprint {
    Blueprint::from_tree(tree()).unwrap_or_else(|error| panic!("{error}"))
}

const VARIABLES: &str = r#"
variable "environment" {
  description = "Which this is."
  type        = string
}

variable "name" {
  description = "Name of it, e.g. shop. It begins everything."
  type        = string
  nullable    = false
  validation {
    condition     = can(regex("^[a-z]+$", var.name)) && length(var.name) <= 20
    error_message = "Call it otherwise than \"${var.name}\"."
  }
}

variable "size" {
  description = "How large it is"
  type        = number
  default     = 4
  nullable    = false
  validation {
    condition     = (var.size >= 1) && var.size < 10 && floor(var.size) == var.size
    error_message = "Between 1 and 10."
  }
}

variable "share" {
  description = "The least of two bounds of which each may be written either way round."
  type        = number
  default     = null
  validation {
    condition     = var.share == null ? true : 0.5 <= var.share && (100 >= var.share)
    error_message = "Between a half and a hundred."
  }
}

variable "note" {
  description = "A remark."
  type        = string
  default     = "none"
}

variable "maybe" {
  description = "Yes, no, or as it comes."
  type        = bool
  default     = null
}

variable "on" {
  description = "Whether it is on, at all, for anybody, at any time of the day, in summer as in winter, and on all of the holidays that there are."
  type        = bool
  default     = true
  nullable    = false
}

variable "zones" {
  description = "Where it is."
  type        = list(string)
  default     = []
  nullable    = false
  validation {
    condition     = alltrue([for zone in var.zones : contains(["a", "b", "c"], zone)])
    error_message = "In a, b or c."
  }
}

variable "ports" {
  description = "On what it listens."
  type        = set(number)
  default     = []
  nullable    = false
  validation {
    condition     = alltrue([for port in var.ports : port > 0 && port <= 65535 && port % 1 == 0])
    error_message = "Ports."
  }
}

variable "labels" {
  description = "What is written on it."
  type        = map(string)
  default     = {}
  nullable    = false
  validation {
    condition     = alltrue([for label in values(var.labels) : can(regex("^[^?]*$", label))])
    error_message = "No question marks."
  }
}

variable "parts" {
  description = "What it is made of."
  type = list(object({
    name  = string
    size  = optional(number, 1)
    inner = optional(map(string), {})
    on    = optional(bool)
  }))
  default  = []
  nullable = false
  validation {
    condition     = alltrue([for part in var.parts : part.size >= 1 && part.size <= 9 && floor(part.size) == part.size])
    error_message = "Parts are between 1 and 9."
  }
}

variable "place" {
  description = "Where it stands."
  type        = object({ zone = string, rack = optional(number), sealed = optional(bool, true) })
  default     = null
  validation {
    condition     = var.place == null ? true : contains(["a", "b"], var.place.zone)
    error_message = "In a or b."
  }
}

variable "any" {
  description = "Whatever."
  type        = any
  default     = null
}

variable "mode" {
  description = "How it goes."
  type        = string
  default     = "slow"
  nullable    = false
  validation {
    condition     = var.environment == "prod" ? var.mode == "slow" : true
    error_message = "Slowly in prod."
  }
}

variable "days" {
  description = "How long."
  type        = number
  default     = 0
  nullable    = false
  validation {
    condition     = var.days == 0 || var.days >= 7 && var.days <= 35
    error_message = "Never, or for a week and more."
  }
}
"#;

const MAIN: &str = r#"
module "inner" {
  source = "../modules/inner"
  speed  = var.mode
  days   = (var.days)
  other  = "${var.note} and more"
}
"#;

const INNER: &str = r#"
variable "speed" {
  description = "How it goes."
  type        = string
  validation {
    condition     = contains(["slow", "fast", "idle"], var.speed)
    error_message = "Slow, fast or idle."
  }
}

variable "days" {
  description = "How long."
  type        = number
  validation {
    condition     = var.days <= 30
    error_message = "A month."
  }
}

variable "other" {
  description = "Something."
  type        = string
  validation {
    condition     = contains(["never", "read"], var.other)
    error_message = "Not passed on as it is."
  }
}
"#;

const BOOTSTRAP: &str = r#"
variable "name" {
  description = "Name of it."
  type        = string
  default     = "shop"
  nullable    = false
}
"#;

const PRESENTATION: &str = r#"
supplied = ["environment"]

group "One" {
  summary = "The first"
  option "name" {
    label   = "Name"
    scope   = "shared"
    example = "yours"
  }
  option "size" {
    label = "Size"
    unit  = "cm"
  }
  option "share" { label = "Share" }
  option "note" { label = "Note" }
  option "maybe" { label = "Maybe" }
  option "on" { label = "On" }
}

group "Two" {
  summary = "The second"
  option "zones" { label = "Zones" }
  option "ports" { label = "Ports" }
  option "labels" { label = "Labels" }
  option "parts" { label = "Parts" }
  option "place" { label = "Place" }
  option "any" { label = "Any" }
  option "mode" { label = "Mode" }
  option "days" { label = "Days" }
}
"#;
