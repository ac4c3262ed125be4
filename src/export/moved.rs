//! A root module's files at another place: what they call by a relative path is called from there.
//!
//! Invariant: nothing but the text of such paths changes, so every line keeps its number.

use crate::hcl::structure::Body;
use crate::hcl::{Error, Span, parse_body, quote};
use crate::terraform::source::{normalize, relative};

/// The text of a `.tf` or `.tftest.hcl` file of the directory `from` as it must be in the directory `to`: `source` of every
/// `module` block that is a path out of `from` is written from `to`.
///
/// # Errors
/// The text is no HCL.
pub fn moved(text: &str, from: &str, to: &str) -> Result<String, Vec<Error>> {
    let body = parse_body(text)?;
    let mut sources = Vec::new();
    collect(&body, &mut sources);
    let mut moved = text.to_owned();
    for (span, source) in sources.into_iter().rev() {
        let target = normalize(&format!("{from}/{source}"));
        let stays = target == from || target.strip_prefix(from).is_some_and(|rest| rest.starts_with('/'));
        if !stays {
            moved.replace_range(span, &quote::quoted(&relative(&target, to)));
        }
    }
    Ok(moved)
}

/// The relative sources of `module` blocks, in the order of the text: where the string stands, and what it says.
fn collect(body: &Body, sources: &mut Vec<(Span, String)>) {
    for block in body.blocks() {
        if block.has_ident("module") {
            let value = block.body.get_attribute("source").map(|attribute| &attribute.value);
            let source = value.and_then(|value| Some((value.span(), value.as_str()?.to_owned())));
            sources.extend(source.filter(|(_, source)| source.starts_with("./") || source.starts_with("../")));
        }
        collect(&block.body, sources);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_out_of_the_directory_change() {
        let text = r#"# source = "../modules/alb" stays in a comment
locals { source = "../modules/alb" }
module "alb" {
  source = "../modules/alb" # why
  note   = "source = \"../modules/alb\""
}
module "own" {
  source = "./parts/own"
}
module "registry" {
  source  = "terraform-aws-modules/vpc/aws"
  version = "6.0.0"
}
run "setup" {
  module {
    source = "../modules/../modules/rds"
  }
}
"#;
        let expected = text
            .replace("  source = \"../modules/alb\" #", "  source = \"../../modules/alb\" #")
            .replace("\"../modules/../modules/rds\"", "\"../../modules/rds\"");
        assert_eq!(moved(text, "environment", "environments/dev").ok(), Some(expected));
    }

    #[test]
    fn what_is_no_hcl_is_an_error() {
        assert!(moved("module \"a\" {", "environment", "environments/dev").is_err());
    }
}
