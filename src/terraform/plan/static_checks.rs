//! What is wrong whatever the values are, and is no expression's affair: modules that do not load, providers that nobody
//! configured, `depends_on` that names nothing.

use std::rc::Rc;

use super::instance::Instance;
use super::node::{Phase, Walk};
use crate::terraform::config::{Located, Mode, Module, ModuleCall};
use crate::terraform::diagnostic::Diagnostic;
use crate::terraform::eval::references::references;
use crate::terraform::eval::{Scope as _, Unresolved, diagnostic_at};
use crate::terraform::types::Str;

/// A module that is called from the root, directly or not, and how.
struct Reached<'a> {
    module: &'a Module,
    /// `module.network`, empty for the root.
    address: String,
    /// The call; none for the root.
    call: Option<&'a ModuleCall>,
}

impl<'a> Walk<'a> {
    /// Whether the configuration loads: as in Terraform, one that does not is not walked. What is wrong is said.
    pub(super) fn loads(&self) -> bool {
        let reached = self.reached();
        let broken: Vec<Diagnostic> = reached.iter().flat_map(|reached| self.broken(reached)).collect();
        if !broken.is_empty() {
            self.say_all(broken);
            return false;
        }
        let root = self.root().module;
        let configured = |name: &str| !name.contains('.') || root.providers.contains_key(name);
        if let Some(missing) = self.lacking(root, &|name| (!configured(name)).then(|| name.into())) {
            let (prefix, alias) = missing.split_once('.').unwrap_or_default();
            let summary = format!("missing provider provider[\"registry.terraform.io/hashicorp/{prefix}\"].{alias}");
            self.say(Diagnostic::error(summary, "", None));
            return false;
        }
        true
    }

    fn broken(&self, reached: &Reached<'a>) -> Vec<Diagnostic> {
        let Some(call) = reached.call else { return reached.module.said("This configuration") };
        let source = call.source.as_deref().unwrap_or_default();
        let mut said = reached.module.said(&format!("Module {} (from {source})", reached.address));
        for alias in reached.module.aliases.iter().filter(|alias| !call.providers.contains_key(*alias)) {
            let provider = alias.split('.').next().unwrap_or_default();
            let detail = format!(
                "The child module requires an additional configuration for provider hashicorp/{provider}, with the local name {:?}.\n\nRefer to the module's documentation to understand the intended purpose of this additional provider configuration, and then add an entry for {alias} in the \"providers\" meta-argument in the module block to choose which provider configuration the module should use for that purpose.",
                &**alias
            );
            let at = call.range.start.byte..call.range.end.byte;
            let summary = "Missing required provider configuration";
            said.push(diagnostic_at(&call.file, summary, detail, at, None, Vec::new()));
        }
        said
    }

    /// The modules that the root module calls, directly or not, and itself; each once.
    fn reached(&self) -> Vec<Reached<'a>> {
        let mut found = vec![Reached { module: self.root().module, address: String::new(), call: None }];
        let mut next = 0;
        while let Some(Reached { module, address, .. }) = found.get(next) {
            let (module, address) = (*module, address.clone());
            next += 1;
            for call in module.calls.values() {
                let Some(called) = self.configuration.called(call) else { continue };
                if !found.iter().any(|known| known.module.dir == called.dir) {
                    let dot = if address.is_empty() { "" } else { "." };
                    let address = format!("{address}{dot}module.{}", call.name);
                    found.push(Reached { module: called, address, call: Some(call) });
                }
            }
        }
        found
    }

    /// A provider's configuration that a resource asks for and that the root module does not have; `missing` says of a
    /// name in the module which one that is.
    fn lacking(&self, module: &'a Module, missing: &dyn Fn(&str) -> Option<Str>) -> Option<Str> {
        let own = |name: &str| if module.providers.contains_key(name) { None } else { missing(name) };
        let prefix = self.configuration.provider()?.prefix();
        let mut resources = module.resources.values().chain(module.data.values()).chain(module.ephemeral.values());
        let mut asked = resources.by_ref().filter(|resource| resource.kind.split('_').next() == Some(prefix));
        asked.find_map(|resource| own(resource.provider.as_deref().unwrap_or(prefix))).or_else(|| {
            module.calls.values().find_map(|call| {
                let called = self.configuration.called(call)?;
                self.lacking(called, &|name| own(call.providers.get(name).map_or(name, |passed| passed)))
            })
        })
    }

    /// Whether what `depends_on` names is there and did not fail. What is undeclared is said: the first of the entries, as
    /// Terraform does. It looks before it plans.
    pub(super) fn dependencies_hold(&self, instance: &Rc<Instance<'a>>, depends_on: &[Located]) -> bool {
        if self.phase == Phase::Plan {
            return true;
        }
        let scope = self.scope(instance);
        for located in depends_on {
            for reference in references(&located.expr) {
                let names = if Mode::of_root(reference.root).is_some() { 2 } else { 1 };
                let path = reference.path.get(..names).unwrap_or(&reference.path);
                match scope.lookup(reference.root, path) {
                    Ok(_) => {}
                    Err(Unresolved::Failed) => return false,
                    Err(Unresolved::Undeclared { summary, detail }) => {
                        let at = reference.start..reference.end(names);
                        self.say(diagnostic_at(&located.file, &summary, detail, at, None, Vec::new()));
                        return false;
                    }
                }
            }
        }
        true
    }
}
