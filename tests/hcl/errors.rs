//! What is said of what is no HCL, and where: in the words of HashiCorp's parser.

use landform::hcl::{Error, parse_template, read_body};

/// A text in which `«` and `»` stand around what is pointed at, and what is said of it.
const BODIES: &[(&str, &str)] = &[
    ("a = «\n»", "Invalid expression"),
    ("a = 1 +«»", "Missing expression"),
    ("a = (1 + 2\n«»", "Unbalanced parentheses"),
    ("a = 1 «2»\n", "Missing newline after argument"),
    ("a = 1«,» b = 2\n", "Unexpected comma after argument"),
    ("b {\n} «c» = 1\n", "Missing newline after block definition"),
    ("b «{»\n  a = 1\n", "Unclosed configuration block"),
    ("b {\n  c «{»\n", "Unclosed configuration block"),
    ("b «{» a = 1", "Unclosed configuration block"),
    ("b { a = 1«,» c = 2 }\n", "Invalid single-argument block definition"),
    ("b { a = 1«\n»}\n", "Invalid single-argument block definition"),
    ("b { a = 1 «]» }\n", "Invalid single-argument block definition"),
    ("b { «c {» } }\n", "Argument definition required"),
    ("b { «1» }\n", "Argument or block definition required"),
    ("«}»\n", "Argument or block definition required"),
    ("«a»\n", "Argument or block definition required"),
    ("«\"»a\" = 1\n", "Invalid argument name"),
    ("b \"c\" «=» 1\n", "Invalid block definition"),
    ("b \"c\"«\n»{\n}\n", "Invalid block definition"),
    ("b c «1» {\n}\n", "Invalid block definition"),
    ("b \"«${»c}\" {\n}\n", "Invalid string literal"),
    ("a = 1\n«a» = 2\n", "Attribute redefined"),
    ("a = x ? 1«\n»", "Missing false expression in conditional"),
    ("a = b.«\n»", "Invalid attribute name"),
    ("a = b.«0.1»\n", "Invalid legacy index syntax"),
    ("a = b.*.«*»\n", "Nested splat expression not allowed"),
    ("a = b[* 1«]»\n", "Missing close bracket on splat index"),
    ("a = b[0 1«]»\n", "Missing close bracket on index"),
    ("a = «1.2.3»\n", "Invalid number literal"),
    ("a = f::«1»()\n", "Missing function name"),
    ("a = f::g«\n»", "Missing open parenthesis"),
    ("a = f(1 «2»)\n", "Missing argument separator"),
    ("a = f(1«...», 2)\n", "Missing closing parenthesis"),
    ("a = «f(»1", "Unterminated function call"),
    ("a = [1 «2»]\n", "Missing item separator"),
    ("a = «[»1", "Unterminated tuple constructor expression"),
    ("a = { b «1» }\n", "Missing key/value separator"),
    ("a = { b «c» = 1 }\n", "Missing key/value separator"),
    ("a = { b«,» }\n", "Missing attribute value"),
    ("a = { b = 1 «c» = 2 }\n", "Missing attribute separator"),
    ("a = «{» b = 1", "Unterminated object constructor expression"),
    ("a = [for «1» in x : x]\n", "Invalid 'for' expression"),
    ("a = [for k, in «x» : x]\n", "Invalid 'for' expression"),
    ("a = [for k «:» x]\n", "Invalid 'for' expression"),
    ("a = [for k in x «k»]\n", "Invalid 'for' expression"),
    ("a = [for k in x : k «k»]\n", "Invalid 'for' expression"),
    ("a = [for k in x : «k» => k]\n", "Invalid 'for' expression"),
    ("a = [for k in x : k«...»]\n", "Invalid 'for' expression"),
    ("a = {for k in x : «k»}\n", "Invalid 'for' expression"),
    ("a = \"«\\q»\"\n", "Invalid escape sequence"),
    ("a = \"«\\u12»\"\n", "Invalid escape sequence"),
    ("a = \"«\\ud800»\"\n", "Invalid escape sequence"),
    ("a = \"«${»b\"", "Unclosed template interpolation sequence"),
    ("a = \"${b «c»}\"\n", "Extra characters after interpolation expression"),
    ("a = \"${b«:»c}\"\n", "Extra characters after interpolation expression"),
    ("a = <<EOT\nb\nEOT«»", "Unterminated template string"),
    ("a = «'»b'\n", "Invalid character"),
    ("a = 1«;»\n", "Invalid character"),
    ("a = b «&» c\n", "Unsupported operator"),
    ("a = «“»b”\n", "Invalid character"),
    ("a = \"b«\n»\"\n", "Invalid multi-line string"),
];

/// The same of templates.
const TEMPLATES: &[(&str, &str)] = &[
    ("a %{ «1» }", "Invalid template directive"),
    ("a %{ «fi» b }", "Invalid template control keyword"),
    ("a %{ if b «c» }%{ endif }", "Extra characters in if marker"),
    ("a %{ for «1» in b }%{ endfor }", "Invalid 'for' directive"),
    ("a %{ for x «b» }%{ endfor }", "Invalid 'for' directive"),
    ("a %{ if b }c«»", "Unexpected end of template"),
    ("a %{ for x in b }c«»", "Unexpected end of template"),
    ("a «%{ else }»", "Unexpected else directive"),
    ("a «%{ endif }»", "Unexpected endif directive"),
    ("%{ if b }%{ else }«%{ else }»%{ endif }", "Unexpected else directive"),
    ("%{ if b }«%{ endfor }»", "Unexpected endfor directive"),
    ("%{ for x in b }«%{ endif }»", "Unexpected endif directive"),
    ("«${» b", "Unclosed template interpolation sequence"),
];

fn check(marked: &str, summary: &str, errors: impl Fn(&str) -> Vec<Error>) -> Option<String> {
    let (before, rest) = marked.split_once('«').unwrap();
    let (pointed, after) = rest.split_once('»').unwrap();
    let text = format!("{before}{pointed}{after}");
    let errors = errors(&text);
    let at = before.len()..before.len() + pointed.len();
    let said = errors.first().map(|error| (&*error.summary, error.subject.clone()));
    (said != Some((summary, at))).then(|| format!("{marked:?}: {errors:?}"))
}

#[test]
fn a_syntax_error_is_said_at_its_place() {
    let bodies = BODIES.iter().filter_map(|(text, summary)| check(text, summary, |text| read_body(text).1));
    let templates = TEMPLATES
        .iter()
        .filter_map(|(text, summary)| check(text, summary, |text| parse_template(text).err().unwrap_or_default()));
    let different: Vec<String> = bodies.chain(templates).collect();
    assert!(different.is_empty(), "{}", different.join("\n"));
}

#[test]
fn what_is_set_twice_is_read_all_the_same() {
    let (body, errors) = read_body("a = 1\na = 2\nb {\n  a = 3\n}\n");
    let body = body.unwrap();
    assert_eq!(errors.len(), 1);
    assert_eq!(body.attributes().count(), 1);
    assert_eq!(body.blocks().count(), 1);
}
