# The first page to open when something is wrong: what users get, what runs, what runs out, from top to bottom.
# https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html

locals {
  balancer = ["LoadBalancer", var.alb_arn_suffix]
  database = ["DBInstanceIdentifier", var.db_identifier]

  panels = [for panel in [
    {
      title   = "Requests and errors"
      shown   = true
      stat    = "Sum"
      metrics = [for name in ["RequestCount", "HTTPCode_Target_5XX_Count", "HTTPCode_ELB_5XX_Count"] : concat(["AWS/ApplicationELB", name], local.balancer)]
    },
    {
      title   = "Seconds to an answer"
      shown   = true
      stat    = "p95"
      metrics = [for stat in ["p50", "p95", "p99"] : concat(["AWS/ApplicationELB", "TargetResponseTime"], local.balancer, [{ stat = stat, label = stat }])]
    },
    {
      title   = "Targets, healthy and not"
      shown   = true
      stat    = "Maximum"
      metrics = [for pair in setproduct(["HealthyHostCount", "UnHealthyHostCount"], flatten([for service in local.services : values(service.target_groups)])) : concat(["AWS/ApplicationELB", pair[0], "TargetGroup", pair[1]], local.balancer)]
    },
    {
      title   = "CPU and memory of the service${length(var.services) == 0 ? "" : "s"}, %"
      shown   = true
      stat    = "Average"
      metrics = [for pair in setproduct(["CPUUtilization", "MemoryUtilization"], [for service in local.services : service.service_name]) : ["AWS/ECS", pair[0], "ClusterName", var.ecs_cluster_name, "ServiceName", pair[1]]]
    },
    {
      title   = "CPU of the database, %, and its connections"
      shown   = var.db_identifier != null
      stat    = "Average"
      metrics = [for name in ["CPUUtilization", "DatabaseConnections"] : concat(["AWS/RDS", name], local.database)]
    },
    {
      title   = "Free storage of the database, bytes"
      shown   = var.db_identifier != null
      stat    = "Minimum"
      metrics = [concat(["AWS/RDS", "FreeStorageSpace"], local.database)]
    },
    {
      title   = "Seconds that read replicas are behind"
      shown   = length(var.db_replica_identifiers) > 0
      stat    = "Maximum"
      metrics = [for identifier in values(var.db_replica_identifiers) : ["AWS/RDS", "ReplicaLag", "DBInstanceIdentifier", identifier]]
    },
    {
      title   = "Through NAT, bytes, and connections without a port"
      shown   = length(var.nat_gateway_ids) > 0
      stat    = "Sum"
      metrics = [for pair in setproduct(["BytesOutToDestination", "ErrorPortAllocation"], values(var.nat_gateway_ids)) : ["AWS/NATGateway", pair[0], "NatGatewayId", pair[1]]]
    },
  ] : panel if panel.shown]
}

resource "aws_cloudwatch_dashboard" "this" {
  count = var.dashboard ? 1 : 0

  dashboard_name = var.name

  # Two panels in a row of 24 columns.
  dashboard_body = jsonencode({
    widgets = [for index, panel in local.panels : {
      type   = "metric"
      x      = index % 2 * 12
      y      = floor(index / 2) * 6
      width  = 12
      height = 6
      properties = {
        title   = panel.title
        region  = data.aws_region.current.region
        stat    = panel.stat
        period  = 60
        metrics = panel.metrics
      }
    }]
  })
}
