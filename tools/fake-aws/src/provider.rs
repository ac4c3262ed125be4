//! The provider: terraform's calls, each answered from schema, tables and arguments.

use crate::apply::Cloud;
use crate::checks::Checks;
use crate::environment::Environment;
use crate::grpc::{Service, Status};
use crate::protocol::*;
use crate::schema::{Block, Nesting, Schema, Schemas};
use crate::tables::Tables;
use crate::value::Value;
use crate::{data_sources, plan};
use bytes::Bytes;
use prost::Message;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, RwLock};

/// The provider, with its configuration once terraform has sent it.
pub struct Provider {
    schemas: Schemas,
    tables: Tables,
    checks: Checks,
    environment: RwLock<Option<Environment>>,
    /// How many resources were made of each seed.
    made: Mutex<HashMap<String, u32>>,
}

impl Provider {
    /// A provider that is not configured yet.
    ///
    /// # Errors
    /// What is wrong with the schema or a table.
    pub fn new() -> Result<Provider, Box<dyn std::error::Error>> {
        Ok(Provider {
            schemas: Schemas::load()?,
            tables: Tables::load()?,
            checks: Checks::load()?,
            environment: RwLock::new(None),
            made: Mutex::default(),
        })
    }

    fn environment(&self) -> Result<Environment, Diagnostic> {
        let environment = self.environment.read().map_or(None, |environment| environment.clone());
        environment.ok_or_else(|| error("The provider is not configured", String::new()))
    }

    /// The schema of a type, by the name that the tables give it.
    fn schema(&self, name: &str) -> Result<&Schema, Diagnostic> {
        self.schemas.get(name).ok_or_else(|| unknown_type(name))
    }

    fn configure(&self, request: &ConfigureRequest) -> Result<(), Diagnostic> {
        let config = decode(request.config.as_ref())?;
        let configured =
            Environment::from_config(&config).map_err(|text| error("Invalid provider configuration", text))?;
        if let Ok(mut environment) = self.environment.write() {
            *environment = Some(configured);
        }
        Ok(())
    }

    /// What is wrong with a resource's configuration, with a data source's (`prefix` is `data.`) or with that of an ephemeral
    /// resource (`ephemeral.`).
    fn validate(&self, prefix: &str, request: &TypedConfig) -> Diagnostics {
        let name = format!("{prefix}{}", request.type_name);
        let faults = self.schema(&name).and_then(|schema| {
            let config = decode(request.config.as_ref())?;
            Ok(self.checks.check(&name, &schema.block, &config, self.tables.defaults_of(&name)))
        });
        Diagnostics { diagnostics: faults.unwrap_or_else(|fault| vec![fault]) }
    }

    fn upgrade(&self, request: &UpgradeRequest) -> Result<Value, Diagnostic> {
        let schema = self.schema(&request.type_name)?;
        let json = request.raw_state.as_ref().map_or(&[][..], |raw| raw.json.as_slice());
        let json: serde_json::Value =
            serde_json::from_slice(json).map_err(|fault| error("A state is not JSON", fault.to_string()))?;
        Ok(conform(&schema.block, &Value::from(&json)))
    }

    fn plan(&self, request: &PlanRequest) -> Result<plan::Plan, Diagnostic> {
        let schema = self.schema(&request.type_name)?;
        let (prior, proposed) = (decode(request.prior_state.as_ref())?, decode(request.proposed_new_state.as_ref())?);
        Ok(plan::plan(schema, &request.type_name, &self.tables, &self.environment()?, &prior, proposed))
    }

    fn apply(&self, request: &ApplyRequest) -> Result<Value, Diagnostic> {
        let schema = self.schema(&request.type_name)?;
        let (prior, mut planned) = (decode(request.prior_state.as_ref())?, decode(request.planned_state.as_ref())?);
        let config = decode(request.config.as_ref())?;
        if planned.is_null() {
            return Ok(Value::Null);
        }
        self.tables.make_anew(&request.type_name, &prior, &mut planned);
        let environment = self.environment()?.in_region(planned.get("region").text());
        let cloud = Cloud::new(&self.tables, &environment, &request.type_name, &planned);
        let twins = match self.made.lock() {
            Ok(mut made) if prior.is_null() => {
                let twins = made.entry(cloud.seed_of_twins().to_owned()).or_default();
                std::mem::replace(twins, *twins + 1)
            }
            _ => 0,
        };
        Ok(cloud.after(twins).fill(&schema.block, &planned, &config))
    }

    /// What a data source finds, or what an ephemeral resource gives.
    fn read(&self, prefix: &str, request: &TypedConfig) -> Result<Value, Diagnostic> {
        let name = format!("{prefix}{}", request.type_name);
        let schema = self.schema(&name)?;
        let config = decode(request.config.as_ref())?;
        let environment = self.environment()?.in_region(config.get("region").text());
        data_sources::read(&name, &schema.block, &self.tables, &environment, &config)
    }

    fn open(&self, request: &TypedConfig) -> Opened {
        match self.read("ephemeral.", request) {
            Ok(value) => Opened { diagnostics: Vec::new(), result: Some(value.encode()) },
            Err(fault) => Opened { diagnostics: vec![fault], result: None },
        }
    }

    /// An imported resource: its id, and nothing else that anyone could know.
    fn import(&self, request: &ImportRequest) -> Result<Value, Diagnostic> {
        let mut state = conform(&self.schema(&request.type_name)?.block, &Value::Map(BTreeMap::new()));
        state.set("id", request.id.as_str().into());
        state.set("region", self.environment()?.region.as_str().into());
        Ok(state)
    }
}

impl Service for Provider {
    fn call(&self, method: &str, message: Bytes) -> Result<Vec<u8>, Status> {
        let Some(method) = method.strip_prefix("/tfplugin5.Provider/") else {
            // SERVING, in the words of grpc.health.v1.
            return if method == "/grpc.health.v1.Health/Check" { Ok(vec![8, 1]) } else { Err(Status::Unimplemented) };
        };
        Ok(match method {
            "GetSchema" => self.schemas.message().encode_to_vec(),
            "PrepareProviderConfig" => {
                ProviderConfig { config: request::<ProviderConfig>(message)?.config, diagnostics: Vec::new() }
                    .encode_to_vec()
            }
            "Configure" => Diagnostics { diagnostics: faults(self.configure(&request(message)?)) }.encode_to_vec(),
            "ValidateResourceTypeConfig" => self.validate("", &request(message)?).encode_to_vec(),
            "ValidateDataSourceConfig" => self.validate("data.", &request(message)?).encode_to_vec(),
            "UpgradeResourceState" => state(self.upgrade(&request(message)?)).encode_to_vec(),
            "ReadResource" => {
                let request: ReadRequest = request(message)?;
                ReadResponse { new_state: request.current_state, diagnostics: Vec::new(), private: request.private }
                    .encode_to_vec()
            }
            "PlanResourceChange" => match self.plan(&request(message)?) {
                Ok(plan) => PlanResponse {
                    planned_state: Some(plan.state.encode()),
                    requires_replace: plan.requires_replace,
                    diagnostics: Vec::new(),
                    legacy_type_system: true,
                },
                Err(fault) => PlanResponse { diagnostics: vec![fault], ..PlanResponse::default() },
            }
            .encode_to_vec(),
            "ApplyResourceChange" => {
                let State { state, diagnostics } = state(self.apply(&request(message)?));
                ApplyResponse { new_state: state, diagnostics, legacy_type_system: true }.encode_to_vec()
            }
            "ReadDataSource" => state(self.read("data.", &request(message)?)).encode_to_vec(),
            "ValidateEphemeralResourceConfig" => self.validate("ephemeral.", &request(message)?).encode_to_vec(),
            "OpenEphemeralResource" => self.open(&request(message)?).encode_to_vec(),
            // What is open is a value that nothing lies behind.
            "RenewEphemeralResource" | "CloseEphemeralResource" => Diagnostics::default().encode_to_vec(),
            "ImportResourceState" => {
                let request: ImportRequest = request(message)?;
                let imported = |state: Value| ImportedResource {
                    type_name: request.type_name.clone(),
                    state: Some(state.encode()),
                };
                match self.import(&request) {
                    Ok(state) => ImportResponse { imported_resources: vec![imported(state)], diagnostics: Vec::new() },
                    Err(fault) => ImportResponse { imported_resources: Vec::new(), diagnostics: vec![fault] },
                }
                .encode_to_vec()
            }
            // Stop's answer is an error's text, and there is nothing to interrupt.
            "Stop" => Vec::new(),
            _ => return Err(Status::Unimplemented),
        })
    }
}

/// A state in the form that the schema asks for: what it does not know is dropped, what is missing is null.
fn conform(block: &Block, state: &Value) -> Value {
    let attributes = block.attributes.keys().map(|name| (name.clone(), state.get(name).clone()));
    let blocks = block.block_types.iter().map(|(name, nested)| {
        let value = match (state.get(name), nested.nesting_mode) {
            (Value::List(elements), _) => elements.iter().map(|element| conform(&nested.block, element)).collect(),
            (element @ Value::Map(_), Nesting::Single) => conform(&nested.block, element),
            (_, Nesting::List | Nesting::Set) => Value::List(Vec::new()),
            (other, _) => other.clone(),
        };
        (name.clone(), value)
    });
    Value::Map(attributes.chain(blocks).collect())
}

fn request<M: Message + Default>(message: Bytes) -> Result<M, Status> {
    M::decode(message).map_err(|fault| Status::InvalidArgument(fault.to_string()))
}

fn decode(value: Option<&DynamicValue>) -> Result<Value, Diagnostic> {
    Value::decode(value).map_err(|text| error("A value cannot be read", text))
}

fn state(result: Result<Value, Diagnostic>) -> State {
    match result {
        Ok(value) => State { state: Some(value.encode()), diagnostics: Vec::new() },
        Err(fault) => State { state: None, diagnostics: vec![fault] },
    }
}

fn faults(result: Result<(), Diagnostic>) -> Vec<Diagnostic> {
    result.err().into_iter().collect()
}

fn unknown_type(type_name: &str) -> Diagnostic {
    error("Unknown type", format!("{type_name} is not in the schema; tools/fake-aws/schema/types.txt lists what is."))
}

/// An error without a place.
pub fn error(summary: &str, detail: String) -> Diagnostic {
    Diagnostic { severity: Severity::Error.into(), summary: summary.to_owned(), detail, attribute: None }
}
