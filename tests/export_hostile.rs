//! Hostile text in every text option at once: nothing of it becomes code in any exported file, and all of it comes back.

use hcl_edit::expr::{Expression, ObjectKey};
use hcl_edit::structure::{Body, Structure};
use hcl_edit::visit::{self, Visit};
use landform::blueprint::Blueprint;
use landform::design::{self, Design, RootId};
use landform::export::{self, Repository};
use landform::terraform::eval::literal;
use landform::terraform::json::from_value;
use landform::terraform::nfc::nfc;
use landform::terraform::tfvars;
use landform::terraform::types::Type;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use saphyr::{LoadableYamlNode, Yaml};
use serde_json::Value as Json;

use crate::hostile::handfuls;

/// Stands on both sides of the text in every option, to find it again.
const MARK: &str = "Zq7";

const SITE: &str = "https://landform.example/";

fn blueprint() -> Blueprint {
    Blueprint::embedded().unwrap_or_else(|error| panic!("{error}"))
}

/// A design in which every string of every option, the keys of maps too, is the text between marks.
fn design_of(blueprint: &Blueprint, text: &str) -> Design {
    let text = format!("{MARK}{text}{MARK}");
    let mut design = Design::new(blueprint);
    let mut count = 0;
    for root in blueprint.roots() {
        for name in blueprint.module(root).into_iter().flat_map(|module| module.variables.keys()) {
            let Some(variable) = blueprint.variable(root, name) else { continue };
            let value = filled(&variable.constraint.ty, &text);
            if value.to_string().contains(MARK) {
                design.set(blueprint, root, name, &value).unwrap_or_else(|error| panic!("{error}"));
                count += 1;
            }
        }
    }
    assert!(count > 40, "only {count} options hold text");
    design
}

/// A value of a type whose strings are all the text; what holds no string is null.
fn filled(ty: &Type, text: &str) -> Json {
    match ty {
        Type::String => text.into(),
        Type::List(element) | Type::Set(element) => vec![filled(element, text)].into(),
        Type::Map(element) => Json::Object([(text.to_owned(), filled(element, text))].into_iter().collect()),
        Type::Tuple(elements) => elements.iter().map(|element| filled(element, text)).collect(),
        Type::Object(object) => {
            object.attributes.iter().map(|(name, ty)| (name.to_string(), filled(ty, text))).collect()
        }
        Type::Bool | Type::Number | Type::Dynamic => Json::Null,
    }
}

fn repository_of(blueprint: &Blueprint, design: &Design) -> Repository {
    let evaluation = design::evaluate(blueprint, design);
    export::repository(blueprint, design, &evaluation, Some(SITE)).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn every_option_comes_back_from_the_exported_tfvars() {
    let blueprint = blueprint();
    for text in handfuls() {
        let design = design_of(&blueprint, &text);
        let evaluation = design::evaluate(&blueprint, &design);
        for plan in &evaluation.roots {
            let (values, diagnostics) = tfvars::parse(&plan.tfvars);
            assert_eq!(diagnostics, [], "{text:?}");
            for (name, chosen) in design.inputs(&plan.root).into_iter().flatten() {
                let value = values.get(name.as_str()).and_then(|located| literal(located).ok());
                let value = value.and_then(|value| from_value(&value));
                // Terraform keeps strings in NFC.
                let expected: Json = serde_json::from_str(&nfc(&chosen.to_string())).unwrap_or_default();
                assert_eq!(value, Some(expected), "{} of {}", name, plan.root);
            }
        }
    }
}

#[test]
fn nothing_becomes_code() {
    let blueprint = blueprint();
    // What each file is like when the same options hold a harmless word.
    let harmless = repository_of(&blueprint, &design_of(&blueprint, "word"));
    for text in handfuls() {
        let repository = repository_of(&blueprint, &design_of(&blueprint, &text));
        let text = nfc(&format!("{MARK}{text}{MARK}"));
        assert!(repository.files.keys().eq(harmless.files.keys()));
        for (path, content) in repository.files.iter().filter(|(_, content)| content.contains(MARK)) {
            let before = &harmless.files[path];
            match path.rsplit('.').next() {
                Some("md") => markdown(path, content, before, &text),
                Some("tf" | "tfvars" | "hcl") => hcl(path, content, &text),
                Some("yml" | "yaml") => yaml(path, content, &text),
                Some("svg") => assert!(roxmltree::Document::parse(content).is_ok(), "{path} with {text:?}"),
                Some("json") => assert!(content.parse::<Json>().is_ok(), "{path}"),
                _ => panic!("{path} holds a user's text, and nobody knows how to escape it there"),
            }
        }
    }
}

/// The same constructs in the same order as with a harmless word, and the text wherever that stands. In commands it stands
/// between single quotes, and has none.
fn markdown(path: &str, content: &str, harmless: &str, text: &str) {
    let parser = |markdown| Parser::new_ext(markdown, Options::all() - Options::ENABLE_SMART_PUNCTUATION);
    let shape = |markdown| -> Vec<String> {
        let event = |event| match event {
            Event::Text(_) => None,
            Event::Code(_) => Some("code".to_owned()),
            Event::Start(Tag::Heading { level, .. }) => Some(level.to_string()),
            // Another design has another link.
            Event::Start(Tag::Link { dest_url, .. }) if dest_url.starts_with(SITE) => Some("design".to_owned()),
            other => Some(format!("{other:?}")),
        };
        parser(markdown).filter_map(event).collect()
    };
    let (found, expected) = (shape(content), shape(harmless));
    let same = found.iter().zip(&expected).take_while(|(found, expected)| found == expected).count();
    let rest =
        |shape: &[String]| shape.get(same.saturating_sub(3)..(same + 3).min(shape.len())).map(<[String]>::to_vec);
    assert!(found == expected, "{path} with {text:?}: {:?} instead of {:?}", rest(&found), rest(&expected));
    let words = |markdown| -> String {
        let mut block = false;
        let mut words = String::new();
        for event in parser(markdown) {
            match event {
                Event::Start(Tag::CodeBlock(_)) => block = true,
                Event::End(TagEnd::CodeBlock) => block = false,
                Event::Text(text) if !block => words.push_str(&text),
                _ => {}
            }
        }
        words
    };
    for commands in content.split("```sh\n").skip(1).filter_map(|rest| rest.split("```").next()) {
        for line in commands.lines().filter(|line| line.contains(MARK)) {
            let marked = line.split('\'').skip(1).step_by(2).map(|quoted| quoted.matches(MARK).count()).sum::<usize>();
            assert_eq!(marked, line.matches(MARK).count(), "{path}: {line}");
        }
    }
    assert_eq!(words(content), words(harmless).replace(&format!("{MARK}word{MARK}"), text), "{path}");
}

/// Marked strings are literal strings that hold the whole text; no name, comment or template holds a mark.
fn hcl(path: &str, content: &str, text: &str) {
    struct Literals<'a>(usize, &'a str);
    impl Visit for Literals<'_> {
        fn visit_expr(&mut self, expr: &Expression) {
            if let Expression::String(string) = expr {
                assert!(!string.contains(MARK) || nfc(string).contains(self.1), "{:?}", string.as_str());
                self.0 += string.matches(MARK).count();
            }
            visit::visit_expr(self, expr);
        }

        fn visit_object_key(&mut self, key: &ObjectKey) {
            if let ObjectKey::Ident(ident) = key {
                assert!(!ident.contains(MARK) || ident.as_str() == self.1, "{:?}", ident.as_str());
                self.0 += ident.matches(MARK).count();
            }
            visit::visit_object_key(self, key);
        }
    }
    let body: Body = content.parse().unwrap_or_else(|error| panic!("{path}: {error}"));
    let mut literals = Literals(0, text);
    literals.visit_body(&body);
    assert_eq!(literals.0, content.matches(MARK).count(), "{path} holds the text where it is no literal");
    assert!(body.iter().all(|structure| matches!(structure, Structure::Attribute(_) | Structure::Block(_))));
}

/// Every scalar that holds a mark is the text and nothing else, and Actions finds no expression in it.
fn yaml(path: &str, content: &str, text: &str) {
    fn scalars<'a>(yaml: &'a Yaml<'a>, found: &mut Vec<String>) {
        if let Some(text) = yaml.as_str() {
            found.push(text.to_owned());
        }
        yaml.as_vec().into_iter().flatten().for_each(|element| scalars(element, found));
        yaml.as_mapping().into_iter().flatten().for_each(|(key, value)| {
            scalars(key, found);
            scalars(value, found);
        });
    }
    let documents = Yaml::load_from_str(content).unwrap_or_else(|error| panic!("{path}: {error}"));
    let mut found = Vec::new();
    documents.iter().for_each(|document| scalars(document, &mut found));
    let marked: Vec<&String> = found.iter().filter(|scalar| scalar.contains(MARK)).collect();
    assert_eq!(marked.iter().map(|scalar| scalar.matches(MARK).count()).sum::<usize>(), content.matches(MARK).count());
    for scalar in marked {
        assert!(scalar.replace("${{ '${{' }}", "${{").contains(text), "{path}: {scalar}");
    }
}

#[test]
fn the_pipeline_of_a_design_that_breaks_its_rules_is_the_presets() {
    let blueprint = blueprint();
    let hostile = repository_of(&blueprint, &design_of(&blueprint, "${{ secrets.TOKEN }}\n"));
    let presets = repository_of(&blueprint, &Design::new(&blueprint));
    let workflow = ".github/workflows/terraform.yml";
    assert_eq!(hostile.files.get(workflow), presets.files.get(workflow));
    assert!(presets.files.contains_key(workflow));
}

#[test]
fn a_hostile_project_names_no_folder() {
    let blueprint = blueprint();
    let mut design = Design::new(&blueprint);
    let root = RootId::environment("dev");
    for name in ["../../etc", "..", "a/b", "C:\\x", "", "-", "a b", "${x}", "\u{202e}x"] {
        design.set(&blueprint, &root, "project", &name.into()).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(export::folder(&repository_of(&blueprint, &design).name), "landform", "{name}");
    }
}
