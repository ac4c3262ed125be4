# What this environment costs, told before the bill tells it. Only spending that carries the tag Environment is counted: an
# environment of this name of another project in the same account would count too.
# https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-create-filters.html

resource "aws_budgets_budget" "this" {
  count = var.budget_monthly == null ? 0 : 1

  name         = local.name
  budget_type  = "COST"
  limit_amount = tostring(var.budget_monthly)
  limit_unit   = "USD"
  time_unit    = "MONTHLY"

  cost_filter {
    name   = "TagKeyValue"
    values = [format("user:Environment$%s", var.environment)]
  }

  notification {
    notification_type          = "ACTUAL"
    comparison_operator        = "GREATER_THAN"
    threshold                  = 80
    threshold_type             = "PERCENTAGE"
    subscriber_email_addresses = [var.alarm_email]
  }

  notification {
    notification_type          = "FORECASTED"
    comparison_operator        = "GREATER_THAN"
    threshold                  = 100
    threshold_type             = "PERCENTAGE"
    subscriber_email_addresses = [var.alarm_email]
  }
}
