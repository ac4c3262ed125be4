//! What the languages' parts are, as tables: a line, and its tokens that are not plain.

use super::Kind::{Call, Comment, Heading, Keyword, Name, Number, String};
use super::{Kind, Language, lines};

type Case<'a> = (&'a str, &'a [(Kind, &'a str)]);

fn check(language: Language, cases: &[Case<'_>]) {
    for (text, expected) in cases {
        let found = lines(language, text);
        let found: Vec<_> =
            found.iter().flatten().filter(|t| t.kind != Kind::Plain).map(|t| (t.kind, t.text)).collect();
        assert_eq!(&found, expected, "{text}");
    }
}

#[test]
fn hcl() {
    check(
        Language::Hcl,
        &[
            ("variable \"a\" {", &[(Keyword, "variable"), (String, "\"a\"")]),
            ("  validation {", &[(Keyword, "validation")]),
            ("count = 2 # why", &[(Name, "count"), (Number, "2"), (Comment, "# why")]),
            ("a == b", &[]),
            ("x = { b => c }", &[(Name, "x")]),
            ("x = can(var.true)", &[(Name, "x"), (Call, "can")]),
            ("x = [for k in y : !z]", &[(Name, "x"), (Keyword, "for"), (Keyword, "in")]),
            ("/* a\nb */ c = 1", &[(Comment, "/* a"), (Comment, "b */"), (Name, "c"), (Number, "1")]),
            (
                "m = \"a ${f(\"}\")} $${b} \\\" c\"",
                &[
                    (Name, "m"),
                    (String, "\"a "),
                    (Keyword, "${"),
                    (Call, "f"),
                    (String, "\"}\""),
                    (Keyword, "}"),
                    (String, " $${b} \\\" c\""),
                ],
            ),
            (
                "m = <<-EOT\n  a ${b}\n  EOT\nn = 1",
                &[
                    (Name, "m"),
                    (String, "<<-EOT"),
                    (String, "  a "),
                    (Keyword, "${"),
                    (Keyword, "}"),
                    (String, "  EOT"),
                    (Name, "n"),
                    (Number, "1"),
                ],
            ),
            ("a = \"broken\nb = 1", &[(Name, "a"), (String, "\"broken"), (Name, "b"), (Number, "1")]),
        ],
    );
}

#[test]
fn yaml() {
    check(
        Language::Yaml,
        &[
            ("on:", &[(Name, "on")]),
            ("  - uses: a/b@c # v1", &[(Name, "uses"), (Comment, "# v1")]),
            ("cancel: false", &[(Name, "cancel"), (Keyword, "false")]),
            ("n: 12", &[(Name, "n"), (Number, "12")]),
            ("s: \"a # b\"", &[(Name, "s"), (String, "\"a # b\"")]),
            ("if: ${{ a }} x", &[(Name, "if"), (Keyword, "${{ a }}")]),
            ("run: |\n  a: b\n\n  c\nd: e", &[(Name, "run"), (String, "  a: b"), (String, "  c"), (Name, "d")]),
        ],
    );
}

#[test]
fn markdown() {
    check(
        Language::Markdown,
        &[
            ("## Title", &[(Heading, "## Title")]),
            ("#hash", &[]),
            ("a `b` [c](d) [e]", &[(String, "`b`"), (Name, "[c](d)")]),
            ("```sh\n# a\n```\n# b", &[(String, "```sh"), (String, "# a"), (String, "```"), (Heading, "# b")]),
            ("<!-- a\nb --> c", &[(Comment, "<!-- a"), (Comment, "b -->")]),
        ],
    );
}

#[test]
fn json() {
    check(
        Language::Json,
        &[(
            "{\"a\": [1e3, \"b\\\"\", true]}",
            &[(Name, "\"a\""), (Number, "1e3"), (String, "\"b\\\"\""), (Keyword, "true")],
        )],
    );
}
