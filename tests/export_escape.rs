//! What a user typed comes back as text from the real parser of each destination, wherever a template puts it.

use hcl_edit::expr::Expression;
use landform::export::escape::Destination;
use pulldown_cmark::{Event, Options, Parser, Tag};
use saphyr::{LoadableYamlNode, Yaml};

use crate::hostile::hostile;

/// Names, numbers, paths, ranges: what stands in a design that breaks no rule.
const PLAIN: &[&str] = &[
    "example",
    "my-shop",
    "per_az",
    "us-east-1",
    "10.10.0.0/16",
    "www.example.com",
    "ghcr.io/stefanprodan/podinfo:6.9.0",
    "registry/app@sha256:0123456789abcdef",
    "ops@example.com",
    "/healthz",
    "200-299",
    "200,204",
    "02:00-03:00",
    "sun:03:30-sun:04:30",
    "db.t4g.micro",
    "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
    "arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012",
    "Platform team, Zürich",
    "17.6",
    "99.9%",
];

/// Every extension, but the one that makes typographic quotes of plain ones: it is for running text alone.
fn parser(markdown: &str) -> Parser<'_> {
    Parser::new_ext(markdown, Options::all() - Options::ENABLE_SMART_PUNCTUATION)
}

/// Which constructs a text has.
fn constructs(markdown: &str) -> Vec<String> {
    let of = |event: Event<'_>| match event {
        Event::Text(_) => None,
        // A heading's identifier would be made of its text.
        Event::Start(Tag::Heading { level, .. }) => Some(format!("{level}")),
        other => Some(format!("{other:?}")),
    };
    parser(markdown).filter_map(of).collect()
}

/// Everything that is text, and not a construct.
fn text(markdown: &str) -> String {
    let of = |event| if let Event::Text(text) = event { Some(text.into_string()) } else { None };
    parser(markdown).filter_map(of).collect()
}

#[test]
fn markdown_reads_it_as_text_wherever_it_stands() {
    let places = [
        "@",
        "before @ after",
        "@ after",
        "before\n@",
        "before\n\n@\nafter",
        "# @",
        "## Heading @ #",
        "- @",
        "1. @",
        "> @",
        "- [ ] @",
        "| a | b |\n|---|---|\n| @ | x |\n| y | @ |",
        "| @ | b |\n|---|---|\n| x | y |",
        "[@](https://example.com)",
        "x [the @](https://example.com) y",
        "a: **@**",
        "“@”",
        "(@)",
        "!@",
        "[x]@",
        "@[x](https://example.com)",
    ];
    for hostile in hostile().into_iter().filter(|text| !text.is_empty()) {
        for place in places {
            let escaped = place.replace('@', &Destination::Markdown.escape(&hostile));
            let plain = place.replace('@', "word");
            assert_eq!(constructs(&escaped), constructs(&plain), "{hostile:?} in {place:?}: {escaped}");
            let expected = text(&plain).replace("word", &hostile);
            assert_eq!(text(&escaped), expected, "{hostile:?} in {place:?}: {escaped}");
        }
    }
}

#[test]
fn markdown_keeps_code_spans_and_fences_closed() {
    let count = |markdown: &str| parser(markdown).filter(|event| !matches!(event, Event::Text(_))).count();
    for hostile in hostile().into_iter().filter(|text| !text.is_empty()) {
        let escaped = Destination::Markdown.escape(&hostile);
        for place in ["`@`", "x `@` y", "| a |\n|---|\n| `@` |", "```sh\n@\n```\nafter"] {
            assert_eq!(
                count(&place.replace('@', &escaped)),
                count(&place.replace('@', "word")),
                "{hostile:?} in {place:?}"
            );
        }
    }
}

#[test]
fn hcl_reads_back_what_was_written() {
    for hostile in hostile() {
        let written = format!("\"{}\"", Destination::Hcl.escape(&hostile));
        let read: Expression = written.parse().unwrap_or_else(|error| panic!("{written}: {error}"));
        assert_eq!(read.as_str(), Some(hostile.as_str()));
    }
}

/// The only scalar of `key: "…"`.
fn yaml_scalar(content: &str) -> String {
    let document = format!("key: \"{content}\"\n");
    let read = Yaml::load_from_str(&document).unwrap_or_else(|error| panic!("{document}: {error}"));
    read[0]["key"].as_str().unwrap_or_else(|| panic!("no string: {document}")).to_owned()
}

#[test]
fn yaml_reads_back_what_was_written() {
    for hostile in hostile() {
        assert_eq!(yaml_scalar(&Destination::Yaml.escape(&hostile)), hostile);
    }
}

#[test]
fn actions_evaluates_nothing_that_a_user_typed() {
    for hostile in hostile() {
        let scalar = yaml_scalar(&Destination::Workflow.escape(&hostile));
        assert_eq!(evaluated(&scalar), hostile, "{scalar}");
    }
}

/// A workflow's string after Actions has evaluated it, when string literals are all that it has: the text of `${{ '…' }}`.
fn evaluated(scalar: &str) -> String {
    let (mut result, mut rest) = (String::new(), scalar);
    while let Some((before, expression)) = rest.split_once("${{") {
        let literal = expression.strip_prefix(" '").and_then(|e| e.split_once("' }}"));
        let (literal, after) = literal.unwrap_or_else(|| panic!("Actions would evaluate {expression:?}"));
        assert!(!literal.contains('\''), "more than a literal: {literal}");
        result.push_str(before);
        result.push_str(literal);
        rest = after;
    }
    result + rest
}

#[test]
fn json_reads_back_what_was_written() {
    for hostile in hostile() {
        let written = format!("\"{}\"", Destination::Json.escape(&hostile));
        assert_eq!(serde_json::from_str::<String>(&written).ok(), Some(hostile));
    }
}

const DESTINATIONS: [Destination; 5] =
    [Destination::Markdown, Destination::Hcl, Destination::Yaml, Destination::Workflow, Destination::Json];

#[test]
fn what_is_plain_stays_as_it_is() {
    for destination in DESTINATIONS {
        for plain in PLAIN {
            assert_eq!(destination.escape(plain), *plain, "{destination:?}");
        }
    }
}

#[test]
fn two_texts_never_become_one() {
    for destination in DESTINATIONS {
        let mut escaped: Vec<String> = hostile().iter().map(|text| destination.escape(text)).collect();
        escaped.sort();
        let before = escaped.len();
        escaped.dedup();
        assert_eq!(escaped.len(), before, "{destination:?}");
    }
}

#[test]
fn a_destination_is_known_by_its_extension() {
    let cases = [
        ("README.md", Some(Destination::Markdown)),
        ("environments/dev/backend.tf", Some(Destination::Hcl)),
        (".tflint.hcl", Some(Destination::Hcl)),
        (".github/workflows/terraform.yml", Some(Destination::Workflow)),
        (".pre-commit-config.yaml", Some(Destination::Yaml)),
        ("Makefile", None),
        ("a.md/x", None),
        (".gitignore", None),
    ];
    for (path, expected) in cases {
        assert_eq!(Destination::of(path), expected, "{path}");
    }
}
