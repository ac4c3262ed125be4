# Which paths lead to which service. What no rule takes goes to the service that answers by default.
# https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html#path-conditions

locals {
  # HTTP that is redirected needs no rules: the request comes again by HTTPS.
  forwarding = merge(
    local.https ? { https = aws_lb_listener.https[0].arn } : {},
    var.allow_http ? { http = aws_lb_listener.http.arn } : {},
  )
}

resource "aws_lb_listener_rule" "service" {
  for_each = merge([
    for listener, arn in local.forwarding : { for name, service in var.services : "${name}-${listener}" => { listener_arn = arn, service = name } }
  ]...)

  listener_arn = each.value.listener_arn
  priority     = var.services[each.value.service].priority

  condition {
    path_pattern {
      values = var.services[each.value.service].path_patterns
    }
  }

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.this[each.value.service].arn
  }

  tags = { Name = "${var.name}-${each.value.service}" }
}
