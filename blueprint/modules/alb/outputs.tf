output "url" {
  description = "Where the service is reached."
  value       = "${local.https ? "https" : "http"}://${var.domain_name == null ? aws_lb.this.dns_name : var.domain_name}"
}

output "dns_name" {
  description = "AWS's name of the load balancer. A domain outside Route 53 points to it with a CNAME record."
  value       = aws_lb.this.dns_name
}

output "arn" {
  description = "ARN of the load balancer."
  value       = aws_lb.this.arn
}

output "arn_suffix" {
  description = "How CloudWatch's metrics name the load balancer."
  value       = aws_lb.this.arn_suffix
}

output "requests_label" {
  description = "How autoscaling names the load balancer and its target group."
  value       = "${aws_lb.this.arn_suffix}/${aws_lb_target_group.this["blue"].arn_suffix}"
}

output "target_group_arn_suffixes" {
  description = "How CloudWatch's metrics name the target groups of the service that answers by default."
  value       = { for key, group in aws_lb_target_group.this : key => group.arn_suffix if !contains(keys(var.services), key) }
}

output "security_group_id" {
  description = "Security group of the load balancer."
  value       = aws_security_group.this.id
}

output "logs_bucket" {
  description = "Bucket of the load balancer's own logs; null when it writes none."
  value       = one(aws_s3_bucket.logs[*].bucket)
}

output "target_group_arn" {
  description = "Group that the targets register in. It is ready once a listener forwards to it."
  value       = aws_lb_target_group.this["blue"].arn

  # A service cannot register in a group that no listener uses. Whoever reads this value waits for them.
  depends_on = [aws_lb_listener.http, aws_lb_listener.https]
}

output "services" {
  description = "The target groups of the other services, by name. They are ready once a rule forwards to them."
  value = { for name in keys(var.services) : name => {
    target_group_arn        = aws_lb_target_group.this[name].arn
    target_group_arn_suffix = aws_lb_target_group.this[name].arn_suffix
  } }

  depends_on = [aws_lb_listener_rule.service]
}

output "blue_green" {
  description = "What blue/green deployments turn: the other target group and the listener's rule. Null without blue_green."
  value = var.blue_green ? {
    target_group_arn  = aws_lb_target_group.this["green"].arn
    listener_rule_arn = aws_lb_listener_rule.production[0].arn
  } : null
}
