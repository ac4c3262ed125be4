//! Values printed as `terraform console` prints them: like the language's own syntax, with a conversion function where the
//! type would not show otherwise (Terraform, `internal/repl/format.go`).

use super::quote::quote;
use super::types::Type;
use super::value::{Data, Marks, Value};

/// A value in the console's words, over several lines where it needs them, without a line break at the end.
pub fn format(value: &Value) -> String {
    let mut out = String::new();
    write(value, 0, &mut out);
    out
}

/// A type in the console's words, as `type(…)` prints it.
pub fn format_type(ty: &Type) -> String {
    let mut out = String::new();
    write_type(ty, 0, &mut out);
    out
}

fn write_type(ty: &Type, indent: usize, out: &mut String) {
    let mut collection = |name: &str, element: &Type| {
        out.push_str(name);
        out.push('(');
        write_type(element, indent, out);
        out.push(')');
    };
    match ty {
        Type::List(element) => collection("list", element),
        Type::Set(element) => collection("set", element),
        Type::Map(element) => collection("map", element),
        Type::Tuple(types) if types.is_empty() => out.push_str("tuple([])"),
        Type::Tuple(types) => {
            out.push_str("tuple([");
            for ty in types.iter() {
                new_line(indent + 4, out);
                write_type(ty, indent + 4, out);
                out.push(',');
            }
            new_line(indent, out);
            out.push_str("])");
        }
        Type::Object(object) if object.attributes.is_empty() => out.push_str("object({})"),
        Type::Object(object) => {
            out.push_str("object({");
            for (name, ty) in &object.attributes {
                new_line(indent + 4, out);
                out.push_str(name);
                out.push_str(": ");
                write_type(ty, indent + 4, out);
                out.push(',');
            }
            new_line(indent, out);
            out.push_str("})");
        }
        Type::Dynamic => out.push_str("dynamic"),
        Type::Bool => out.push_str("bool"),
        Type::Number => out.push_str("number"),
        Type::String => out.push_str("string"),
    }
}

fn write(value: &Value, indent: usize, out: &mut String) {
    if !value.is_known() {
        out.push_str("(known after apply)");
        return;
    }
    if value.is_sensitive() {
        out.push_str("(sensitive value)");
        return;
    }
    if value.marks().contains(Marks::EPHEMERAL) {
        out.push_str("(ephemeral value)");
        return;
    }
    match (value.data(), value.ty()) {
        (Data::Null | Data::Unknown(_), ty) => out.push_str(&null(ty)),
        (Data::Bool(b), _) => out.push_str(if *b { "true" } else { "false" }),
        (Data::Number(n), _) => out.push_str(&n.to_string()),
        (Data::String(text), _) => string(text, indent, out),
        (Data::Elements(elements), ty) => {
            let (open, close) = match ty {
                Type::List(_) => ("tolist([", "])"),
                Type::Set(_) => ("toset([", "])"),
                _ => ("[", "]"),
            };
            out.push_str(open);
            for element in elements.iter() {
                new_line(indent + 2, out);
                write(element, indent + 2, out);
                out.push(',');
            }
            if !elements.is_empty() {
                new_line(indent, out);
            }
            out.push_str(close);
        }
        (Data::Entries(entries), ty) => {
            let (open, close) = if matches!(ty, Type::Map(_)) { ("tomap({", "})") } else { ("{", "}") };
            out.push_str(open);
            for (key, element) in entries.iter() {
                new_line(indent + 2, out);
                string(key, indent + 2, out);
                out.push_str(" = ");
                write(element, indent + 2, out);
            }
            if !entries.is_empty() {
                new_line(indent, out);
            }
            out.push_str(close);
        }
    }
}

fn new_line(indent: usize, out: &mut String) {
    out.push('\n');
    out.extend(std::iter::repeat_n(' ', indent));
}

fn null(ty: &Type) -> String {
    match ty {
        Type::Dynamic => "null".into(),
        Type::String => "tostring(null)".into(),
        Type::Number => "tonumber(null)".into(),
        Type::Bool => "tobool(null)".into(),
        Type::List(element) => format!("tolist(null) /* of {} */", element.friendly_name()),
        Type::Set(element) => format!("toset(null) /* of {} */", element.friendly_name()),
        Type::Map(element) => format!("tomap(null) /* of {} */", element.friendly_name()),
        other => format!("null /* {} */", other.friendly_name()),
    }
}

/// Quoted, or as a heredoc when it has several lines; the delimiter is one that the text does not hold.
fn string(text: &str, indent: usize, out: &mut String) {
    if !text.contains('\n') {
        out.push_str(&quote(text));
        return;
    }
    let mut delimiter = String::from("EOT");
    while text.split('\n').any(|line| line.trim() == delimiter) {
        delimiter.push('_');
    }
    out.push_str(if indent > 0 { "<<-" } else { "<<" });
    out.push_str(&delimiter);
    for line in text.split('\n') {
        new_line(indent, out);
        out.push_str(line);
    }
    new_line(indent, out);
    out.push_str(&delimiter);
}
