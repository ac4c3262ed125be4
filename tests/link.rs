//! Links and design files: whatever comes in, nothing panics and nothing is lost silently.

use std::io::Read as _;

use crate::arbitrary::{BLUEPRINT, damaged, design};
use base64::Engine as _;
use base64::alphabet::URL_SAFE;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use flate2::Compression;
use flate2::read::{DeflateDecoder, DeflateEncoder};
use landform::design::json::fit;
use landform::design::{Design, Note, RootId, file, link};
use landform::terraform::json::to_value;
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Map, Value as Json, json};

fn packed(text: &[u8]) -> String {
    let mut bytes = Vec::new();
    DeflateEncoder::new(text, Compression::fast()).read_to_end(&mut bytes).unwrap();
    format!("v1.{}", BASE64_URL_SAFE_NO_PAD.encode(bytes))
}

/// What a payload says. Links are read with padding or without, and whatever the last character's unused bits are: no byte
/// of the design stands in them.
fn unpacked(payload: &str) -> Option<String> {
    let lenient = GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true);
    let packed = GeneralPurpose::new(&URL_SAFE, lenient).decode(payload).ok()?;
    let mut text = String::new();
    DeflateDecoder::new(&*packed).read_to_string(&mut text).ok()?;
    Some(text)
}

/// Everything that a design's JSON says is in the design, or in a note that quotes it.
fn nothing_is_lost(said: &Map<String, Json>, design: &Design, notes: &[Note]) -> Result<(), String> {
    let noted =
        |path: &[&str], value: &Json| notes.iter().any(|note| note.path == path && note.lost.as_ref() == Some(value));
    let root = |root: &RootId, path: &[&str], inputs: &Json| -> Result<(), String> {
        if noted(path, inputs) {
            return Ok(());
        }
        for (name, value) in inputs.as_object().ok_or("neither values nor noted")? {
            let fitted = BLUEPRINT.variable(root, name).and_then(|variable| fit(variable, value).ok());
            let kept = design.get(&BLUEPRINT, root, name);
            let kept = fitted.is_some_and(|fitted| kept.is_some_and(|kept| to_value(&kept) == to_value(&fitted.json)));
            if kept == noted(&[path, &[name]].concat(), value) {
                return Err(format!("{path:?} {name}: {value} kept: {kept}, notes: {notes:?}"));
            }
        }
        Ok(())
    };
    for (part, value) in said {
        match part.as_str() {
            "version" if *value == json!(1) => {}
            "version" => {
                let newer = value.as_u64().is_some_and(|version| version > 1);
                if !notes.iter().any(|note| note.path == ["version"] && (newer || note.lost.as_ref() == Some(value))) {
                    return Err(format!("version {value} is not noted"));
                }
            }
            "preset" if value.as_str() == Some(&design.preset) => {}
            "kinds" if value.is_object() && !noted(&["kinds"], value) => {
                for (name, kind) in value.as_object().into_iter().flatten() {
                    let kept = design.environments.get(name.as_str()).is_some_and(|of| kind.as_str() == Some(&of.kind));
                    if kept == noted(&["kinds", name], kind) {
                        return Err(format!("kind of {name}: {kind} kept: {kept}, notes: {notes:?}"));
                    }
                }
            }
            "bootstrap" => root(&RootId::Bootstrap, &["bootstrap"], value)?,
            "delivery" => root(&RootId::Delivery, &["delivery"], value)?,
            "environments" if value.is_object() => {
                for (name, inputs) in value.as_object().into_iter().flatten() {
                    root(&RootId::environment(name.as_str()), &["environments", name], inputs)?;
                }
            }
            _ if noted(&[part], value) => {}
            _ => return Err(format!("{part} is not noted")),
        }
    }
    // And nothing is there that was not said.
    for id in design.roots(&BLUEPRINT) {
        let inputs = match &id {
            RootId::Environment(name) => said.get("environments").and_then(|all| all.get(&**name)),
            other => said.get(&other.to_string()),
        };
        for name in design.inputs(&id).into_iter().flat_map(Map::keys) {
            if inputs.and_then(|inputs| inputs.get(name)).is_none() {
                return Err(format!("{id}.{name} was never said"));
            }
        }
        let named = |part: &str| {
            id.environment_name().is_some_and(|name| said.get(part).is_some_and(|all| all.get(&**name).is_some()))
        };
        if !named("kinds") && !named("environments") && !BLUEPRINT.roots().any(|root| *root == id) {
            return Err(format!("{id} was never said"));
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, ..ProptestConfig::default() })]

    #[test]
    fn a_design_survives_its_link_and_its_file(design in design()) {
        let link = link::encode(&design, &BLUEPRINT);
        prop_assert_eq!(link::decode(&link, &BLUEPRINT), (design.clone(), vec![]));
        prop_assert_eq!(link::decode(&format!("https://example.com/#{link}"), &BLUEPRINT), (design.clone(), vec![]));
        let address = format!("https://example.com/#{link}");
        let read = file::read(&file::write(&design, &BLUEPRINT, Some(&address)), &BLUEPRINT);
        prop_assert_eq!(read.design, design);
        prop_assert_eq!(read.link, Some(address));
        prop_assert_eq!(read.notes, vec![]);
    }

    /// Characters of a link are changed, dropped, doubled, added; a link is cut off.
    #[test]
    fn a_mutated_link_is_read_or_noted(
        design in design(),
        mutations in proptest::collection::vec((any::<Index>(), 0..5usize, any::<char>(), 0..64usize), 1..6),
    ) {
        let mut link: Vec<char> = link::encode(&design, &BLUEPRINT).chars().collect();
        for (index, kind, any, digit) in mutations {
            let at = index.index(link.len().max(1));
            let digit = char::from(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"[digit]);
            match kind {
                0 if at < link.len() => link[at] = digit,
                1 if at < link.len() => drop(link.remove(at)),
                2 => link.insert(at, digit),
                3 => link.insert(at, any),
                _ => link.truncate(at),
            }
        }
        let link: String = link.into_iter().collect();
        let (design, notes) = link::decode(&link, &BLUEPRINT);
        let fragment = link.rsplit_once('#').map_or(&*link, |(_, fragment)| fragment).trim();
        let payload = fragment.strip_prefix("v1.").and_then(unpacked);
        match payload.as_deref().map(serde_json::from_str::<Json>) {
            Some(Ok(Json::Object(said))) => nothing_is_lost(&said, &design, &notes).map_err(TestCaseError::fail)?,
            _ => prop_assert!(!notes.is_empty(), "{link:?}"),
        }
        prop_assert!(notes.iter().all(|note| !note.what.is_empty() && !note.advice.is_empty()));
    }

    /// The JSON in a link is of another make.
    #[test]
    fn a_damaged_design_is_kept_or_noted(said in damaged()) {
        let (design, notes) = link::decode(&packed(said.to_string().as_bytes()), &BLUEPRINT);
        nothing_is_lost(said.as_object().unwrap(), &design, &notes).map_err(TestCaseError::fail)?;
        // What was kept is a design like any other.
        prop_assert_eq!(link::decode(&link::encode(&design, &BLUEPRINT), &BLUEPRINT), (design, vec![]));
    }

    #[test]
    fn any_text_is_read_or_noted(text in any::<String>(), bytes in any::<Vec<u8>>()) {
        for link in [text.clone(), format!("v1.{text}"), format!("v1.{}", BASE64_URL_SAFE_NO_PAD.encode(&bytes)), packed(&bytes)] {
            let (_, notes) = link::decode(&link, &BLUEPRINT);
            prop_assert!(!notes.is_empty(), "{link:?}");
        }
        let read = file::read(&text, &BLUEPRINT);
        match serde_json::from_str::<Json>(&text) {
            Ok(Json::Object(said)) => nothing_is_lost(&said, &read.design, &read.notes).map_err(TestCaseError::fail)?,
            _ => prop_assert!(!read.notes.is_empty()),
        }
    }
}

/// What is said of links that cannot be read, or not wholly: the whole of the words.
#[test]
fn notes_say_what_and_what_to_do() {
    let deep = format!("{}1{}", "[".repeat(10_000), "]".repeat(10_000));
    let bomb = packed(&vec![b' '; 64 << 20]);
    let no_text = packed(&[0xff, 0xfe]);
    let packed = |text: &str| packed(text.as_bytes());
    let cut = &packed(r#"{"environments":{"dev":{"allow_http":true}}}"#)[..20];
    let long = format!("v1.{}", "A".repeat(2 << 20));
    let cases = [
        ("nothing", String::new()),
        ("an address without a design", "https://example.com/".into()),
        ("another version", "v2.q1YqS0zOSFWyUqquBQA".into()),
        ("no version", "v.AAAA".into()),
        ("a foreign character", "v1.q1Yq*".into()),
        ("cut off", cut.into()),
        ("too long", long),
        ("a bomb", bomb),
        ("no text", no_text),
        ("no JSON", packed("{")),
        ("no object", packed("[1]")),
        ("too deep", packed(&deep)),
        ("a newer design", packed(r#"{"version":2,"environments":{"dev":{"allow_http":true}}}"#)),
        ("an odd version", packed(r#"{"version":"1"}"#)),
        ("an unknown part", packed(r#"{"budget":{"dev":100}}"#)),
        ("an unknown environment", packed(r#"{"environments":{"stage":{"az_count":3}}}"#)),
        ("an environment with a kind that nobody knows", packed(r#"{"kinds":{"qa":"test"},"environments":{"qa":{}}}"#)),
        (
            "names that no environment can have",
            packed(r#"{"kinds":{"dev":"dev","QA":"dev","bootstrap":"dev"},"environments":{"QA":{"az_count":3}}}"#),
        ),
        ("no kinds", packed(r#"{"kinds":["dev"]}"#)),
        ("no environment at all", packed(r#"{"kinds":{}}"#)),
        (
            "a hundred environments",
            packed(
                &json!({"kinds": (0..23).map(|n| (format!("e{n}"), "dev".into())).collect::<Map<String, Json>>()})
                    .to_string(),
            ),
        ),
        ("an unknown preset", packed(r#"{"preset":"gold"}"#)),
        ("no environments", packed(r#"{"environments":["dev"]}"#)),
        ("an unknown option", packed(r#"{"environments":{"dev":{"allow_htpp":true}}}"#)),
        ("a supplied variable", packed(r#"{"environments":{"dev":{"environment":"prod"}}}"#)),
        ("a value that does not fit", packed(r#"{"environments":{"dev":{"az_count":"three","tags":["a"]}}}"#)),
        ("a name twice", packed(r#"{"environments":{"dev":{"az_count":2,"az_count":3}}}"#)),
        ("a long value", packed(&json!({"delivery": {"x": "y".repeat(500)}}).to_string())),
    ];
    let mut said = String::new();
    for (name, link) in cases {
        let (_, notes) = link::decode(&link, &BLUEPRINT);
        assert!(!notes.is_empty(), "{name}");
        said.push_str(&format!("{name}\n"));
        said.extend(notes.iter().map(|note| format!("    {note}\n")));
    }
    insta::assert_snapshot!(said);
}

#[test]
fn what_could_be_kept_is_kept() {
    let said = json!({"version": 2, "environments": {"dev": {"az_count": 3, "nope": 1}, "Stage": {}}, "delivery": 5});
    let (design, notes) = link::decode(&packed(said.to_string().as_bytes()), &BLUEPRINT);
    assert_eq!(design.chosen(&RootId::environment("dev"), "az_count"), Some(&json!(3)));
    let places: Vec<String> = notes.iter().map(Note::place).collect();
    assert_eq!(places, ["environments.Stage", "version", "dev.nope", "delivery"]);
}

/// The last character's unused bits carry nothing: a link that differs in them alone says the same, whole.
#[test]
fn unused_bits_of_a_link_carry_nothing() {
    let design = Design::new(&BLUEPRINT);
    let link = link::encode(&design, &BLUEPRINT);
    let bytes = BASE64_URL_SAFE_NO_PAD.decode(link.strip_prefix("v1.").unwrap()).unwrap();
    let spare = link.len() - "v1.".len() - bytes.len() * 8 / 6;
    assert_eq!(spare, 1, "another design is needed, whose bytes do not fill the last character: {link}");
    let (rest, last) = link.split_at(link.len() - 1);
    let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let at = alphabet.find(last).unwrap();
    let other = format!("{rest}{}", &alphabet[at + 1..=at + 1]);
    assert_eq!(link::decode(&other, &BLUEPRINT), (design.clone(), vec![]));
    assert_eq!(link::decode(&format!("{link}="), &BLUEPRINT), (design, vec![]));
}

/// Equal designs give equal links, however they came about.
#[test]
fn a_design_has_one_link() {
    let dev = RootId::environment("dev");
    let mut one = Design::new(&BLUEPRINT);
    let mut other = one.clone();
    let empty = link::encode(&one, &BLUEPRINT);
    for (name, value) in [("az_count", json!(3)), ("tags", json!({"b": "2", "a": "1"}))] {
        one.set(&BLUEPRINT, &dev, name, &value).unwrap();
    }
    for (name, value) in
        [("tags", json!({"a": "1", "b": "2"})), ("az_count", json!("3")), ("nat_mode", json!("per_az"))]
    {
        other.set(&BLUEPRINT, &dev, name, &value).unwrap();
    }
    assert_ne!(link::encode(&one, &BLUEPRINT), link::encode(&other, &BLUEPRINT));
    // Back to what the preset says: nothing differs any more.
    other.set(&BLUEPRINT, &dev, "nat_mode", &json!("single")).unwrap();
    assert_eq!(link::encode(&one, &BLUEPRINT), link::encode(&other, &BLUEPRINT));
    one.reset(&BLUEPRINT, &dev, "tags");
    one.set(&BLUEPRINT, &dev, "az_count", &json!(2)).unwrap();
    assert_eq!(link::encode(&one, &BLUEPRINT), empty);
}

#[test]
fn a_shared_option_is_chosen_everywhere_and_what_does_not_fit_changes_nothing() {
    let mut design = Design::new(&BLUEPRINT);
    design.set(&BLUEPRINT, &RootId::environment("prod"), "project", &json!("shop")).unwrap();
    let declares = |root: &&RootId| BLUEPRINT.variable(root, "project").is_some();
    let roots: Vec<&RootId> = BLUEPRINT.roots().filter(declares).collect();
    assert!(roots.len() >= 3);
    for root in roots {
        assert_eq!(design.chosen(root, "project"), Some(&json!("shop")), "{root}");
    }
    let before = design.clone();
    for (name, value) in [("az_count", json!("three")), ("nope", json!(1)), ("environment", json!("prod"))] {
        assert!(design.set(&BLUEPRINT, &RootId::environment("dev"), name, &value).is_err(), "{name}");
    }
    assert!(design.set(&BLUEPRINT, &RootId::environment("stage"), "az_count", &json!(3)).is_err());
    assert_eq!(design, before);
    design.reset(&BLUEPRINT, &RootId::environment("dev"), "project");
    assert_eq!(design, Design::new(&BLUEPRINT));
}

/// Digits are data: numbers stay as they were written.
#[test]
fn huge_numbers_keep_their_digits() {
    let dev = RootId::environment("dev");
    let text = r#"{"environments":{"dev":{"idle_timeout":123456789012345678901234567890.125,"az_count":1e400}}}"#;
    let (design, notes) = link::decode(&packed(text.as_bytes()), &BLUEPRINT);
    assert_eq!(notes, vec![]);
    let shown = |name| design.chosen(&dev, name).unwrap().to_string();
    assert_eq!(shown("idle_timeout"), "123456789012345678901234567890.125");
    assert_eq!(shown("az_count").to_lowercase().replace('+', ""), "1e400");
    assert_eq!(link::decode(&link::encode(&design, &BLUEPRINT), &BLUEPRINT), (design, vec![]));
}

/// A number may be longer to write out than to say: it is read in no time, or noted.
#[test]
fn monstrous_numbers_are_read_in_no_time() {
    let start = std::time::Instant::now();
    let digits = "9".repeat(100_000);
    for number in ["1e999999999", "-1e-999999999", "1e99999999999999999999", &digits, &format!("0.{digits}")] {
        for name in ["az_count", "region", "tags"] {
            let text = format!(r#"{{"environments":{{"dev":{{"{name}":{number}}}}}}}"#);
            let said: Json = serde_json::from_str(&text).unwrap();
            let (design, notes) = link::decode(&packed(text.as_bytes()), &BLUEPRINT);
            nothing_is_lost(said.as_object().unwrap(), &design, &notes).unwrap();
            link::encode(&design, &BLUEPRINT);
        }
    }
    assert!(start.elapsed().as_secs() < 5, "{:?}", start.elapsed());
}

/// Links from before there were kinds and presets mean what they meant, and are what the same designs have today.
#[test]
fn older_links_are_those_of_today() {
    let new = "v1.JYwxCsAwCAD_4pyla37TooPQalARSujfa5vpDg5uQpI5q0DfGpAkm8pFEg59AlIWngbDFD8rPVTDw_axCtLJtbj_-gI";
    let own = "v1.ZY0xCoAwEAT_snUasctnJOoVAb2TyxnRkL-blGK1sLPsFGTSFIXhBwfiHFV4J7YEX7BS7hGeaZGTDX50kItJ4WEUdlSHQ2Xto2_fwCxiyTQcf-ra8xab-W6s1hc";
    assert_eq!(link::encode(&Design::new(&BLUEPRINT), &BLUEPRINT), new);
    let (design, notes) = link::decode(own, &BLUEPRINT);
    assert_eq!(notes, []);
    assert_eq!(design.chosen(&RootId::environment("dev"), "az_count"), Some(&json!(3)));
    assert_eq!(design.chosen(&RootId::environment("prod"), "owner"), Some(&json!("team")));
    assert_eq!(link::encode(&design, &BLUEPRINT), own);
    // Named by hand, an environment whose kind is its name needs no more; what is not named stands as it did.
    let read = file::read(r#"{"environments": {"staging": {}, "prod": {"az_count": 3}}}"#, &BLUEPRINT);
    assert_eq!(read.notes, []);
    assert_eq!(read.design.environments.keys().map(|name| &**name).collect::<Vec<_>>(), ["dev", "prod", "staging"]);
}
