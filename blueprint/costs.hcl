# What the planned resources cost in a month: a block per resource type, which says what of it is paid for, or why nothing
# is. The prices stand in prices.csv. A type that the platform plans and that has no block here fails a test.
#
# Expressions are Terraform's. They know
#   self      the planned resource; what is known only after apply is not known here either, except how many there are
#   beside    the resources of the same module: beside.aws_ecs_task_definition is a list
#   root      likewise, all of the root
#   peers     how many resources of this type the root has
#   usage     what is assumed of its use, from the blocks below
#   hours     the hours of a month
#   local     this block's own locals, and those of the file
# An item's price is the name of an item in prices.csv, its quantity counts in that price's unit. Without `when`, or where it
# is true, it is paid for. `note` says what was assumed.

hours = 730

locals {
  # The hours of a month in which an environment that is off at night runs: of a day, those from the start of the tasks to their
  # stop; of the week, the days on which they start. modules/nights writes cron(MINUTE HOUR ? * DAYS *).
  schedules   = { for schedule in try(root.aws_scheduler_schedule, []) : schedule.name => split(" ", trimsuffix(trimprefix(schedule.schedule_expression, "cron("), ")")) }
  start       = try([for name, cron in local.schedules : cron if endswith(name, "-start-tasks")][0], null)
  stop        = try([for name, cron in local.schedules : cron if endswith(name, "-stop-tasks")][0], null)
  hours_awake = local.start == null ? hours : hours * ((local.stop[1] - local.start[1] + (local.stop[0] - local.start[0]) / 60 + 24) % 24) / 24 * (local.start[4] == "*" ? 1 : 5 / 7)
  asleep      = local.start == null ? null : "stopped at night"
}

# Sizes of use, and the size that an environment of a kind, or the remote state, has where nobody chose one.
sizes = ["small", "medium", "large"]

default_size = {
  bootstrap = "small"
  dev       = "small"
  staging   = "small"
  prod      = "medium"
}

usage "requests" {
  label = "Requests"
  unit  = "million a month"
  sizes = { small = 1, medium = 10, large = 100 }
}

usage "egress_gb" {
  label = "Answers to the internet"
  unit  = "GB a month"
  sizes = { small = 25, medium = 250, large = 2500 } # 25 kB each
}

# The three of Infracost's usage defaults, as are those of the service's logs and the flow logs.
usage "nat_gb" {
  label = "Through NAT"
  unit  = "GB a month"
  sizes = { small = 111, medium = 222, large = 444 }
}

usage "endpoint_gb" {
  label = "Through endpoints"
  unit  = "GB a month"
  sizes = { small = 12, medium = 24, large = 48 } # the logs, and a little more
}

usage "cross_zone_gb" {
  label = "Between zones"
  unit  = "GB a month"
  sizes = { small = 10, medium = 100, large = 1000 }
}

usage "service_logs_gb" {
  label = "Logs of the service"
  unit  = "GB a month"
  sizes = { small = 10, medium = 20, large = 40 }
}

usage "flow_logs_gb" {
  label = "Flow logs"
  unit  = "GB a month"
  sizes = { small = 10, medium = 20, large = 40 }
}

usage "database_logs_gb" {
  label = "Logs of the database"
  unit  = "GB a month"
  sizes = { small = 1, medium = 2, large = 4 }
}

usage "insights_logs_gb" {
  label = "Logs of Container Insights"
  unit  = "GB a month"
  sizes = { small = 1, medium = 2, large = 4 }
}

usage "firewall_logs_gb" {
  label = "Log of the firewall"
  unit  = "GB a month"
  sizes = { small = 1, medium = 2, large = 4 }
}

usage "balancer_logs_gb" {
  label = "Logs of the load balancer"
  unit  = "GB a month"
  sizes = { small = 0.1, medium = 1, large = 10 } # compressed, 100 bytes a request
}

usage "backup_gb" {
  label = "Backups beyond the size of the database"
  unit  = "GB"
  sizes = { small = 0, medium = 20, large = 200 }
}

usage "kms_requests" {
  label = "Requests to KMS"
  unit  = "thousand a month"
  sizes = { small = 10, medium = 100, large = 1000 }
}

usage "secret_calls" {
  label = "Calls of Secrets Manager"
  unit  = "thousand a month"
  sizes = { small = 10, medium = 100, large = 1000 }
}

usage "runs" {
  label = "Runs of Terraform"
  unit  = "a month"
  sizes = { small = 100, medium = 500, large = 2000 }
}

# Network

resource "aws_nat_gateway" {
  item "NAT gateway" {
    price    = "nat_gateway"
    quantity = hours
  }
  item "Data through NAT" {
    price    = "nat_data"
    quantity = usage.nat_gb / peers
  }
}

resource "aws_eip" {
  item "Public IPv4 address" {
    price    = "public_ipv4"
    quantity = hours
  }
}

resource "aws_vpc" {
  item "Data between zones" {
    price    = "cross_zone"
    quantity = usage.cross_zone_gb * 2 / peers
    note     = "leaves one zone and enters another: paid for twice"
  }
}

resource "aws_vpc_endpoint" {
  locals {
    interfaces = length([for endpoint in beside.aws_vpc_endpoint : endpoint if endpoint.vpc_endpoint_type == "Interface"])
  }
  item "Interface endpoint" {
    when     = self.vpc_endpoint_type == "Interface"
    price    = "interface_endpoint"
    quantity = length(self.subnet_ids) * hours
    note     = "in each zone"
  }
  item "Data through interface endpoints" {
    when     = self.vpc_endpoint_type == "Interface"
    price    = "interface_endpoint_data"
    quantity = usage.endpoint_gb / local.interfaces
  }
  free = "a gateway endpoint costs nothing"
}

resource "aws_subnet" {
  free = "networks are free of charge"
}

resource "aws_internet_gateway" {
  free = "what passes it is paid for as data to the internet"
}

resource "aws_route_table" {
  free = "networks are free of charge"
}

resource "aws_route_table_association" {
  free = "networks are free of charge"
}

resource "aws_route" {
  free = "networks are free of charge"
}

resource "aws_default_security_group" {
  free = "security groups are free of charge"
}

resource "aws_security_group" {
  free = "security groups are free of charge"
}

resource "aws_vpc_security_group_egress_rule" {
  free = "security groups are free of charge"
}

resource "aws_vpc_security_group_ingress_rule" {
  free = "security groups are free of charge"
}

resource "aws_flow_log" {
  free = "what it writes is paid for with its log group"
}

# Load balancer

resource "aws_lb" {
  item "Load balancer" {
    price    = self.load_balancer_type == "application" ? "alb" : self.load_balancer_type
    quantity = hours
  }
  item "Capacity of the load balancer" {
    price    = self.load_balancer_type == "application" ? "alb_lcu" : "${self.load_balancer_type}_lcu"
    quantity = max(usage.egress_gb, usage.requests * 1000000 / (25 * 3600)) / peers
    note     = "an LCU takes 1 GB an hour or 25 new connections a second; as if each request opened one"
  }
  item "Public IPv4 addresses" {
    when     = !self.internal
    price    = "public_ipv4"
    quantity = length(self.subnets) * hours
    note     = "one per zone"
  }
  item "Data to the internet" {
    when     = !self.internal
    price    = "egress"
    quantity = usage.egress_gb / peers
    note     = "without the 100 GB a month that an account has free"
  }
}

resource "aws_wafv2_web_acl" {
  item "Firewall" {
    price    = "waf"
    quantity = 1
  }
  item "Rules of the firewall" {
    price    = "waf_rule"
    quantity = length(self.rule)
  }
  item "Requests to the firewall" {
    price    = "waf_requests"
    quantity = usage.requests / peers
  }
}

resource "aws_wafv2_web_acl_association" {
  free = "it belongs to the firewall"
}

resource "aws_wafv2_web_acl_logging_configuration" {
  free = "what it writes is paid for with its log group"
}

resource "aws_lb_listener" {
  free = "it belongs to the load balancer"
}

resource "aws_lb_listener_rule" {
  free = "it belongs to the load balancer"
}

resource "aws_lb_target_group" {
  free = "it belongs to the load balancer"
}

resource "aws_acm_certificate" {
  free = "public certificates are free of charge"
}

resource "aws_acm_certificate_validation" {
  free = "public certificates are free of charge"
}

resource "aws_route53_record" {
  free = "a record is free, queries for an alias of a load balancer too; the zone is paid for where it is kept"
}

# Service

resource "aws_ecs_service" {
  locals {
    task     = one(beside.aws_ecs_task_definition)
    platform = lower("${local.task.runtime_platform[0].operating_system_family}_${local.task.runtime_platform[0].cpu_architecture}")

    # Under autoscaling the least that runs: what comes on top depends on the load.
    tasks = try(beside.aws_appautoscaling_target[0].min_capacity, self.desired_count)
    note  = try("the least that autoscaling keeps; it may be ${beside.aws_appautoscaling_target[0].max_capacity} tasks", null)

    # Beyond the base, tasks are shared out by weight.
    providers = { for strategy in self.capacity_provider_strategy : strategy.capacity_provider => strategy }
    weights   = sum(concat([0], [for strategy in self.capacity_provider_strategy : strategy.weight]))
    fargate   = self.launch_type == "FARGATE" || anytrue([for name in keys(local.providers) : startswith(name, "FARGATE")])
    base      = min(try(local.providers.FARGATE.base, 0), local.tasks)
    spot      = try((local.tasks - local.base) * local.providers.FARGATE_SPOT.weight / local.weights, 0)
  }
  item "vCPU of the tasks" {
    when     = local.fargate
    price    = "fargate_${local.platform}_vcpu"
    quantity = (local.tasks - local.spot) * local.task.cpu / 1024 * local.hours_awake
    note     = local.asleep == null ? local.note : local.asleep
  }
  item "Memory of the tasks" {
    when     = local.fargate
    price    = "fargate_${local.platform}_memory"
    quantity = (local.tasks - local.spot) * local.task.memory / 1024 * local.hours_awake
    note     = local.asleep == null ? local.note : local.asleep
  }
  item "vCPU of the tasks on Spot" {
    when     = local.spot > 0
    price    = "fargate_spot_${local.platform}_vcpu"
    quantity = local.spot * local.task.cpu / 1024 * local.hours_awake
    note     = local.asleep == null ? local.note : local.asleep
  }
  item "Memory of the tasks on Spot" {
    when     = local.spot > 0
    price    = "fargate_spot_${local.platform}_memory"
    quantity = local.spot * local.task.memory / 1024 * local.hours_awake
    note     = local.asleep == null ? local.note : local.asleep
  }
  item "Public IPv4 addresses of the tasks" {
    when     = self.network_configuration[0].assign_public_ip
    price    = "public_ipv4"
    quantity = local.tasks * local.hours_awake
  }
  free = "its tasks run on instances, which are paid for by themselves"
}

resource "aws_ecs_cluster_capacity_providers" {
  free = "paid for is what runs"
}

resource "aws_appautoscaling_target" {
  free = "paid for is what runs"
}

resource "aws_appautoscaling_scheduled_action" {
  free = "paid for is what runs"
}

resource "aws_appautoscaling_policy" {
  item "Alarms of autoscaling" {
    when     = self.policy_type == "TargetTrackingScaling"
    price    = "alarm"
    quantity = 2
    note     = "a target is watched by two: one for too much, one for too little"
  }
  free = "paid for is what runs"
}

resource "aws_ecs_task_definition" {
  free = "paid for is the service that runs it"
}

resource "aws_ecs_cluster" {
  item "Metrics of Container Insights" {
    when     = anytrue([for setting in self.setting : setting.name == "containerInsights" && setting.value != "disabled"])
    price    = "container_insights_metrics"
    quantity = null
    note     = "how many there are depends on the tasks and their containers"
  }
  free = "paid for is what runs in it"
}

# Database

resource "aws_db_instance" {
  # A read replica has the engine and the storage of the database that it copies.
  locals {
    zones   = self.multi_az ? "multi" : "single"
    copies  = self.replicate_source_db != null
    sources = [for other in beside.aws_db_instance : other if other.identifier == coalesce(self.replicate_source_db, self.identifier)]
    engine  = concat(local.sources, [self])[0].engine
    storage = concat(local.sources, [self])[0].allocated_storage
  }
  item "Database" {
    when     = !local.copies
    price    = "rds_${local.engine}_${self.instance_class}_${local.zones}"
    quantity = local.hours_awake
    note     = local.asleep
  }
  item "Read replica" {
    when     = local.copies
    price    = "rds_${local.engine}_${self.instance_class}_${local.zones}"
    quantity = hours
  }
  item "Storage of the database" {
    price    = "rds_storage_${self.storage_type}_${local.zones}"
    quantity = local.storage
  }
  item "Backups beyond the size of the database" {
    when     = self.backup_retention_period > 0
    price    = "rds_backup"
    quantity = usage.backup_gb
  }
  item "Secret of the master user" {
    when     = self.manage_master_user_password == true
    price    = "secret"
    quantity = 1
  }
  item "Calls of the secret" {
    when     = self.manage_master_user_password == true
    price    = "secret_calls"
    quantity = usage.secret_calls / 10 / peers
  }
  item "Performance Insights beyond seven days" {
    when     = self.performance_insights_enabled ? self.performance_insights_retention_period > 7 : false
    price    = "performance_insights"
    quantity = null
  }
  item "Enhanced Monitoring" {
    when     = self.monitoring_interval > 0
    price    = "logs_ingested"
    quantity = null
    note     = "its measurements are paid for as logs; how large they are depends on what runs"
  }
}

# The platform's own password of the database.
resource "aws_secretsmanager_secret" {
  item "Secret of the master user" {
    price    = "secret"
    quantity = 1
  }
  item "Calls of the secret" {
    price    = "secret_calls"
    quantity = usage.secret_calls / 10 / peers
  }
}

resource "aws_secretsmanager_secret_version" {
  free = "the secret is paid for"
}

resource "aws_secretsmanager_secret_rotation" {
  free = "RDS rotates the secret itself; the secret is paid for with the database"
}

resource "aws_db_subnet_group" {
  free = "it belongs to the database"
}

resource "aws_db_parameter_group" {
  free = "it belongs to the database"
}

# Backup

resource "aws_backup_vault" {
  item "Backups in the vault" {
    price    = "backup_storage"
    quantity = null
    note     = "how much of a backup is new depends on what changes between two; a copy in another region is paid for there, and its way too"
  }
}

resource "aws_backup_plan" {
  free = "paid for is what it keeps"
}

resource "aws_backup_selection" {
  free = "paid for is what it keeps"
}

resource "aws_backup_vault_lock_configuration" {
  free = "paid for is what is kept"
}

# Logs, alarms, keys

resource "aws_cloudwatch_log_group" {
  # Who writes is read off the name: AWS's services write under fixed prefixes.
  locals {
    flow_logs = startswith(self.name, "/aws/vpc/")
    database  = startswith(self.name, "/aws/rds/") && !endswith(self.name, "/upgrade")
    insights  = startswith(self.name, "/aws/ecs/containerinsights/")
    firewall  = startswith(self.name, "aws-waf-logs-")
    commands  = startswith(self.name, "/aws/ecs/") && endswith(self.name, "/exec")
    service   = !local.commands && !anytrue([for prefix in ["/aws/vpc/", "/aws/rds/", "/aws/ecs/containerinsights/", "aws-waf-logs-"] : startswith(self.name, prefix)])
    services  = contains(keys(root), "aws_ecs_service") ? length(root.aws_ecs_service) : 1
    databases = contains(keys(root), "aws_db_instance") ? length(root.aws_db_instance) : 1
    months    = (self.retention_in_days == 0 ? 365 : self.retention_in_days) * 12 / 365
    kept      = "${self.retention_in_days == 0 ? "after a year" : "once ${self.retention_in_days} days are full"}; as written, while AWS counts them compressed"
  }
  item "Flow logs, taken in" {
    when     = local.flow_logs
    price    = "logs_ingested"
    quantity = usage.flow_logs_gb
  }
  item "Flow logs, kept" {
    when     = local.flow_logs
    price    = "logs_kept"
    quantity = usage.flow_logs_gb * local.months
    note     = local.kept
  }
  item "Logs of the database, taken in" {
    when     = local.database
    price    = "logs_ingested"
    quantity = usage.database_logs_gb / local.databases
  }
  item "Logs of the database, kept" {
    when     = local.database
    price    = "logs_kept"
    quantity = usage.database_logs_gb / local.databases * local.months
    note     = local.kept
  }
  item "Logs of Container Insights, taken in" {
    when     = local.insights
    price    = "logs_ingested"
    quantity = usage.insights_logs_gb
  }
  item "Logs of Container Insights, kept" {
    when     = local.insights
    price    = "logs_kept"
    quantity = usage.insights_logs_gb * local.months
    note     = local.kept
  }
  item "Log of the firewall, taken in" {
    when     = local.firewall
    price    = "logs_ingested"
    quantity = usage.firewall_logs_gb
  }
  item "Log of the firewall, kept" {
    when     = local.firewall
    price    = "logs_kept"
    quantity = usage.firewall_logs_gb * local.months
    note     = local.kept
  }
  item "Logs of the service, taken in" {
    when     = local.service
    price    = "logs_ingested"
    quantity = usage.service_logs_gb / local.services
  }
  item "Logs of the service, kept" {
    when     = local.service
    price    = "logs_kept"
    quantity = usage.service_logs_gb * local.months / local.services
    note     = local.kept
  }
  free = "what is written to it, during upgrades or by those who run commands, is too little to count"
}

resource "aws_cloudwatch_metric_alarm" {
  locals {
    metrics = [for query in self.metric_query : query if length(query.metric) > 0]
    periods = length(self.metric_query) > 0 ? [for query in local.metrics : query.metric[0].period] : [self.period]
  }
  item "Alarm" {
    price    = min(local.periods...) < 60 ? "alarm_high_resolution" : "alarm"
    quantity = length(local.periods)
    note     = "by the metric; without the ten that an account has free"
  }
}

resource "aws_route53_health_check" {
  item "Check from outside" {
    price    = self.type == "HTTPS" ? "health_check_https" : "health_check"
    quantity = 1
    note     = "of something in AWS; by HTTPS it costs more"
  }
}

resource "aws_cloudwatch_composite_alarm" {
  item "Composite alarm" {
    price    = "composite_alarm"
    quantity = 1
  }
}

resource "aws_cloudwatch_dashboard" {
  item "Dashboard" {
    price    = "dashboard"
    quantity = 1
    note     = "an account has three free"
  }
}

resource "aws_sns_topic" {
  free = "an account has 1,000 e-mails a month free, more than alarms should ever send"
}

resource "aws_sns_topic_policy" {
  free = "policies are free of charge"
}

resource "aws_sns_topic_subscription" {
  free = "paid for is what is sent"
}

resource "aws_kms_key" {
  item "KMS key" {
    price    = "kms_key"
    quantity = 1
    note     = self.enable_key_rotation ? "in the first year; each of the first two yearly rotations adds as much" : null
  }
  item "Requests to KMS" {
    price    = "kms_requests"
    quantity = usage.kms_requests / 10 / peers
  }
}

resource "aws_kms_alias" {
  free = "it is a name of a key"
}

# Rights

resource "aws_iam_role" {
  free = "IAM is free of charge"
}

resource "aws_budgets_budget" {
  free = "a budget that only tells is free of charge"
}

resource "aws_scheduler_schedule" {
  free = "14 million invocations a month are free of charge"
}

resource "aws_iam_role_policy" {
  free = "IAM is free of charge"
}

resource "aws_iam_role_policy_attachment" {
  free = "IAM is free of charge"
}

resource "aws_iam_policy" {
  free = "IAM is free of charge"
}

resource "aws_iam_openid_connect_provider" {
  free = "IAM is free of charge"
}

# Remote state

resource "aws_s3_bucket" {
  # What it keeps is read off what stands beside it.
  locals {
    balancer = contains(keys(beside), "aws_lb")
    name     = local.balancer ? "" : self.bucket
    copies   = endswith(local.name, "-replica")
    states   = !local.balancer && !local.copies && !endswith(local.name, "-logs")
    days     = local.balancer ? beside.aws_s3_bucket_lifecycle_configuration[0].rule[0].expiration[0].days : 0
  }
  item "Logs of the load balancer" {
    when     = local.balancer
    price    = "s3_storage"
    quantity = usage.balancer_logs_gb * local.days * 12 / 365
    note     = "once ${local.days} days are full"
  }
  item "Writes of the load balancer's logs" {
    when     = local.balancer
    price    = "s3_writes"
    quantity = local.balancer ? length(beside.aws_lb[0].subnets) * hours * 12 / 1000 : 0
    note     = "a file every five minutes in each zone"
  }
  item "States" {
    when     = local.states
    price    = "s3_storage"
    quantity = 1
    note     = "all states and their earlier versions in 1 GB"
  }
  item "Writes of states" {
    when     = local.states
    price    = "s3_writes"
    quantity = usage.runs * 2 / 1000
    note     = "two a run"
  }
  item "Reads of states" {
    when     = local.states
    price    = "s3_reads"
    quantity = usage.runs * 4 / 1000
    note     = "four a run"
  }
  item "Copies of states" {
    when     = local.copies
    price    = "s3_storage"
    quantity = 1
    note     = "all states and their earlier versions in 1 GB"
  }
  free = "what is written to it is too little to count"
}

resource "aws_s3_bucket_logging" {
  free = "paid for is the bucket that the log goes to"
}

resource "aws_s3_bucket_replication_configuration" {
  free = "states are small: their way to another region costs cents"
}

resource "aws_s3_bucket_lifecycle_configuration" {
  free = "it belongs to the bucket"
}

resource "aws_s3_bucket_ownership_controls" {
  free = "it belongs to the bucket"
}

resource "aws_s3_bucket_policy" {
  free = "it belongs to the bucket"
}

resource "aws_s3_bucket_public_access_block" {
  free = "it belongs to the bucket"
}

resource "aws_s3_bucket_server_side_encryption_configuration" {
  free = "it belongs to the bucket"
}

resource "aws_s3_bucket_versioning" {
  free = "it belongs to the bucket"
}

resource "aws_dynamodb_table" {
  item "Writes of locks" {
    price    = self.billing_mode == "PAY_PER_REQUEST" ? "dynamodb_writes" : "dynamodb_write_capacity"
    quantity = usage.runs * 4 / 1000000 / peers
    note     = "four a run; the table itself weighs nothing"
  }
  item "Reads of locks" {
    price    = self.billing_mode == "PAY_PER_REQUEST" ? "dynamodb_reads" : "dynamodb_read_capacity"
    quantity = usage.runs * 4 / 1000000 / peers
    note     = "four a run"
  }
}
