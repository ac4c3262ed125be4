//! The table of resource types: what each is called, where it is drawn, what is said of it, and its icon.
//!
//! To draw another type is to add a row. What has no row is drawn among "Other" under the name of its type; what is only a
//! part of something else, or a connection that is drawn as a line, has the place [`Place::Part`].

use super::icons::*;

/// An icon: the `d` of an SVG path that is stroked, on a square of 24 by 24.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Icon(pub &'static str);

/// Where a type is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Nowhere by itself.
    Part,
    /// One box across the subnets that it refers to.
    Across,
    /// One box in the subnet that it refers to.
    Subnet,
    /// At the foot of the VPC.
    Vpc,
    /// In a panel of the region.
    Panel(Group),
}

/// The panels, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// What runs.
    Service,
    /// Who may do what, and what keeps it secret.
    Security,
    /// Who is told of what.
    Monitoring,
    /// What is recorded.
    Logs,
    /// What is kept.
    Storage,
    /// The rest.
    Other,
}

impl Group {
    /// What the panel is called.
    pub fn title(self) -> &'static str {
        match self {
            Group::Service => "Service",
            Group::Security => "Security",
            Group::Monitoring => "Monitoring",
            Group::Logs => "Logs",
            Group::Storage => "Storage",
            Group::Other => "Other",
        }
    }
}

/// One row.
#[derive(Clone, Copy, Debug)]
pub struct Kind {
    /// The resource type.
    pub kind: &'static str,
    /// What one is called: the first of these templates whose attributes are known; the last has none.
    pub titles: &'static [&'static str],
    /// Where it is drawn.
    pub place: Place,
    /// What it is named: the first of these whose attributes are known. `{path.to.attribute|filter}` stands for an
    /// attribute; the filters are those of [`Reader::fill`](super::read::Reader::fill).
    pub names: &'static [&'static str],
    /// What else is said of it: those of these templates whose attributes are known.
    pub notes: &'static [&'static str],
    /// Its icon.
    pub icon: Icon,
}

const fn row(
    kind: &'static str,
    titles: &'static [&'static str],
    place: Place,
    names: &'static [&'static str],
    notes: &'static [&'static str],
    icon: Icon,
) -> Kind {
    Kind { kind, titles, place, names, notes, icon }
}

const SERVICE: Place = Place::Panel(Group::Service);
const SECURITY: Place = Place::Panel(Group::Security);
const MONITORING: Place = Place::Panel(Group::Monitoring);
const LOGS: Place = Place::Panel(Group::Logs);
const STORAGE: Place = Place::Panel(Group::Storage);

/// In the order in which kinds stand in their panel.
#[rustfmt::skip]
const KINDS: &[Kind] = &[
    // In the network.
    row("aws_internet_gateway", &["Internet gateway"], Place::Part, &["{tags.Name}"], &[], GATEWAY),
    row("aws_nat_gateway", &["NAT gateway"], Place::Subnet, &["{tags.Name}"], &[], WAY_OUT),
    row("aws_lb", &["{load_balancer_type|word} load balancer", "Load balancer"], Place::Across, &["{name}"], &[], FAN),
    row("aws_ecs_service", &["ECS service"], Place::Across, &["{name}"], &["{capacity_provider_strategy.capacity_provider|word}", "{launch_type|word}"], CUBE),
    row("aws_db_instance", &["Replica of {replicate_source_db}", "{engine|word} {engine_version}", "Database"], Place::Subnet, &["{identifier}"], &["{instance_class}, {allocated_storage} GiB"], CYLINDER),
    row("aws_elasticache_replication_group", &["Cache"], Place::Across, &["{replication_group_id}"], &["{engine|word} {engine_version}", "{node_type}"], LAYERS),
    row("aws_instance", &["Instance"], Place::Subnet, &["{tags.Name}"], &["{instance_type}"], CUBE),
    row("aws_lambda_function", &["Function"], Place::Across, &["{function_name}"], &["{runtime}"], BRACES),
    row("aws_efs_mount_target", &["Mount target"], Place::Subnet, &[], &[], BUCKET),
    row("aws_vpc_endpoint", &["VPC endpoint"], Place::Vpc, &["{service_name|service}"], &["{vpc_endpoint_type|word}"], PLUG),
    row("aws_flow_log", &["Flow log"], Place::Vpc, &["{traffic_type|word} traffic"], &[], WAVES),

    // What runs.
    row("aws_ecs_cluster", &["ECS cluster"], SERVICE, &["{name}"], &[], GRID),
    row("aws_ecs_task_definition", &["Task definition"], SERVICE, &["{family}"], &["{cpu|vcpu} vCPU, {memory|gib} GiB, {runtime_platform.cpu_architecture}"], BRACES),
    row("image", &["Container image"], SERVICE, &[], &[], LAYERS),
    row("aws_ecr_repository", &["Image repository"], SERVICE, &["{name}"], &[], LAYERS),
    row("aws_appautoscaling_target", &["Autoscaling"], SERVICE, &["{min_capacity} to {max_capacity}"], &[], SCALE),
    row("aws_scheduler_schedule", &["Schedule"], SERVICE, &["{name}"], &["{schedule_expression}"], CLOCK),

    // Who may do what, and what keeps it secret.
    row("aws_wafv2_web_acl", &["Web firewall"], SECURITY, &["{name}"], &[], SHIELD),
    row("aws_acm_certificate", &["Certificate"], SECURITY, &["{domain_name}"], &[], SEAL),
    row("aws_secretsmanager_secret", &["Secret"], SECURITY, &["{name}", "{name_prefix}"], &[], PADLOCK),
    row("secret", &["Secret"], SECURITY, &[], &[], PADLOCK),
    row("aws_kms_key", &["KMS key"], SECURITY, &["{tags.Name}", "{description}"], &[], KEY),
    row("aws_iam_role", &["IAM role"], SECURITY, &["{name}", "{name_prefix}"], &[], PERSON),
    row("aws_iam_openid_connect_provider", &["Identity provider"], SECURITY, &["{url|host}"], &[], PERSON),
    row("aws_guardduty_detector", &["GuardDuty"], SECURITY, &[], &[], SHIELD),

    // Who is told of what.
    row("aws_cloudwatch_metric_alarm", &["Alarm"], MONITORING, &["{alarm_name}"], &[], BELL),
    row("aws_route53_health_check", &["Check from outside"], MONITORING, &["{fqdn}"], &[], GLOBE),
    row("aws_cloudwatch_composite_alarm", &["Composite alarm"], MONITORING, &["{alarm_name}"], &[], BELL),
    row("aws_sns_topic", &["Topic"], MONITORING, &["{name}"], &[], MEGAPHONE),
    row("aws_sns_topic_subscription", &["Subscription"], MONITORING, &["{endpoint}", "{protocol}"], &[], ENVELOPE),
    row("aws_cloudwatch_dashboard", &["Dashboard"], MONITORING, &["{dashboard_name}"], &[], SCALE),
    row("aws_budgets_budget", &["Budget"], MONITORING, &["{name}"], &[], SCALE),

    // What is recorded.
    row("aws_cloudwatch_log_group", &["Log group"], LOGS, &["{name}"], &[], PAGE),
    row("aws_cloudtrail", &["Trail"], LOGS, &["{name}"], &[], PAGE),

    // What is kept.
    row("aws_s3_bucket", &["Bucket"], STORAGE, &["{bucket}", "{bucket_prefix}", "{tags.Name}"], &[], BUCKET),
    row("aws_dynamodb_table", &["Table"], STORAGE, &["{name}"], &[], TABLE),
    row("aws_efs_file_system", &["File system"], STORAGE, &["{tags.Name}"], &[], BUCKET),
    row("aws_backup_vault", &["Backup vault"], STORAGE, &["{name}"], &[], BUCKET),
];

/// Types that are parts or connections of others. What begins with an entry that ends in `_` is too.
const PARTS: &[&str] = &[
    "aws_acm_certificate_validation",
    "aws_appautoscaling_policy",
    "aws_appautoscaling_scheduled_action",
    "aws_backup_plan",
    "aws_backup_selection",
    "aws_backup_vault_",
    "aws_cloudwatch_log_resource_policy",
    "aws_db_parameter_group",
    "aws_default_security_group",
    "aws_ecr_lifecycle_policy",
    "aws_ecs_cluster_capacity_providers",
    "aws_eip",
    "aws_iam_policy",
    "aws_iam_role_policy",
    "aws_iam_role_policy_attachment",
    "aws_kms_alias",
    "aws_kms_key_policy",
    "aws_lb_listener",
    "aws_lb_listener_rule",
    "aws_lb_target_group",
    "aws_route",
    "aws_route53_record",
    "aws_route_table",
    "aws_route_table_association",
    "aws_s3_bucket_",
    "aws_secretsmanager_secret_",
    "aws_security_group",
    "aws_security_group_rule",
    "aws_sns_topic_policy",
    "aws_subnet",
    "aws_vpc",
    "aws_vpc_security_group_egress_rule",
    "aws_vpc_security_group_ingress_rule",
    "aws_wafv2_web_acl_",
];

/// The row of a type and its place in the table; none where the type is not in it.
pub fn find(kind: &str) -> Option<(usize, &'static Kind)> {
    KINDS.iter().enumerate().find(|(_, row)| row.kind == kind)
}

/// The icon of a type.
pub fn icon(kind: &str) -> Icon {
    find(kind).map_or(BOX, |(_, row)| row.icon)
}

/// Where a type is drawn.
pub fn place(kind: &str) -> Place {
    let part = |part: &&str| *part == kind || (part.ends_with('_') && kind.starts_with(*part));
    match find(kind) {
        Some((_, row)) => row.place,
        None if PARTS.iter().any(part) || kind.ends_with("_subnet_group") => Place::Part,
        None => Place::Panel(Group::Other),
    }
}

/// What one of a type is called: of a type that is not in the table, its name without the provider's.
pub fn title(kind: &str) -> String {
    match find(kind) {
        Some((_, row)) => row.titles.last().copied().unwrap_or_default().to_owned(),
        None => {
            let words = kind.split_once('_').map_or(kind, |(_, rest)| rest).replace('_', " ");
            let mut letters = words.chars();
            letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
        }
    }
}
