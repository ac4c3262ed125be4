//! From parsed HCL to declarations. What is wrong is a diagnostic at its place; what is known is kept all the same.

use std::ops::Range as Span;
use std::sync::Arc;

use hcl_edit::Span as _;
use hcl_edit::expr::{Expression, ObjectKey};
use hcl_edit::structure::{Attribute, Block, Body};
use indexmap::IndexMap;

use super::{Condition, Dependency, Local, Located, Module, ModuleCall, Output, Resource, Validation, Variable};
use crate::terraform::constraint::Constraint;
use crate::terraform::convert::convert;
use crate::terraform::diagnostic::{Diagnostic, Range};
use crate::terraform::eval::{self, diagnostic_at, span};
use crate::terraform::source::SourceFile;
use crate::terraform::types::Str;
use crate::terraform::value::Value;

/// Parses one file into a module.
pub(super) fn file(module: &mut Module, file: &Arc<SourceFile>) {
    let body = match hcl_edit::parser::parse_body(&file.text) {
        Ok(body) => body,
        Err(error) => {
            let at = error.location().offset();
            let end = at + file.text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
            let detail = format!("This is not valid HCL: {}.", error.message());
            module.diagnostics.push(diagnostic_at(file, "Invalid syntax", detail, at..end, None, Vec::new()));
            return;
        }
    };
    let mut decoder = Decoder { module, file };
    for attribute in body.attributes() {
        let name = attribute.key.as_str();
        decoder.problem(
            "Unsupported argument",
            format!("An argument named {name:?} is not expected here."),
            attribute.key.span().unwrap_or_default(),
        );
    }
    for block in body.blocks() {
        decoder.block(block);
    }
}

/// Meta-arguments and nested blocks of `module` that are no variables of the called module.
const CALL_META: &[&str] = &["source", "version", "count", "for_each", "providers", "depends_on"];

struct Decoder<'m> {
    module: &'m mut Module,
    file: &'m Arc<SourceFile>,
}

impl Decoder<'_> {
    fn block(&mut self, block: &Block) {
        match (block.ident.as_str(), block.labels.as_slice()) {
            ("variable", [name]) => self.variable(name.as_str(), block),
            ("locals", []) => self.locals(block),
            ("module", [name]) => self.call(name.as_str(), block),
            ("output", [name]) => self.output(name.as_str(), block),
            ("resource", [kind, name]) => self.resource(kind.as_str(), name.as_str(), block, true),
            ("data", [kind, name]) => self.resource(kind.as_str(), name.as_str(), block, false),
            // What these say concerns runs of Terraform, not what a design comes to.
            ("provider", [name]) => self.provider(name.as_str(), block),
            ("check", [name]) => self.check(name.as_str(), block),
            ("terraform", []) | ("moved" | "removed", []) => {}
            ("import", []) => {
                let detail = "Landform plans as if nothing existed yet: it does not import.";
                self.problem("Not supported", detail.to_owned(), header(block));
            }
            (
                "variable" | "locals" | "module" | "output" | "resource" | "data" | "terraform" | "provider" | "moved"
                | "check",
                labels,
            ) => {
                let detail = format!("A {:?} block does not take {} label(s).", block.ident.as_str(), labels.len());
                self.problem("Wrong number of labels", detail, header(block));
            }
            (other, _) => {
                self.problem(
                    "Unsupported block type",
                    format!("Blocks of type {other:?} are not supported by Landform."),
                    header(block),
                );
            }
        }
    }

    fn variable(&mut self, name: &str, block: &Block) {
        let mut variable = Variable {
            name: name.into(),
            constraint: Constraint::any(),
            default: None,
            description: None,
            nullable: true,
            sensitive: false,
            ephemeral: false,
            validations: Vec::new(),
            range: self.file.range(header(block)),
            span: whole(block),
            file: self.file.clone(),
        };
        if let Some(ty) = block.body.get_attribute("type") {
            match Constraint::parse(&ty.value, self.file) {
                Ok(constraint) => variable.constraint = constraint,
                Err(diagnostic) => self.module.diagnostics.push(*diagnostic),
            }
        }
        for attribute in block.body.attributes() {
            match attribute.key.as_str() {
                "type" | "default" => {}
                "description" => variable.description = self.text(attribute),
                "nullable" => variable.nullable = self.flag(attribute),
                "sensitive" => variable.sensitive = self.flag(attribute),
                "ephemeral" => variable.ephemeral = self.flag(attribute),
                _ => self.unexpected(attribute),
            }
        }
        if let Some(default) = block.body.get_attribute("default") {
            variable.default = self.default(&variable, &default.value);
        }
        for nested in block.body.blocks() {
            match nested.ident.as_str() {
                "validation" => self.validation(&mut variable, nested),
                other => {
                    let detail = format!("Blocks of type {other:?} are not expected here.");
                    self.problem("Unsupported block type", detail, header(nested));
                }
            }
        }
        self.declare_variable(variable);
    }

    fn declare_variable(&mut self, variable: Variable) {
        if let Some(first) = self.module.variables.get(&variable.name) {
            let detail = format!(
                "A variable named {:?} was already declared at {}. Variable names must be unique within a module.",
                &*variable.name,
                describe(&first.range)
            );
            self.module.diagnostics.push(Diagnostic::error(
                "Duplicate variable declaration",
                detail,
                Some(variable.range),
            ));
            return;
        }
        self.module.variables.insert(variable.name.clone(), variable);
    }

    fn default(&mut self, variable: &Variable, expr: &Expression) -> Option<Value> {
        let value = match eval::constant(expr, self.file) {
            Ok(value) => value,
            Err(diagnostics) => {
                self.module.diagnostics.extend(diagnostics);
                return None;
            }
        };
        let filled = variable.constraint.with_defaults(&value);
        let converted = match convert(&filled, &variable.constraint.ty) {
            Ok(converted) => converted,
            Err(mismatch) => {
                let detail = format!(
                    "This default value is not compatible with the variable's type constraint: {}.",
                    mismatch.with_path()
                );
                self.problem("Invalid default value for variable", detail, span(expr));
                return None;
            }
        };
        if converted.is_null() && !variable.nullable {
            let detail = "A null default value is not valid when nullable=false.";
            self.problem("Invalid default value for variable", detail.to_owned(), span(expr));
        }
        Some(converted)
    }

    fn validation(&mut self, variable: &mut Variable, block: &Block) {
        let required = |name: &str| block.body.get_attribute(name).map(|a| self.located(&a.value));
        let (Some(condition), Some(error_message)) = (required("condition"), required("error_message")) else {
            let detail = "A validation block needs both condition and error_message.";
            self.problem("Missing required argument", detail.to_owned(), header(block));
            return;
        };
        let own = |r: &eval::references::Reference<'_>| r.root == "var" && r.path.first() == Some(&&*variable.name);
        if !eval::references::references(&condition.expr).iter().any(own) {
            let name = &variable.name;
            let detail = format!(
                "The condition for variable {:?} must refer to var.{name} in order to test incoming values.",
                &**name
            );
            self.problem("Invalid variable validation condition", detail, span(&condition.expr));
        }
        variable.validations.push(Validation { condition, error_message, range: self.file.range(header(block)) });
    }

    fn locals(&mut self, block: &Block) {
        for attribute in block.body.attributes() {
            let local = Local {
                value: self.located(&attribute.value),
                range: self.file.range(attribute.span().unwrap_or_default()),
            };
            self.module.locals.insert(attribute.key.as_str().into(), local);
        }
    }

    fn call(&mut self, name: &str, block: &Block) {
        let source = block.body.get_attribute("source").and_then(|a| self.text(a)).map(Str::from);
        if source.is_none() {
            let detail = "The argument \"source\" is required, but no definition was found.";
            self.problem("Missing required argument", detail.to_owned(), header(block));
        }
        let arguments: IndexMap<Str, Located> = block
            .body
            .attributes()
            .filter(|a| !CALL_META.contains(&a.key.as_str()))
            .map(|a| (a.key.as_str().into(), self.located(&a.value)))
            .collect();
        let call = ModuleCall {
            name: name.into(),
            source_dir: source.as_deref().and_then(|source| self.module.resolve(source)),
            source,
            count: self.optional(&block.body, "count"),
            for_each: self.optional(&block.body, "for_each"),
            arguments,
            depends_on: depends_on(&block.body),
            providers: providers(&block.body),
            range: self.file.range(header(block)),
            span: whole(block),
        };
        self.module.calls.insert(name.into(), call);
    }

    fn output(&mut self, name: &str, block: &Block) {
        let output = Output {
            value: self.optional(&block.body, "value"),
            description: block.body.get_attribute("description").and_then(|a| self.text(a)),
            sensitive: block.body.get_attribute("sensitive").is_some_and(|a| self.flag(a)),
            ephemeral: block.body.get_attribute("ephemeral").is_some_and(|a| self.flag(a)),
            preconditions: self.conditions(&block.body, "precondition"),
            range: self.file.range(header(block)),
        };
        self.module.outputs.insert(name.into(), output);
    }

    fn resource(&mut self, kind: &str, name: &str, block: &Block, managed: bool) {
        let mut lifecycle = |kind| {
            let blocks = block.body.get_blocks("lifecycle");
            blocks.flat_map(|lifecycle| self.conditions(&lifecycle.body, kind)).collect()
        };
        let (preconditions, postconditions) = (lifecycle("precondition"), lifecycle("postcondition"));
        let resource = Resource {
            preconditions,
            postconditions,
            kind: kind.into(),
            name: name.into(),
            count: self.optional(&block.body, "count"),
            for_each: self.optional(&block.body, "for_each"),
            depends_on: depends_on(&block.body),
            provider: block.body.get_attribute("provider").and_then(|provider| provider_name(&provider.value)),
            body: block.body.clone(),
            file: self.file.clone(),
            range: self.file.range(header(block)),
        };
        let key = Str::from(format!("{kind}.{name}"));
        let declared = if managed { &mut self.module.resources } else { &mut self.module.data };
        declared.insert(key, resource);
    }

    fn check(&mut self, name: &str, block: &Block) {
        for nested in block.body.blocks().filter(|nested| nested.ident.as_str() == "data") {
            let detail = "Data sources inside a check are not supported by Landform.";
            self.problem("Not supported", detail.to_owned(), header(nested));
        }
        let asserts = self.conditions(&block.body, "assert");
        self.module.checks.insert(name.into(), super::Check { asserts });
    }

    /// The conditions of a kind in a body.
    fn conditions(&mut self, body: &Body, kind: &str) -> Vec<Condition> {
        let mut conditions = Vec::new();
        for block in body.get_blocks(kind) {
            let part = |name: &str| block.body.get_attribute(name).map(|attribute| self.located(&attribute.value));
            if let (Some(condition), Some(error_message)) = (part("condition"), part("error_message")) {
                conditions.push(Condition { condition, error_message });
            } else {
                let detail = format!("A {kind} block needs both condition and error_message.");
                self.problem("Missing required argument", detail, header(block));
            }
        }
        conditions
    }

    fn provider(&mut self, name: &str, block: &Block) {
        let alias = block.body.get_attribute("alias").and_then(|alias| self.text(alias));
        let name = alias.map_or_else(|| name.to_owned(), |alias| format!("{name}.{alias}"));
        let range = self.file.range(header(block));
        let provider = super::ProviderBlock { body: block.body.clone(), file: self.file.clone(), range };
        self.module.providers.insert(name.into(), provider);
    }

    fn located(&self, expr: &Expression) -> Located {
        Located { expr: expr.clone(), file: self.file.clone() }
    }

    fn optional(&self, body: &Body, name: &str) -> Option<Located> {
        body.get_attribute(name).map(|attribute| self.located(&attribute.value))
    }

    fn text(&mut self, attribute: &Attribute) -> Option<String> {
        match eval::constant(&attribute.value, self.file) {
            Ok(value) => value.as_str().map(str::to_owned),
            Err(diagnostics) => {
                self.module.diagnostics.extend(diagnostics);
                None
            }
        }
    }

    fn flag(&mut self, attribute: &Attribute) -> bool {
        let value = eval::constant(&attribute.value, self.file).ok();
        let flag = value.and_then(|v| convert(&v, &crate::terraform::types::Type::Bool).ok()).and_then(|v| v.as_bool());
        flag.unwrap_or_else(|| {
            let detail = "Unsuitable value: a bool is required.";
            self.problem("Unsuitable value type", detail.to_owned(), span(&attribute.value));
            false
        })
    }

    fn unexpected(&mut self, attribute: &Attribute) {
        let detail = format!("An argument named {:?} is not expected here.", attribute.key.as_str());
        self.problem("Unsupported argument", detail, attribute.key.span().unwrap_or_default());
    }

    fn problem(&mut self, summary: &str, detail: String, at: Span<usize>) {
        self.module.diagnostics.push(diagnostic_at(self.file, summary, detail, at, None, Vec::new()));
    }
}

/// What `depends_on` names. What is no reference is judged elsewhere.
fn depends_on(body: &Body) -> Vec<Dependency> {
    let Some(Expression::Array(list)) = body.get_attribute("depends_on").map(|attribute| &attribute.value) else {
        return Vec::new();
    };
    let dependency = |expr: &Expression| {
        let found = eval::references::references(expr);
        let reference = found.first()?;
        let name = *reference.path.first()?;
        Some(match reference.root {
            "module" => Dependency::Module(name.into()),
            "data" => Dependency::Data(format!("{name}.{}", reference.path.get(1)?).into()),
            kind => Dependency::Resource(format!("{kind}.{name}").into()),
        })
    };
    list.iter().filter_map(dependency).collect()
}

/// What `providers` of a call passes on.
fn providers(body: &Body) -> IndexMap<Str, Str> {
    let Some(Expression::Object(object)) = body.get_attribute("providers").map(|attribute| &attribute.value) else {
        return IndexMap::new();
    };
    let name = |key: &ObjectKey| match key {
        ObjectKey::Ident(name) => Some(Str::from(name.as_str())),
        ObjectKey::Expression(expr) => provider_name(expr),
    };
    object.iter().filter_map(|(key, value)| Some((name(key)?, provider_name(value.expr())?))).collect()
}

/// `aws` or `aws.us`, as a provider is referred to; the older form is a text.
fn provider_name(expr: &Expression) -> Option<Str> {
    match expr {
        Expression::Variable(name) => Some(name.as_str().into()),
        Expression::String(text) => Some(text.value().as_str().into()),
        _ => {
            let found = eval::references::references(expr);
            let reference = found.first()?;
            Some(format!("{}.{}", reference.root, reference.path.first()?).into())
        }
    }
}

/// A block's header: its type and labels.
fn header(block: &Block) -> Span<usize> {
    let ident = block.ident.span().unwrap_or_default();
    let end = block.labels.last().and_then(hcl_edit::Span::span).map_or(ident.end, |label| label.end);
    ident.start..end
}

fn whole(block: &Block) -> Span<usize> {
    block.span().unwrap_or_default()
}

/// A range as Terraform writes it: `main.tf:3,3-13`, over several lines `main.tf:3,3-5,1`.
pub fn describe(range: &Range) -> String {
    let (file, start, end) = (&range.filename, range.start, range.end);
    if start.line == end.line {
        format!("{file}:{},{}-{}", start.line, start.column, end.column)
    } else {
        format!("{file}:{},{}-{},{}", start.line, start.column, end.line, end.column)
    }
}
