//! `required_version`: whether a configuration takes the version of Terraform that is followed here.

/// The version of Terraform that is followed: what it does is done here.
pub(super) const TERRAFORM: &str = "1.11.4";

/// Versions that a configuration takes: `>= 1.11, < 2.0` (hashicorp/go-version, `Constraints`).
pub(super) struct Constraint(Vec<(Operator, Vec<u64>)>);

#[derive(Clone, Copy)]
enum Operator {
    Equal,
    NotEqual,
    Greater,
    GreaterEqual,
    Less,
    LessEqual,
    /// Only the last part that is given may be greater.
    Pessimistic,
}

const OPERATORS: &[(&str, Operator)] = &[
    ("!=", Operator::NotEqual),
    (">=", Operator::GreaterEqual),
    ("<=", Operator::LessEqual),
    ("~>", Operator::Pessimistic),
    (">", Operator::Greater),
    ("<", Operator::Less),
    ("=", Operator::Equal),
    ("", Operator::Equal),
];

impl Constraint {
    /// Reads a constraint; none where it is none.
    pub(super) fn parse(text: &str) -> Option<Constraint> {
        let one = |part: &str| {
            let part = part.trim();
            let (sign, operator) = OPERATORS.iter().find(|(sign, _)| part.starts_with(sign))?;
            Some((*operator, version(part.strip_prefix(sign)?.trim())?))
        };
        text.split(',').map(one).collect::<Option<_>>().map(Constraint)
    }

    /// Whether it takes the version that is followed.
    pub(super) fn takes(&self) -> bool {
        let at = |parts: &[u64], i: usize| parts.get(i).copied().unwrap_or_default();
        let padded = |parts: &[u64]| [at(parts, 0), at(parts, 1), at(parts, 2)];
        let ours = version(TERRAFORM).as_deref().map(padded).unwrap_or_default();
        self.0.iter().all(|(operator, parts)| {
            let theirs = padded(parts);
            match operator {
                Operator::Equal => ours == theirs,
                Operator::NotEqual => ours != theirs,
                Operator::Greater => ours > theirs,
                Operator::GreaterEqual => ours >= theirs,
                Operator::Less => ours < theirs,
                Operator::LessEqual => ours <= theirs,
                Operator::Pessimistic => {
                    let fixed = parts.len().saturating_sub(1);
                    ours >= theirs && ours.iter().zip(&theirs).take(fixed).all(|(a, b)| a == b)
                }
            }
        })
    }
}

/// The numbers of a version; at most three, as Terraform's own has.
fn version(text: &str) -> Option<Vec<u64>> {
    let text = text.strip_prefix('v').unwrap_or(text);
    let parts: Option<Vec<u64>> = text.split('.').map(|part| part.parse().ok()).collect();
    parts.filter(|parts| parts.len() <= 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_judged_as_by_terraform() {
        for (text, takes) in [
            (">= 1.11", true),
            (">= 1.11.5", false),
            ("~> 1.11.0", true),
            ("~> 1.10.0", false),
            ("~> 1.9", true),
            ("~> 2", false),
            ("~> 1", true),
            ("1.11.4", true),
            ("= 1.11.4, != 1.11.5", true),
            ("!= 1.11.4", false),
            ("> 1.11.4", false),
            ("<= 1.11.4", true),
            (">= 1.0, < 1.5", false),
        ] {
            assert_eq!(Constraint::parse(text).unwrap().takes(), takes, "{text}");
        }
        for text in ["banana", "", ">= ", "1.x", "1..2"] {
            assert!(Constraint::parse(text).is_none(), "{text}");
        }
    }
}
