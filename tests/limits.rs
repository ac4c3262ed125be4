//! What would hang, overflow the stack or take all memory is a diagnostic instead; and no text makes anything panic.

use std::sync::Arc;

use crate::arbitrary::BLUEPRINT;
use crate::arbitrary::damage::{damage, damaged};
use landform::blueprint::Blueprint;
use landform::design::{Design, RootId, evaluate, tfvars};
use landform::export::repository;
use landform::terraform::config::Configuration;
use landform::terraform::diagnostic::Diagnostic;
use landform::terraform::plan::{self, Plan, Root};
use landform::terraform::source::{SourceFile, Tree};
use landform::terraform::template;
use landform::terraform::value::Value;
use proptest::prelude::*;
use proptest::sample::{Index, select};

fn planned(main: &str) -> Plan {
    let configuration = Configuration::load(Tree::from_iter([("main.tf", main)]));
    plan::evaluate(&configuration, &Root { dir: "", shown_as: "", tfvars: None })
}

fn summaries(diagnostics: &[Diagnostic]) -> Vec<&str> {
    diagnostics.iter().map(|diagnostic| diagnostic.summary.as_str()).collect()
}

/// Locals that each hold the one before twice, in the way that `twice` says.
fn doubled(first: &str, twice: &str, times: usize) -> String {
    let next = (1..times).map(|i| format!("  l{i} = {}\n", twice.replace('_', &format!("local.l{}", i - 1))));
    format!(
        "locals {{\n  l0 = {first}\n{}}}\noutput \"o\" {{ value = local.l{} }}\n",
        next.collect::<String>(),
        times - 1
    )
}

fn repeated(open: &str, inner: &str, close: &str, times: usize) -> String {
    format!("{}{inner}{}", open.repeat(times), close.repeat(times))
}

#[test]
fn what_would_grow_without_bound_is_refused() {
    let cases = [
        ("strings", doubled("\"ab\"", "\"${_}${_}\"", 60), "Value too large"),
        ("tuples", doubled("\"ab\"", "[_, _]", 60), "Value too large"),
        ("objects", doubled("{}", "{ a = _, b = _ }", 60), "Value too large"),
        ("lists", doubled("[\"a\"]", "concat(_, _)", 60), "Evaluation takes too long"),
        ("joins", doubled("\"ab\"", "join(\"\", [_, _, _, _])", 60), "Value too large"),
        ("replacements", doubled("\"aa\"", "replace(_, \"a\", \"aaaaaaaa\")", 60), "Value too large"),
        ("templates", doubled("\"ab\"", "\"%{ for i in range(100) }${_}%{ endfor }\"", 60), "Value too large"),
        ("depth", doubled("[]", "[[[[[[[[[[_]]]]]]]]]]", 60), "Value too large"),
        ("products", doubled("[\"a\", \"b\"]", "setproduct(_, _)", 60), "Value too large"),
        (
            "members",
            doubled("[\"a\", \"b\"]", "flatten([for x in _ : [for y in _ : \"${x}${y}\"]])", 60),
            "Value too large",
        ),
    ];
    for (name, text, summary) in cases {
        let plan = planned(&text);
        // Each place at which it is found says it.
        let mut said = summaries(&plan.diagnostics);
        said.dedup();
        assert_eq!(said, [summary], "{name}");
    }
}

#[test]
fn what_would_take_for_ever_is_given_up() {
    let loops = repeated("length([for x in range(1000) : ", "x", "])", 6);
    let text = format!("locals {{\n  a = {loops}\n}}\noutput \"o\" {{ value = local.a }}\n");
    assert_eq!(summaries(&planned(&text).diagnostics), ["Evaluation takes too long"]);
    let instances = "variable \"n\" {\n  default = 1001\n}\nmodule \"m\" {\n  source = \"./m\"\n  count  = var.n\n}\n";
    let inner = "resource \"terraform_data\" \"x\" {\n  count = 1000\n}\n";
    for (n, summary) in [("1001", "Too many instances"), ("1e9", "Too many instances"), ("1000", "Too many instances")]
    {
        let nested = "module \"m\" {\n  source = \"../n\"\n  count  = 1000\n}\n";
        let tree = [
            ("main.tf", instances.replace("1001", n)),
            ("m/main.tf", nested.to_owned()),
            ("n/main.tf", inner.to_owned()),
        ];
        let configuration = Configuration::load(Tree::from_iter(tree));
        let plan = plan::evaluate(&configuration, &Root { dir: "", shown_as: "", tfvars: None });
        assert_eq!(summaries(&plan.diagnostics), [summary], "{n}");
    }
}

#[test]
fn what_nests_too_deep_is_refused() {
    for (open, inner, close) in [
        ("(", "1", ")"),
        ("[", "1", "]"),
        ("{ a = ", "1", " }"),
        ("!", "true", ""),
        ("-", "1", ""),
        ("\"${", "1", "}\""),
        ("abs(", "1", ")"),
        ("[for x in [1] : ", "1", "]"),
        ("true ? 1 : ", "1", ""),
        ("1 + ", "1", ""),
        ("try(", "null.x", ")"),
        ("{a=1}", "", ".a"),
        ("", "null", "[0]"),
        ("<<A\n${", "1", "}\nA\n"),
    ] {
        let configuration = Configuration::load(Tree::from_iter([("main.tf", "")]));
        let root = Root { dir: "", shown_as: "", tfvars: None };
        let text = repeated(open, inner, close, 10_000);
        assert!(plan::console(&configuration, &root, &text).is_err(), "{open}");
        let file = Arc::new(SourceFile::new("terraform.tfvars", &format!("a = {text}\n")));
        let (_, _) = landform::terraform::tfvars::parse(&file);
        let plan = planned(&format!("output \"o\" {{\n  value = {text}\n}}\n"));
        assert!(plan.has_errors(), "{open}");
    }
    for text in [repeated("%{ if true }", "a", "%{ endif }", 10_000), repeated("a {\n", "", "}\n", 10_000)] {
        let tree = Tree::from_iter([("a.tftpl", text.as_str()), ("main.tf", text.as_str())]);
        assert!(template::render(&tree, "a.tftpl", &Default::default()).is_err() || !text.starts_with('%'));
        assert!(!Configuration::load(tree).module("").is_none_or(|module| module.diagnostics.is_empty()));
    }
}

#[test]
fn functions_refuse_what_is_too_much() {
    let configuration = Configuration::load(Tree::from_iter([("main.tf", "")]));
    let root = Root { dir: "", shown_as: "", tfvars: None };
    let deep = |open: &str, close: &str| repeated(open, "1", close, 10_000);
    let refused = [
        "range(1e9)".to_owned(),
        "range(0, 1, 1e-9)".to_owned(),
        "format(\"%1000000000d\", 1)".to_owned(),
        "format(\"%.1000000000f\", 1)".to_owned(),
        "setproduct([for i in range(1000) : i], [for i in range(1000) : i], [for i in range(1000) : i])".to_owned(),
        format!("jsondecode({:?})", deep("[", "]")),
        format!("jsondecode({:?})", deep("{\"a\":", "}")),
        format!("yamldecode({:?})", deep("[", "]")),
        format!("yamldecode({:?})", deep("- ", "")),
        format!("regex({:?}, \"a\")", deep("(", ")")),
        "regex(\"(((a{100}){100}){100})\", \"a\")".to_owned(),
        "indent(1e9, \"a\\nb\")".to_owned(),
        "cidrsubnets(\"10.0.0.0/8\", 1e9)".to_owned(),
        "parseint(\"z\", 1e9)".to_owned(),
        "yamldecode(\"a: &a [x,x,x,x,x,x,x,x]\\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c]\\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d]\\nf: &f [*e,*e,*e,*e,*e,*e,*e,*e]\\ng: &g [*f,*f,*f,*f,*f,*f,*f,*f]\")".to_owned(),
    ];
    for text in refused {
        let shown = text.get(..60).unwrap_or(&text);
        assert!(plan::console(&configuration, &root, &text).is_err(), "{shown}");
    }
    // These have an answer, and in no time.
    for text in [
        "pow(10, 1e9)",
        "regex(\"(a*)*b?\", \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\")",
        "log(1e300, 2)",
        "ceil(1e300)",
        "tonumber(\"1e1000000000\")",
    ] {
        assert!(plan::console(&configuration, &root, text).is_ok(), "{text}");
    }
}

/// Pieces of the language, of which text is made that often parses.
const TOKENS: &[&str] = &[
    "a",
    "b",
    "var.a",
    "local.l",
    "each.value",
    "module.m",
    "data.x.y",
    "1",
    "-1",
    "1e400",
    "0.1",
    "\"s\"",
    "\"${",
    "}\"",
    "\"%{if true}",
    "%{endif}\"",
    "null",
    "true",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "=",
    "=>",
    ":",
    "?",
    ",",
    ".",
    "...",
    "[*]",
    ".*",
    "+",
    "-",
    "*",
    "/",
    "%",
    "!",
    "==",
    "!=",
    "<",
    ">=",
    "&&",
    "||",
    "for x in",
    "for k, v in",
    "if",
    "\n",
    "\n",
    " ",
    "try(",
    "can(",
    "length(",
    "merge(",
    "toset(",
    "tomap(",
    "jsonencode(",
    "regex(",
    "format(",
    "cidrsubnet(",
    "flatten(",
    "resource \"aws_vpc\" \"v\" {\n",
    "variable \"a\" {\n",
    "locals {\n",
    "output \"o\" {\n",
    "module \"m\" {\n",
    "dynamic \"d\" {\n",
    "validation {\n",
    "condition = ",
    "error_message = ",
    "default = ",
    "type = ",
    "object({",
    "optional(",
    "count = ",
    "for_each = ",
    "source = \"./m\"\n",
    "value = ",
    "<<EOT\n",
    "\nEOT\n",
    "#",
    "/*",
    "*/",
    "é",
    "\u{0}",
    "\u{feff}",
    "😀",
];

/// Pieces of templates, of which text is made that is one more often than not.
const TEMPLATE: &[&str] = &[
    "a",
    "text\n",
    "${s}",
    "${~ s ~}",
    "$${",
    "%%{",
    "${",
    "}",
    "~}",
    "%{ if b }",
    "%{~ if n > 1 ~}",
    "%{ else }",
    "%{ endif }",
    "%{ for x in l }",
    "%{ for i, x in l ~}",
    "${x}",
    "%{ endfor }",
    "%{ endfor ~}",
    "${join(\", \", l)}",
    "${jsonencode({ for x in l : x => s })}",
    "${templatefile(\"t.tftpl\", { s = s, b = b, n = n, l = l })}",
    "${templatestring(s, { s = s })}",
    "${undeclared}",
    "${[for x in range(1000) : s]}",
    "\"",
    "\\",
    "\u{feff}",
    "é",
    "\r\n",
];

fn template_soup() -> impl Strategy<Value = String> {
    proptest::collection::vec(select(TEMPLATE), 0..30).prop_map(|tokens| tokens.concat())
}

fn soup() -> impl Strategy<Value = String> {
    proptest::collection::vec(select(TOKENS), 0..40).prop_map(|tokens| tokens.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_soup_of_tokens_is_read_or_refused(text in soup(), tfvars in soup()) {
        let tree = Tree::from_iter([("main.tf", text.as_str()), ("m/main.tf", "variable \"a\" {}\n"), ("t.tftpl", text.as_str())]);
        let _ = template::render(&tree, "t.tftpl", &Default::default());
        let configuration = Configuration::load(tree);
        let tfvars = Arc::new(SourceFile::new("terraform.tfvars", &tfvars));
        let root = Root { dir: "", shown_as: "environments/dev", tfvars: Some(&tfvars) };
        let plan = plan::evaluate(&configuration, &root);
        prop_assert!(plan.diagnostics.len() <= 10_000);
        let _ = plan::console(&configuration, &root, &text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_template_is_rendered_or_refused(text in template_soup()) {
        let main = "locals {\n  v = { s = file(\"t.tftpl\"), b = true, n = 2, l = [\"x\", \"y\"] }\n  t = file(\"t.tftpl\")\n}\noutput \"f\" {\n  value = templatefile(\"t.tftpl\", local.v)\n}\noutput \"s\" {\n  value = templatestring(local.t, local.v)\n}\n";
        let tree = Tree::from_iter([("main.tf", main), ("t.tftpl", text.as_str())]);
        let strings = |texts: [&str; 2]| Value::tuple(texts.map(Value::string));
        let variables = [
            ("s", Value::string("${s}")),
            ("b", Value::bool(true)),
            ("n", Value::number(2i64)),
            ("l", strings(["x", "y"])),
        ];
        let _ = template::render(&tree, "t.tftpl", &variables.map(|(name, value)| (name.into(), value)).into());
        let root = Root { dir: "", shown_as: "", tfvars: None };
        let plan = plan::evaluate(&Configuration::load(tree), &root);
        // What is not rendered is refused in words.
        prop_assert!(plan.has_errors() || plan.outputs.len() == 2, "{text:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn a_blueprint_with_a_damaged_template_is_exported_or_refused(
        file in any::<Index>(),
        suffered in proptest::collection::vec(damage(TOKENS), 1..4),
    ) {
        let tree = BLUEPRINT.configuration.tree();
        let written: Vec<_> = tree.iter().filter(|file| file.path.ends_with(".tftpl")).collect();
        let broken = file.get(&written);
        let text = damaged(&broken.text, &suffered, 40);
        let texts = tree.iter().map(|file| (&*file.path, if file.path == broken.path { text.as_str() } else { &*file.text }));
        let blueprint = Blueprint::from_tree(texts.collect()).unwrap();
        let design = Design::new(&blueprint);
        let _ = repository(&blueprint, &design, &evaluate(&blueprint, &design), None);
    }

    #[test]
    fn a_damaged_blueprint_is_evaluated_or_refused(
        file in any::<Index>(),
        suffered in proptest::collection::vec(damage(TOKENS), 1..4),
    ) {
        let tree = BLUEPRINT.configuration.tree();
        let written: Vec<_> = tree.iter().filter(|file| file.path.ends_with(".tf") && !file.path.starts_with("bootstrap")).collect();
        let broken = file.get(&written);
        let text = damaged(&broken.text, &suffered, 40);
        let texts = tree.iter().map(|file| (&*file.path, if file.path == broken.path { text.as_str() } else { &*file.text }));
        let configuration = Configuration::load(texts.filter(|(path, _)| path.ends_with(".tf")).collect());
        let root = RootId::environment("dev");
        let tfvars = Arc::new(SourceFile::new(&root.tfvars_path(), &tfvars::render(&BLUEPRINT, &Design::new(&BLUEPRINT), &root)));
        let _ = plan::evaluate(&configuration, &Root { dir: "environment", shown_as: "environments/dev", tfvars: Some(&tfvars) });
    }

    #[test]
    fn damaged_values_are_evaluated_or_refused(suffered in proptest::collection::vec(damage(TOKENS), 1..6)) {
        let root = RootId::environment("prod");
        let text = damaged(&tfvars::render(&BLUEPRINT, &Design::new(&BLUEPRINT), &root), &suffered, 40);
        let tfvars = Arc::new(SourceFile::new(&root.tfvars_path(), &text));
        let _ = plan::evaluate(
            &BLUEPRINT.configuration,
            &Root { dir: "environment", shown_as: "environments/prod", tfvars: Some(&tfvars) },
        );
    }
}
