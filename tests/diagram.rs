//! The picture of an environment: what it shows of which design, that nothing lies on something else, and that no name
//! leaves its place.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::arbitrary::BLUEPRINT;
use landform::design::{Design, Evaluation, RootId, evaluate};
use landform::diagram::{self, Format, Item, Label, Line, Node, Rect, Role, Scene};
use serde_json::{Value as Json, json};

const FORMATS: [Format; 2] = [Format::Page, Format::Phone];

/// The design of the presets with options of one environment set.
fn design(environment: &str, options: &[(&str, Json)]) -> Evaluation {
    let mut design = Design::new(&BLUEPRINT);
    for (name, value) in options {
        design.set(&BLUEPRINT, &RootId::environment(environment), name, value).unwrap();
    }
    evaluate(&BLUEPRINT, &design)
}

fn scene(environment: &str, options: &[(&str, Json)], format: Format) -> Scene {
    diagram::scene(&design(environment, options), environment, format).unwrap()
}

/// The list as an outline.
fn outline(items: &[Item], depth: usize, out: &mut String) {
    for item in items {
        let address = item.address.as_ref().map(|address| format!("  [{address}]")).unwrap_or_default();
        writeln!(out, "{}{}{address}", "  ".repeat(depth), item.text).unwrap();
        outline(&item.items, depth + 1, out);
    }
}

#[test]
fn the_presets() {
    for environment in ["dev", "prod"] {
        let page = scene(environment, &[], Format::Page);
        let mut text = String::new();
        outline(&diagram::list(&page), 0, &mut text);
        insta::assert_snapshot!(format!("{environment}_list"), text);
        insta::assert_snapshot!(format!("{environment}_mermaid"), diagram::mermaid(&page));
    }
    // The files for pages are kept in docs/example/.
    let phone = scene("prod", &[], Format::Phone);
    insta::assert_binary_snapshot!("prod_phone.svg", diagram::standalone(&phone, 1).into_bytes());
}

/// What resources refer to is followed through locals, variables, outputs and JSON, instance by instance.
#[test]
fn references() {
    let evaluation = design("prod", &[]);
    let plan = &evaluation.root(&RootId::environment("prod")).unwrap().plan;
    let cases: [(&str, &[&str]); 6] = [
        (
            "module.alb.aws_lb.this",
            &[
                "module.alb.aws_s3_bucket.logs[0]",
                "module.alb.aws_security_group.this",
                "module.network.aws_subnet.public[\"a\"]",
                "module.network.aws_subnet.public[\"b\"]",
            ],
        ),
        (
            "module.network.aws_route.private_internet[\"b\"]",
            &["module.network.aws_nat_gateway.this[\"b\"]", "module.network.aws_route_table.private[\"b\"]"],
        ),
        (
            "module.ecs.aws_iam_role_policy.task[0]",
            &["module.rds[0].aws_db_instance.this", "module.rds[0].aws_kms_key.this", "module.ecs.aws_iam_role.task"],
        ),
        (
            "module.ecs.aws_ecs_task_definition.this",
            &[
                "module.rds[0].aws_db_instance.this",
                "module.ecs.aws_iam_role.execution",
                "module.ecs.aws_iam_role.task",
            ],
        ),
        ("module.rds[0].aws_kms_alias.this", &["module.rds[0].aws_kms_key.this"]),
        ("module.network.aws_vpc.this", &[]),
    ];
    for (address, expected) in cases {
        let resource = plan.resources.iter().find(|resource| resource.address == address).unwrap();
        assert_eq!(resource.references(), expected, "{address}");
    }
}

/// Names of boxes with their number, and what travels along lines.
fn shown(scene: &Scene) -> (Vec<String>, BTreeSet<String>) {
    let named = scene.nodes.iter().filter(|node| node.role != Role::Entry);
    let names = named.map(|node| node.name.clone()).collect();
    let edges = scene.edges.iter().flat_map(|edge| edge.notes.clone()).collect();
    (names, edges)
}

#[test]
fn what_the_plan_has_and_nothing_else() {
    type Case<'c> = (&'c str, &'c [(&'c str, Json)], &'c [(&'c str, usize)], &'c [&'c str], &'c [&'c str]);
    let off = || json!(false);
    let sealed = sealed();
    let cases: [Case<'_>; 15] = [
        (
            "dev",
            &[],
            &[("NAT gateway", 1), ("Zone b", 1), ("Standby", 0), ("Flow log", 0), ("1 task", 1), ("No task", 1)],
            &["HTTPS 443", "HTTP 80, redirected", "HTTP 9898", "SQL 5432"],
            &[],
        ),
        (
            "prod",
            &[],
            &[("NAT gateway", 2), ("Standby", 1), ("Flow log", 1), ("1 task", 2), ("No task", 0)],
            &["synchronous copy"],
            &[],
        ),
        ("dev", &[("nat_mode", json!("per_az"))], &[("NAT gateway", 2)], &[], &[]),
        (
            "prod",
            &[("az_count", json!(3))],
            &[("NAT gateway", 3), ("Zone c", 1), ("Public subnet", 3), ("Database subnet", 3), ("No task", 1)],
            &[],
            &[],
        ),
        (
            "dev",
            &[("db_enabled", off())],
            &[("PostgreSQL 17", 0), ("Database subnet", 0), ("Private subnet", 2), ("Secret", 0)],
            &["HTTP 9898"],
            &["SQL 5432"],
        ),
        ("dev", &[("db_multi_az", json!(true))], &[("PostgreSQL 17", 1), ("Standby", 1)], &["synchronous copy"], &[]),
        (
            "dev",
            &[("db_password", json!("platform")), ("db_read_replicas", json!(2))],
            &[("PostgreSQL 17", 1), ("Replica of example-dev", 2), ("Standby", 0), ("Secret", 1)],
            &["SQL 5432"],
            &["synchronous copy"],
        ),
        ("dev", &[("allow_http", json!(true))], &[], &["HTTP 80", "HTTPS 443"], &["HTTP 80, redirected"]),
        (
            "dev",
            &[("hosted_zone_name", Json::Null), ("allow_http", json!(true))],
            &[("Route 53", 0), ("Certificate", 0)],
            &["HTTP 80"],
            &["HTTPS 443, DNS", "DNS"],
        ),
        (
            "dev",
            &[("container_port", json!(3000)), ("db_port", json!(6000))],
            &[],
            &["HTTP 3000", "SQL 6000"],
            &["HTTP 9898"],
        ),
        ("prod", &[("desired_count", json!(5))], &[("3 tasks", 1), ("2 tasks", 1)], &[], &[]),
        (
            "dev",
            &[("alarm_email", Json::Null), ("container_insights", json!("enabled"))],
            &[("Subscription", 0), ("Topic", 1), ("Alarms", 1)],
            &[],
            &[],
        ),
        ("dev", &sealed, &[("NAT gateway", 0), ("VPC endpoint", 5)], &["HTTPS 443"], &[]),
        (
            "dev",
            &[("waf", json!(true)), ("alb_access_logs", json!(true))],
            &[("Web firewall", 1), ("Bucket", 2)],
            &[],
            &[],
        ),
        (
            "dev",
            &[("ingress_cidrs", json!([])), ("ingress_prefix_list_ids", json!(["pl-0123456789abcdef0"]))],
            &[],
            &["HTTPS 443"],
            &["HTTP 80, redirected"],
        ),
    ];
    for (environment, options, boxes, travels, silent) in cases {
        for format in FORMATS {
            let (names, edges) = shown(&scene(environment, options, format));
            for (name, count) in boxes {
                let found = names.iter().filter(|found| found == name).count();
                assert_eq!(found, *count, "{name} in {environment} with {options:?}");
            }
            for note in travels {
                assert!(edges.contains(*note), "{note} in {environment} with {options:?}: {edges:?}");
            }
            for note in silent {
                assert!(!edges.contains(*note), "{note} in {environment} with {options:?}");
            }
        }
    }
}

#[test]
fn a_zone_without_a_nat_gateway_goes_out_by_that_of_another() {
    let scene = scene("dev", &[("az_count", json!(3))], Format::Page);
    let name = |at: usize| scene.nodes[at].notes.first().cloned().unwrap_or_default();
    let routes = scene.edges.iter().filter(|edge| edge.line == Line::Route);
    let routes: Vec<_> = routes.map(|edge| (name(edge.from), name(edge.to))).collect();
    let expected = [
        ("10.10.64.0/20", "example-dev-a"),
        ("10.10.80.0/20", "example-dev-a"),
        ("10.10.96.0/20", "example-dev-a"),
        ("example-dev-a", "example-dev"),
    ];
    assert_eq!(routes, expected.map(|(from, to)| (from.to_owned(), to.to_owned())));
}

/// Every address of the picture is one of the plan or of the bootstrap's.
#[test]
fn addresses_are_the_plans() {
    let evaluation = design("prod", &[]);
    let scene = diagram::scene(&evaluation, "prod", Format::Page).unwrap();
    let known: BTreeSet<&str> =
        evaluation.roots.iter().flat_map(|root| root.plan.resources.iter().map(|r| r.address.as_str())).collect();
    let shown: Vec<&String> = scene.nodes.iter().filter_map(|node| node.address.as_ref()).collect();
    assert!(shown.len() > 40);
    assert!(shown.iter().all(|address| known.contains(address.as_str())));
}

fn ancestors(scene: &Scene, at: usize) -> Vec<usize> {
    std::iter::successors(scene.nodes[at].parent, |at| scene.nodes[*at].parent).collect()
}

/// No way out but endpoints.
fn sealed() -> Vec<(&'static str, Json)> {
    vec![
        ("nat_mode", json!("none")),
        ("vpc_endpoints", json!(["ecr", "logs", "secretsmanager"])),
        ("container_image", json!("123456789012.dkr.ecr.us-east-1.amazonaws.com/app:1.4.2")),
    ]
}

/// Designs that differ in what is drawn.
fn designs() -> Vec<Vec<(&'static str, Json)>> {
    let mut designs = vec![Vec::new()];
    let options: [(&str, &[Json]); 6] = [
        ("az_count", &[json!(2), json!(3)]),
        ("nat_mode", &[json!("single"), json!("per_az")]),
        ("db_enabled", &[json!(true), json!(false)]),
        ("db_multi_az", &[json!(true), json!(false)]),
        ("desired_count", &[json!(1), json!(7)]),
        ("flow_logs", &[json!(true), json!(false)]),
    ];
    for (name, values) in options {
        designs = values
            .iter()
            .flat_map(|value| designs.iter().map(move |d| [d.clone(), vec![(name, value.clone())]].concat()))
            .collect();
    }
    designs.push(sealed());
    designs.push(vec![("db_password", json!("platform")), ("db_read_replicas", json!(5))]);
    let long = "a".repeat(28);
    designs.push(vec![
        ("project", json!(long)),
        ("ingress_cidrs", json!(["10.1.0.0/16", "10.2.0.0/16", "192.168.0.0/24"])),
    ]);
    designs
}

#[test]
fn nothing_lies_on_something_else() {
    for options in designs() {
        let evaluation = design("dev", &options);
        for format in FORMATS {
            let scene = diagram::scene(&evaluation, "dev", format).unwrap();
            let again = diagram::scene(&evaluation, "dev", format).unwrap();
            assert_eq!(scene, again);
            tidy(&scene, &format!("{format:?} {options:?}"));
        }
    }
}

/// Every value of every option, and every pair that the rules let stand together.
#[test]
fn the_covering_set_is_tidy() {
    for design in &crate::covering::DESIGNS.sound {
        let evaluation = evaluate(&crate::covering::BLUEPRINT, design);
        for environment in design.environments.keys() {
            for format in FORMATS {
                let scene = diagram::scene(&evaluation, environment, format).unwrap();
                tidy(&scene, &format!("{format:?} {environment} {}", design.to_json(&BLUEPRINT)));
                let svg = diagram::standalone(&scene, 1);
                roxmltree::Document::parse(&svg)
                    .unwrap_or_else(|error| panic!("{error}: {}", design.to_json(&BLUEPRINT)));
            }
        }
    }
}

fn tidy(scene: &Scene, what: &str) {
    let whole = Rect { x: 0, y: 0, w: scene.width, h: scene.height };
    for (at, node) in scene.nodes.iter().enumerate() {
        assert!(whole.holds(node.rect) && node.rect.w > 0 && node.rect.h > 0, "{what}: {node:?}");
        for label in &node.labels {
            assert!(node.rect.holds(label.rect()), "{what}: {label:?} in {:?}", node.rect);
        }
        if let Some(parent) = node.parent {
            assert!(parent < at && scene.nodes[parent].rect.holds(node.rect), "{what}: {node:?} is not in its parent");
        }
        for (other, beside) in scene.nodes.iter().enumerate().skip(at + 1) {
            let within = ancestors(scene, other).contains(&at);
            // A load balancer or service lies across zones and subnets.
            let across = (node.role.is_ground() && !beside.role.is_ground())
                || (beside.role.is_ground() && !node.role.is_ground());
            assert!(within || across || !node.rect.overlaps(beside.rect), "{what}: {node:?} and {beside:?}");
        }
    }
    let text: Vec<(&Node, &Label)> =
        scene.nodes.iter().flat_map(|node| node.labels.iter().map(move |label| (node, label))).collect();
    for (i, (node, label)) in text.iter().enumerate() {
        for (_, other) in text.iter().skip(i + 1) {
            assert!(!label.rect().overlaps(other.rect()), "{what}: {label:?} of {} and {other:?}", node.name);
        }
    }
    for (i, edge) in scene.edges.iter().enumerate() {
        let own: BTreeSet<usize> = [edge.from, edge.to].into();
        for pair in edge.points.windows(2) {
            let segment = segment(pair);
            assert!(pair[0].x == pair[1].x || pair[0].y == pair[1].y, "{what}: a line is not along an axis: {edge:?}");
            for (at, node) in scene.nodes.iter().enumerate() {
                let leaf = matches!(node.role, Role::Thing | Role::Spare | Role::Outside | Role::Entry);
                let ends = own.contains(&at) || ancestors(scene, edge.from).contains(&at);
                assert!(!leaf || ends || !segment.overlaps(node.rect), "{what}: {edge:?} crosses {node:?}");
            }
            for (node, label) in &text {
                assert!(!segment.overlaps(label.rect()), "{what}: {edge:?} crosses {label:?} of {}", node.name);
            }
            for other in scene.edges.iter().flat_map(|other| &other.labels) {
                assert!(!segment.overlaps(other.rect()), "{what}: {edge:?} crosses {other:?}");
            }
        }
        for label in &edge.labels {
            assert!(whole.holds(label.rect()), "{what}: {label:?}");
            for (node, other) in &text {
                assert!(!label.rect().overlaps(other.rect()), "{what}: {label:?} on {other:?} of {}", node.name);
            }
            for other in scene.edges.iter().skip(i + 1).flat_map(|other| &other.labels) {
                assert!(!label.rect().overlaps(other.rect()), "{what}: {label:?} on {other:?}");
            }
        }
    }
}

/// A segment as a rectangle without the pixel at its ends, which touch their boxes.
fn segment(pair: &[landform::diagram::Point]) -> Rect {
    let (a, b) = (pair[0], pair[1]);
    let (x, y) = (a.x.min(b.x), a.y.min(b.y));
    Rect { x, y, w: (a.x - b.x).abs().max(1), h: (a.y - b.y).abs().max(1) }
}

const HOSTILE: [&str; 9] = [
    "<script>alert(1)</script>",
    "\"'><svg onload=x>",
    "]]> & &amp; &#60;",
    "a\u{0}b\u{1b}[31m\r\nc",
    "\u{202e}evil\u{2066}",
    "```\nend\n```",
    "end\"]\nclick n1 href \"https://example.com\"",
    "日本語のとても長い名前日本語のとても長い名前",
    "%%{init: {}}%%; subgraph x",
];

#[test]
fn hostile_names_stay_where_they_are() {
    let harmless = scene("prod", &[], Format::Page);
    let elements = |svg: &str| -> Vec<String> {
        let document = roxmltree::Document::parse(svg).unwrap_or_else(|error| panic!("{error}: {svg}"));
        document.descendants().filter(|node| node.is_element()).map(|node| node.tag_name().name().to_owned()).collect()
    };
    for text in HOSTILE {
        let mut scene = harmless.clone();
        for node in &mut scene.nodes {
            node.name = text.to_owned();
            node.notes.iter_mut().for_each(|note| *note = text.to_owned());
            node.labels.iter_mut().for_each(|label| label.shown = text.to_owned());
            if let Some(address) = &mut node.address {
                *address = text.to_owned();
            }
        }
        for edge in &mut scene.edges {
            edge.notes.iter_mut().for_each(|note| *note = text.to_owned());
        }
        let svg = diagram::svg(&scene, "x");
        assert_eq!(elements(&svg), elements(&diagram::svg(&harmless, "x")), "{text:?}");
        let flowchart = diagram::mermaid(&scene);
        assert_eq!(flowchart.lines().count(), diagram::mermaid(&harmless).lines().count(), "{text:?}");
        for line in flowchart.lines() {
            let quoted: Vec<&str> = line.split('"').collect();
            assert!(matches!(quoted.len(), 1 | 3), "{line}");
            if let [before, inside, after] = quoted.as_slice() {
                assert!(!inside.replace("<br>", "").contains(['<', '>', '`', '[', ']', '{', '(', '%', '|']), "{line}");
                assert!(before.trim_start().len() < 20 && after.len() < 10, "{line}");
            }
        }
    }
}

#[test]
fn the_file_brings_its_colours_and_the_page_brings_them_itself() {
    let scene = scene("prod", &[], Format::Page);
    let file = diagram::standalone(&scene, 1);
    roxmltree::Document::parse(&file).unwrap();
    assert!(!file.contains("var(") && !file.contains("light-dark(") && !file.contains("<script"));
    assert!(file.contains("prefers-color-scheme: dark"));
    let style = file.split_once("<style>").and_then(|(_, rest)| rest.split_once("</style>")).unwrap().0;
    let empty = style.lines().find(|line| line.contains(": ;") || line.contains(": px"));
    assert_eq!(empty, None, "a token has no value");
    let inline = diagram::svg(&scene, "prod");
    assert!(!inline.contains("<style") && !inline.contains("style="));
    assert!(inline.contains("data-address=\"module.network.aws_nat_gateway.this[&quot;a&quot;]\""));
    let parsed = roxmltree::Document::parse(&inline).unwrap();
    let root = parsed.root_element();
    let ids = root.attribute("aria-labelledby").unwrap().split(' ');
    assert!(ids.into_iter().all(|id| parsed.descendants().any(|node| node.attribute("id") == Some(id))));
    assert_eq!(root.attribute("role"), Some("img"));
}
