//! From parsed HCL to declarations. What is wrong is a diagnostic at its place; what is known is kept all the same.

use std::ops::Range as Span;
use std::sync::Arc;

use super::meta::{provider_name, providers};
use super::words::{CALL_META, LIFECYCLE, LIFECYCLE_BLOCKS, TOP_LEVEL, VARIABLE};
use super::{
    Condition, Declared, Local, Located, Mode, Module, ModuleCall, Output, ProviderBlock, Resource, Validation,
    Variable,
};
use crate::hcl::expr::Expression;
use crate::hcl::structure::{Attribute, Block, Body};
use crate::terraform::constraint::Constraint;
use crate::terraform::convert::convert;
use crate::terraform::diagnostic::Range;
use crate::terraform::eval::{self, diagnostic_at};
use crate::terraform::source::SourceFile;
use crate::terraform::syntax;
use crate::terraform::types::Str;
use crate::terraform::value::Value;

/// Parses one file into a module.
pub(super) fn file(module: &mut Module, file: &Arc<SourceFile>) {
    let (body, wrong) = syntax::body(file);
    module.diagnostics.extend(wrong);
    let Some(body) = body else { return };
    let mut decoder = Decoder { module, file };
    for attribute in body.attributes() {
        decoder.unexpected(attribute, &body, &[]);
    }
    // What was parsed is moved to where it is kept: it is larger than the text.
    for block in body.into_blocks() {
        decoder.block(block);
    }
}

pub(super) struct Decoder<'m> {
    pub(super) module: &'m mut Module,
    pub(super) file: &'m Arc<SourceFile>,
}

impl Decoder<'_> {
    fn block(&mut self, block: Block) {
        let ident = block.ident.as_str();
        let Some((_, names)) = TOP_LEVEL.iter().find(|(known, _)| *known == ident) else {
            let known: Vec<&str> = TOP_LEVEL.iter().map(|(known, _)| *known).collect();
            return self.unexpected_block(&block, &known);
        };
        if !self.labelled(&block, names) {
            return;
        }
        self.named(&block, names);
        let labels: Vec<Str> = block.labels.iter().map(|label| label.text.clone()).collect();
        match (ident, labels.as_slice()) {
            ("variable", [name]) => self.variable(name, block),
            ("locals", _) => self.locals(block),
            ("module", [name]) => self.call(name, block),
            ("output", [name]) => self.output(name, block),
            ("resource", [kind, name]) => self.resource(kind, name, block, Mode::Managed),
            ("data", [kind, name]) => self.resource(kind, name, block, Mode::Data),
            ("ephemeral", [kind, name]) => self.resource(kind, name, block, Mode::Ephemeral),
            ("provider", [name]) => self.provider(name, block),
            ("check", [name]) => self.check(name, block),
            ("terraform", _) => self.terraform(&block),
            ("import", _) => {
                let detail = "Landform plans as if nothing existed yet: it does not import.";
                self.problem("Not supported", detail.to_owned(), block.header());
            }
            ("moved", _) => self.about_what_exists(&block, &["from", "to"]),
            ("removed", _) => self.about_what_exists(&block, &["from"]),
            _ => {}
        }
    }

    /// `moved` and `removed` mean nothing to a plan of what does not exist yet.
    fn about_what_exists(&mut self, block: &Block, arguments: &[&str]) {
        for name in arguments.iter().filter(|name| !block.body.has_attribute(name)) {
            self.missing(name, block.open.clone());
        }
        for attribute in block.body.attributes().filter(|given| !arguments.contains(&given.key.as_str())) {
            self.unexpected(attribute, &block.body, arguments);
        }
    }

    fn variable(&mut self, name: &Str, block: Block) {
        let mut variable = Variable {
            name: name.clone(),
            constraint: Constraint::any(),
            default: None,
            description: None,
            nullable: true,
            sensitive: false,
            ephemeral: false,
            validations: Vec::new(),
            range: self.file.range(block.header()),
            span: block.span(),
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
                _ => self.unexpected(attribute, &block.body, VARIABLE),
            }
        }
        if let Some(default) = block.body.get_attribute("default") {
            variable.default = self.default(&variable, &default.value);
        }
        for nested in block.body.into_blocks() {
            match nested.ident.as_str() {
                "validation" => self.validation(&mut variable, nested),
                _ => self.unexpected_block(&nested, &["validation"]),
            }
        }
        let (at, module) = (variable.range.clone(), &mut *self.module);
        let first = declare(&mut module.variables, name.clone(), variable, |variable| &variable.range);
        self.unique(first, at, "Duplicate variable declaration", |first| {
            format!("A variable named {name:?} was already declared at {first}. Variable names must be unique within a module.")
        });
    }

    /// Says that something was declared before, if it was.
    pub(super) fn unique(
        &mut self,
        first: Option<Range>,
        at: Range,
        summary: &str,
        detail: impl FnOnce(&str) -> String,
    ) {
        if let Some(first) = first {
            self.problem(summary, detail(&describe(&first)), at.start.byte..at.end.byte);
        }
    }

    fn default(&mut self, variable: &Variable, expr: &Expression) -> Option<Value> {
        let value = match eval::fixed(expr, self.file) {
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
                self.problem("Invalid default value for variable", detail, expr.span());
                return None;
            }
        };
        if converted.is_null() && !variable.nullable {
            let detail = "A null default value is not valid when nullable=false.";
            self.problem("Invalid default value for variable", detail.to_owned(), expr.span());
        }
        Some(converted)
    }

    fn validation(&mut self, variable: &mut Variable, block: Block) {
        let range = self.file.range(block.header());
        let Some(Condition { condition, error_message }) = self.asked(block) else { return };
        let own = |r: &eval::references::Reference<'_>| r.root == "var" && r.path.first() == Some(&&*variable.name);
        if !eval::references::references(&condition.expr).iter().any(own) {
            let name = &variable.name;
            let detail = format!(
                "The condition for variable {:?} must refer to var.{name} in order to test incoming values.",
                &**name
            );
            self.problem("Invalid variable validation condition", detail, condition.expr.span());
        }
        variable.validations.push(Validation { condition, error_message, range });
    }

    fn locals(&mut self, block: Block) {
        for attribute in block.body.into_attributes() {
            let range = self.file.range(attribute.span());
            let local = Local { range, value: self.located(attribute.value) };
            let (name, at) = (attribute.key.name, local.range.clone());
            let first = declare(&mut self.module.locals, name.clone(), local, |local| &local.range);
            self.unique(first, at, "Duplicate local value definition", |first| {
                format!("A local value named {name:?} was already defined at {first}. Local value names must be unique within a module.")
            });
        }
    }

    fn call(&mut self, name: &Str, block: Block) {
        let source = block.body.get_attribute("source").and_then(|a| self.text(a)).map(Str::from);
        if !block.body.has_attribute("source") {
            self.missing("source", block.open.clone());
        }
        self.repeated_once(&block.body);
        let mut call = ModuleCall {
            name: name.clone(),
            source_dir: source.as_deref().and_then(|source| self.module.resolve(source)),
            source,
            count: self.optional(&block.body, "count"),
            for_each: self.optional(&block.body, "for_each"),
            arguments: Declared::default(),
            names: Declared::default(),
            depends_on: self.depends_on(&block.body),
            providers: providers(&block.body),
            range: self.file.range(block.header()),
            open: block.open.clone(),
            span: block.span(),
            file: self.file.clone(),
        };
        for argument in block.body.into_attributes().filter(|a| !CALL_META.contains(&a.key.as_str())) {
            let name = argument.key.name;
            call.names.insert(name.clone(), argument.key.span);
            call.arguments.insert(name, self.located(argument.value));
        }
        let at = call.range.clone();
        let first = declare(&mut self.module.calls, name.clone(), call, |call| &call.range);
        self.unique(first, at, "Duplicate module call", |first| {
            format!("A module call named {name:?} was already defined at {first}. Module calls must have unique names within a module.")
        });
    }

    fn output(&mut self, name: &Str, mut block: Block) {
        let range = self.file.range(block.header());
        let output = Output {
            value: block.body.remove_attribute("value").map(|value| self.located(value.value)),
            description: block.body.get_attribute("description").and_then(|a| self.text(a)),
            sensitive: block.body.get_attribute("sensitive").is_some_and(|a| self.flag(a)),
            ephemeral: block.body.get_attribute("ephemeral").is_some_and(|a| self.flag(a)),
            depends_on: self.depends_on(&block.body),
            preconditions: self.conditions(&mut block.body, "precondition"),
            range,
        };
        let at = output.range.clone();
        let first = declare(&mut self.module.outputs, name.clone(), output, |output| &output.range);
        self.unique(first, at, "Duplicate output definition", |first| {
            format!(
                "An output named {name:?} was already defined at {first}. Output names must be unique within a module."
            )
        });
    }

    fn resource(&mut self, kind: &Str, name: &Str, mut block: Block, mode: Mode) {
        self.repeated_once(&block.body);
        for lifecycle in block.body.get_blocks("lifecycle").map(|lifecycle| &lifecycle.body) {
            for attribute in lifecycle.attributes().filter(|a| !LIFECYCLE.contains(&a.key.as_str())) {
                self.unexpected(attribute, lifecycle, LIFECYCLE);
            }
            for nested in lifecycle.blocks().filter(|nested| !LIFECYCLE_BLOCKS.contains(&nested.ident.as_str())) {
                self.unexpected_block(nested, LIFECYCLE_BLOCKS);
            }
        }
        let mut lifecycle = |kind| {
            let blocks = block.body.get_blocks_mut("lifecycle");
            blocks.flat_map(|lifecycle| self.conditions(&mut lifecycle.body, kind)).collect()
        };
        let (preconditions, postconditions) = (lifecycle("precondition"), lifecycle("postcondition"));
        let resource = Resource {
            preconditions,
            postconditions,
            kind: kind.clone(),
            kind_at: block.labels.first().map(|label| label.span.clone()).unwrap_or_default(),
            name: name.clone(),
            count: self.optional(&block.body, "count"),
            for_each: self.optional(&block.body, "for_each"),
            depends_on: self.depends_on(&block.body),
            provider: block.body.get_attribute("provider").and_then(|provider| provider_name(&provider.value)),
            range: self.file.range(block.header()),
            open: block.open,
            body: block.body,
            file: self.file.clone(),
        };
        let key = Str::from(format!("{kind}.{name}"));
        let at = resource.range.clone();
        let first = declare(mode.declared_mut(self.module), key, resource, |resource| &resource.range);
        let (word, what) = match mode {
            Mode::Managed => ("resource", "resource"),
            Mode::Data => ("data", "data resource"),
            Mode::Ephemeral => ("ephemeral", "ephemeral resource"),
        };
        self.unique(first, at, &format!("Duplicate {word} \"{kind}\" configuration"), |first| {
            format!("A {kind} {what} named {name:?} was already declared at {first}. Resource names must be unique per type in each module.")
        });
    }

    /// Says that a block is repeated in two ways, if it is.
    fn repeated_once(&mut self, body: &Body) {
        if let (Some(_), Some(for_each)) = (body.get_attribute("count"), body.get_attribute("for_each")) {
            let detail = "The \"count\" and \"for_each\" meta-arguments are mutually-exclusive, only one should be used to be explicit about the number of resources to be created.";
            let at = for_each.key.span.clone();
            self.problem("Invalid combination of \"count\" and \"for_each\"", detail.to_owned(), at);
        }
    }

    fn provider(&mut self, name: &Str, block: Block) {
        let alias = block.body.get_attribute("alias").and_then(|alias| self.text(alias));
        let key = alias.as_ref().map_or_else(|| name.clone(), |alias| format!("{name}.{alias}").into());
        let at = self.file.range(block.header());
        let provider = ProviderBlock { body: block.body, file: self.file.clone(), range: at.clone(), open: block.open };
        let first = declare(&mut self.module.providers, key, provider, |provider| &provider.range);
        self.unique(first, at, "Duplicate provider configuration", |first| match &alias {
            None => format!("A default (non-aliased) provider configuration for {name:?} was already given at {first}. If multiple configurations are required, set the \"alias\" argument for alternative configurations."),
            Some(alias) => format!("A provider configuration for {name:?} with alias {alias:?} was already given at {first}. Each configuration for the same provider must have a distinct alias."),
        });
    }

    pub(super) fn located(&self, expr: Expression) -> Located {
        Located { expr, file: self.file.clone() }
    }

    fn optional(&self, body: &Body, name: &str) -> Option<Located> {
        body.get_attribute(name).map(|attribute| self.located(attribute.value.clone()))
    }

    pub(super) fn text(&mut self, attribute: &Attribute) -> Option<String> {
        match eval::fixed(&attribute.value, self.file) {
            Ok(value) => value.as_str().map(str::to_owned),
            Err(diagnostics) => {
                self.module.diagnostics.extend(diagnostics);
                None
            }
        }
    }

    fn flag(&mut self, attribute: &Attribute) -> bool {
        let value = eval::fixed(&attribute.value, self.file).ok();
        let flag = value.and_then(|v| convert(&v, &crate::terraform::types::Type::Bool).ok()).and_then(|v| v.as_bool());
        flag.unwrap_or_else(|| {
            let detail = "Unsuitable value: a bool is required";
            let at = attribute.value.span();
            // Of a text it is what stands between the quotes.
            let text = matches!(attribute.value, Expression::String(_));
            let at = if text { at.start + 1..at.end - 1 } else { at };
            self.problem("Unsuitable value type", detail.to_owned(), at);
            false
        })
    }

    pub(super) fn unexpected(&mut self, attribute: &Attribute, body: &Body, known: &[&str]) {
        let name = attribute.key.as_str();
        // What stands there already is not meant.
        let known: Vec<&str> = known.iter().copied().filter(|known| !body.has_attribute(known)).collect();
        let detail = format!("An argument named {name:?} is not expected here.{}", meant(name, &known));
        self.problem("Unsupported argument", detail, attribute.key.span.clone());
    }

    pub(super) fn unexpected_block(&mut self, block: &Block, known: &[&str]) {
        let name = block.ident.as_str();
        let detail = format!("Blocks of type {name:?} are not expected here.{}", meant(name, known));
        self.problem("Unsupported block type", detail, block.ident.span.clone());
    }

    /// Says that an argument is missing in the block that a brace opens.
    pub(super) fn missing(&mut self, name: &str, opening: Span<usize>) {
        let detail = format!("The argument {name:?} is required, but no definition was found.");
        self.problem("Missing required argument", detail, opening);
    }

    pub(super) fn problem(&mut self, summary: &str, detail: String, at: Span<usize>) {
        self.module.diagnostics.push(diagnostic_at(self.file, summary, detail, at, None, Vec::new()));
    }
}

/// Keeps the first of those declared under one name; for another it says where that stands.
pub(super) fn declare<T>(declared: &mut Declared<T>, name: Str, value: T, range: fn(&T) -> &Range) -> Option<Range> {
    match declared.get(&name) {
        Some(first) => Some(range(first).clone()),
        None => {
            declared.insert(name, value);
            None
        }
    }
}

/// ` Did you mean "variable"?`, where something like it is known.
fn meant(name: &str, known: &[&str]) -> String {
    let near = eval::nearest(name, known.iter().copied());
    near.map(|near| format!(" Did you mean {near:?}?")).unwrap_or_default()
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
