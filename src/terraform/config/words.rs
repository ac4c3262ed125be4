//! The words of Terraform's blocks, as its own schemas have them.

/// Meta-arguments and nested blocks of `module` that are no variables of the called module.
pub(super) const CALL_META: &[&str] = &["source", "version", "count", "for_each", "providers", "depends_on"];

/// What may stand in a file, and what its labels are.
pub(super) const TOP_LEVEL: &[(&str, &[&str])] = &[
    ("check", &["name"]),
    ("data", &["type", "name"]),
    ("ephemeral", &["type", "name"]),
    ("import", &[]),
    ("locals", &[]),
    ("module", &["name"]),
    ("moved", &[]),
    ("output", &["name"]),
    ("provider", &["name"]),
    ("removed", &[]),
    ("resource", &["type", "name"]),
    ("terraform", &[]),
    ("variable", &["name"]),
];

/// What a bad name of a block is called.
pub(super) const NAMED: &[(&str, &str)] =
    &[("module", "module instance"), ("output", "output"), ("variable", "variable")];

/// What a `module` block says itself.
pub(super) const RESERVED: &[&str] =
    &["source", "version", "providers", "count", "for_each", "lifecycle", "depends_on", "locals"];

/// The arguments of a resource's `lifecycle`.
pub(super) const LIFECYCLE: &[&str] =
    &["create_before_destroy", "ignore_changes", "prevent_destroy", "replace_triggered_by"];

/// The blocks in it.
pub(super) const LIFECYCLE_BLOCKS: &[&str] = &["postcondition", "precondition"];

/// The arguments of what asks for something.
pub(super) const CONDITION: &[&str] = &["condition", "error_message"];

/// The blocks of a `check`.
pub(super) const CHECK_BLOCKS: &[&str] = &["assert", "data"];

/// The arguments of a `variable`.
pub(super) const VARIABLE: &[&str] = &["default", "description", "ephemeral", "nullable", "sensitive", "type"];

/// What may stand in a `terraform` block.
pub(super) const TERRAFORM: &[&str] = &["experiments", "language", "required_version"];
pub(super) const TERRAFORM_BLOCKS: &[&str] = &["backend", "cloud", "provider_meta", "required_providers"];
