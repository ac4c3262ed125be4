output "web_acl_arn" {
  description = "The firewall. It can stand before other load balancers of this region too."
  value       = aws_wafv2_web_acl.this.arn
}

output "log_group_name" {
  description = "Log group of what was blocked or counted."
  value       = aws_cloudwatch_log_group.this.name
}
