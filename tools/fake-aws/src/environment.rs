//! Where the fake cloud is: what the provider's configuration says of region, account and tags.

use crate::value::Value;

/// The account of every caller, unless the configuration names another.
pub const ACCOUNT: &str = "123456789012";

/// The provider as configured.
#[derive(Clone)]
pub struct Environment {
    /// Such as `eu-central-1`.
    pub region: String,
    /// Twelve digits.
    pub account: String,
    /// The tags of `default_tags`: a map, or unknown.
    pub default_tags: Value,
}

impl Environment {
    /// Reads a provider configuration. The region is the argument's, else that of the usual variables.
    ///
    /// # Errors
    /// There is no region, or it is none.
    pub fn from_config(config: &Value) -> Result<Environment, String> {
        let variable = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
        let region = config.get("region").text().filter(|region| !region.is_empty()).map(str::to_owned);
        let region = match (region, config.get("region")) {
            (Some(region), _) => region,
            (None, Value::Unknown) => "us-east-1".to_owned(),
            (None, _) => variable("AWS_REGION")
                .or_else(|| variable("AWS_DEFAULT_REGION"))
                .ok_or("The provider has no region: set `region` or AWS_REGION.")?,
        };
        let parts: Vec<&str> = region.split('-').collect();
        if parts.len() < 3
            || !parts
                .iter()
                .all(|part| part.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit()))
        {
            return Err(format!("{region:?} is no region, such as eu-central-1 is one."));
        }
        let assumed = config.get("assume_role").elements().first().and_then(|role| role.get("role_arn").text());
        let account = assumed
            .and_then(|arn| arn.split(':').nth(4))
            .or_else(|| config.get("allowed_account_ids").elements().first().and_then(Value::text))
            .unwrap_or(ACCOUNT)
            .to_owned();
        let default_tags =
            config.get("default_tags").elements().first().map_or(Value::Null, |block| block.get("tags").clone());
        Ok(Environment { region, account, default_tags })
    }

    /// The environment of another region, as a resource's own `region` argument asks for it.
    pub fn in_region(&self, region: Option<&str>) -> Environment {
        let region = region.map_or_else(|| self.region.clone(), str::to_owned);
        Environment { region, ..self.clone() }
    }

    /// `aws`, `aws-cn` or `aws-us-gov`.
    pub fn partition(&self) -> &'static str {
        match self.region.as_str() {
            region if region.starts_with("cn-") => "aws-cn",
            region if region.starts_with("us-gov-") => "aws-us-gov",
            _ => "aws",
        }
    }

    /// The domain of the partition's services.
    pub fn dns_suffix(&self) -> &'static str {
        if self.partition() == "aws-cn" { "amazonaws.com.cn" } else { "amazonaws.com" }
    }
}
