//! Odd expressions: functions with arguments that they were not made for, operators between whatever there is.

use landform::terraform::functions;

/// Arguments of every kind, known and not, of the right type for few.
const ODD: &[&str] = &[
    "null",
    "true",
    "\"\"",
    "\"a\"",
    "\"Straße, é\\u0301 👩‍👩‍👧\"",
    "\"10\"",
    "\"10.0.0.0/16\"",
    "0",
    "-1",
    "2.5",
    "1e40",
    "[]",
    "[\"b\", \"a\", \"b\"]",
    "[1, \"a\", null]",
    "[[1], [2, 3]]",
    "{}",
    "{ a = 1, b = 2 }",
    "{ a = \"x\", b = [true] }",
    "tolist([3, 1, 2])",
    "toset([\"b\", \"a\"])",
    "tomap({ k = \"v\" })",
    "[{ a = 1 }, { a = 2 }]",
    "sensitive(\"s\")",
    "tostring(null)",
];

/// Whose answer is another every time, or depends on the machine.
const IMPURE: &[&str] = &["uuid()", "timestamp()", "plantimestamp(", "bcrypt(", "pathexpand(", "abspath(", "path.cwd"];

/// Of which of two elements terraform speaks here is left to chance.
const CHANCE: &str = "transpose({ a = 1, b = 2 })";

/// Whether an expression comes to the same each time.
pub fn is_pure(expression: &str) -> bool {
    expression != CHANCE && !IMPURE.iter().any(|part| expression.contains(part))
}

/// All of them; the same each time.
pub fn expressions() -> Vec<String> {
    let mut found = calls();
    found.extend(operators());
    found.extend(forms());
    found
}

/// Every function with each odd argument in every place, and with too few and too many.
fn calls() -> Vec<String> {
    let mut found = Vec::new();
    for name in functions::names() {
        let Some(function) = functions::lookup(name) else { continue };
        let places = function.params.len().max(usize::from(function.variadic.is_some()));
        found.push(format!("{name}()"));
        for (i, odd) in ODD.iter().enumerate() {
            for place in 0..places {
                // Beside it stand others, which are not always the same.
                let argument = |at: usize| if at == place { odd } else { &ODD[(i * 7 + at * 5 + 3) % ODD.len()] };
                found.push(format!("{name}({})", (0..places).map(|at| *argument(at)).collect::<Vec<_>>().join(", ")));
            }
            if function.variadic.is_some() {
                found.push(format!("{name}({odd}...)"));
            }
        }
        found.push(format!("{name}({})", vec!["\"a\""; places + 1].join(", ")));
    }
    found
}

/// Every operator between some of the odd, and before each.
fn operators() -> Vec<String> {
    let mut found = Vec::new();
    for operator in ["+", "-", "*", "/", "%", "==", "!=", "<", "<=", ">", ">=", "&&", "||"] {
        for (i, left) in ODD.iter().enumerate() {
            for step in [0, 5, 9] {
                found.push(format!("{left} {operator} {}", ODD[(i + step) % ODD.len()]));
            }
        }
    }
    for odd in ODD {
        found.extend([format!("!{odd}"), format!("-{odd}")]);
    }
    found
}

/// Every form of the language around each of the odd.
fn forms() -> Vec<String> {
    let mut found = Vec::new();
    for (i, odd) in ODD.iter().enumerate() {
        let other = ODD[(i + 7) % ODD.len()];
        found.extend([
            format!("[for v in {odd} : v]"),
            format!("[for k, v in {odd} : \"${{k}}\"]"),
            format!("{{ for k, v in {odd} : k => v }}"),
            format!("{{ for v in {odd} : v => 1... }}"),
            format!("[for v in {odd} : v if v != null]"),
            format!("{odd}[*]"),
            format!("{odd}[*].a"),
            format!("{odd}[0]"),
            format!("{odd}[\"a\"]"),
            format!("({odd}).a"),
            format!("({odd})[{other}]"),
            format!("{odd} ? 1 : 2"),
            format!("true ? {odd} : {other}"),
            format!("false ? {odd} : {other}"),
            format!("\"${{{odd}}}\""),
            format!("\"x${{{odd}}}y\""),
            format!("\"%{{if {odd}}}yes%{{else}}no%{{endif}}\""),
            format!("\"%{{for v in {odd}}}<${{v}}>%{{endfor}}\""),
            format!("[{odd}, {other}]"),
            format!("{{ (\"k\") = {odd}, \"l m\" = {other} }}"),
            format!("{{ ({odd}) = 1 }}"),
            format!("tolist([{odd}, {other}])"),
            format!("try({odd}.a, {other})"),
            format!("can({odd}[1])"),
            format!("type({odd})"),
            format!("jsonencode([{odd}])"),
        ]);
    }
    found
}
