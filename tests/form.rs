//! What the form reads off variables and rules, on a blueprint of every shape.

use landform::blueprint::Blueprint;
use landform::design::{Attribute, Control, Design, Form, RootId, Scope, evaluate};
use serde_json::json;

fn shown(control: &Control) -> String {
    match control {
        Control::Switch => "switch".into(),
        Control::Number { min, max, integer } => {
            let bound = |n: &Option<_>| n.as_ref().map_or("…".to_owned(), ToString::to_string);
            format!("{} {}–{}", if *integer { "whole number" } else { "number" }, bound(min), bound(max))
        }
        Control::Choice { choices } => {
            format!("one of {}", choices.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "))
        }
        Control::Text { pattern: None } => "text".into(),
        Control::Text { pattern: Some(pattern) } => format!("text like {pattern}"),
        Control::List { element } => format!("list of {}", shown(element)),
        Control::Map { element } => format!("map of {}", shown(element)),
        Control::Object { fields } => {
            let field = |field: &Attribute| {
                let default = field.default.as_ref().map(|default| format!(" = {default}")).unwrap_or_default();
                format!("{}{}: {}{default}", field.name, if field.optional { "?" } else { "" }, shown(&field.control))
            };
            format!("object of {{ {} }}", fields.iter().map(field).collect::<Vec<_>>().join("; "))
        }
        Control::Json => "JSON".into(),
    }
}

#[test]
fn controls_are_read_off_types_and_rules() {
    let blueprint = crate::small::blueprint();
    let form = Form::of(&blueprint);
    let dev = RootId::environment("dev");
    for (name, control, nullable) in [
        ("name", "text like ^[a-z]+$", false),
        // An open bound counts as one.
        ("size", "whole number 1–10", false),
        ("share", "number 0.5–100", true),
        ("note", "text", true),
        ("maybe", "one of true false", true),
        ("on", "switch", false),
        ("zones", r#"list of one of "a" "b" "c""#, false),
        ("ports", "list of whole number 0–65535", false),
        ("labels", "map of text like ^[^?]*$", false),
        (
            "parts",
            "list of object of { name: text; size?: whole number 1–9 = 1; inner?: map of text = {}; on?: one of true false }",
            false,
        ),
        ("place", "object of { zone: one of \"a\" \"b\"; rack?: number …–…; sealed?: switch = true }", true),
        ("any", "JSON", true),
        // A rule that holds in one environment alone is no hint; the module's own is.
        ("mode", r#"one of "slow" "fast" "idle""#, false),
        ("days", "number 0–30", false),
    ] {
        let option = form.option(&dev, name).unwrap_or_else(|| panic!("no option {name}"));
        assert_eq!((shown(&option.control).as_str(), option.nullable), (control, nullable), "{name}");
    }
    assert!(form.option(&dev, "environment").is_none());
}

#[test]
fn an_option_says_where_it_starts_and_what_rules_it() {
    let blueprint = crate::small::blueprint();
    let form = Form::of(&blueprint);
    assert_eq!(form.groups.iter().map(|group| group.title.as_str()).collect::<Vec<_>>(), ["One", "Two"]);
    let (dev, prod) = (RootId::environment("dev"), RootId::environment("prod"));
    let size = form.option(&dev, "size").unwrap();
    let design = Design::new(&blueprint);
    let starts = size.roots(&blueprint, &design).map(|root| (root.clone(), design.start(&blueprint, &root, "size")));
    assert_eq!(starts.collect::<Vec<_>>(), [(dev.clone(), Some(json!(2))), (prod.clone(), Some(json!(8)))]);
    assert_eq!((size.default.clone(), size.unit.as_deref()), (Some(json!(4)), Some("cm")));
    let name = form.option(&dev, "name").unwrap();
    assert_eq!(name.scope, Scope::Shared);
    assert_eq!(name.roots(&blueprint, &design).count(), 3);
    let rules = |name: &str| -> Vec<(String, String)> {
        let rules = &form.option(&dev, name).unwrap().rules;
        rules.iter().map(|rule| (format!("{}:{}", rule.file, rule.line), rule.message.clone())).collect()
    };
    assert_eq!(
        rules("name"),
        [("environment/variables.tf:11".into(), "Call it otherwise than \"${var.name}\".".into())]
    );
    assert_eq!(
        rules("mode"),
        [
            ("environment/variables.tf:127".into(), "Slowly in prod.".into()),
            ("modules/inner/variables.tf:5".into(), "Slow, fast or idle.".into())
        ]
    );
    assert_eq!(rules("note"), []);
}

/// An option that says with which others it does something is asked about it, environment by environment.
#[test]
fn an_option_is_in_use_where_its_condition_holds() {
    let mut tree = crate::small::tree();
    let text = tree.get("presentation.hcl").unwrap().text.to_string();
    let text = text
        .replace(r#"option "note" { label = "Note" }"#, "option \"note\" {\n label = \"Note\"\n when = var.on\n}")
        .replace(
            r#"option "days" { label = "Days" }"#,
            "option \"days\" {\n label = \"Days\"\n when = length(var.zones) > 0 && var.environment != \"prod\"\n}",
        );
    tree.insert("presentation.hcl", &text);
    let blueprint = Blueprint::from_tree(tree).unwrap();
    let form = Form::of(&blueprint);
    let (dev, prod) = (RootId::environment("dev"), RootId::environment("prod"));
    let mut design = Design::new(&blueprint);
    let used = |design: &Design, name: &str| -> Vec<bool> {
        let evaluation = evaluate(&blueprint, design);
        let option = form.option(&dev, name).unwrap();
        [&dev, &prod].map(|root| option.is_in_use(&evaluation.root(root).unwrap().plan)).to_vec()
    };
    assert_eq!(used(&design, "note"), [true, true]);
    assert_eq!(used(&design, "days"), [true, false]);
    assert_eq!(used(&design, "mode"), [true, true]);
    design.set(&blueprint, &prod, "on", &json!(false)).unwrap();
    design.set(&blueprint, &dev, "zones", &json!([])).unwrap();
    assert_eq!(used(&design, "note"), [true, false]);
    assert_eq!(used(&design, "days"), [false, false]);
    let when = form.option(&dev, "days").unwrap().when.as_ref().unwrap();
    assert_eq!(when.text(), "length(var.zones) > 0 && var.environment != \"prod\"");
    assert_eq!(when.variables(), ["zones", "environment"]);
}

/// A condition must be about the root's variables, come to true or false, and hold for all their values.
#[test]
fn a_condition_that_cannot_be_answered_is_an_error() {
    let mut said = String::new();
    for when in [
        "var.nope",
        "local.on",
        "on",
        "var.size",
        "null",
        "var.note != null && length(var.note) > 3",
        "var.share > 1",
        "var.on ? true : \"no\"",
        "length(var.size) > 1",
    ] {
        let mut tree = crate::small::tree();
        let text = tree.get("presentation.hcl").unwrap().text.to_string();
        let with = format!("option \"mode\" {{\n label = \"Mode\"\n when = {when}\n}}");
        tree.insert("presentation.hcl", &text.replace(r#"option "mode" { label = "Mode" }"#, &with));
        let error = Blueprint::from_tree(tree).unwrap_err();
        said.push_str(&format!("{when}\n    {}\n", error.to_string().replace('\n', "\n    ")));
    }
    insta::assert_snapshot!(said);
}

/// What is wrong with a blueprint is said, with its place.
#[test]
fn a_blueprint_that_is_not_whole_is_an_error() {
    let cases = [
        ("presentation.hcl", "group \"A\" {}\n"),
        ("presets/dev.tfvars", "name = \"a\"\nnope = 1\n"),
        ("presets/dev.tfvars", "name = \"a\"\nsize = \"large\"\n"),
        ("presets/dev.tfvars", "name = var.other\n"),
        ("presets/dev.tfvars", "name = \n"),
        ("environment/variables.tf", "variable \"a\" {\n  type = strin\n}\n"),
    ];
    let mut said = String::new();
    for (path, text) in cases {
        let mut tree = crate::small::tree();
        tree.insert(path, text);
        let error = Blueprint::from_tree(tree).unwrap_err();
        said.push_str(&format!("{path}: {text:?}\n    {}\n", error.to_string().replace('\n', "\n    ")));
    }
    insta::assert_snapshot!(said);
}
