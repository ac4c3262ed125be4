output "vpc_id" {
  description = "The VPC."
  value       = aws_vpc.this.id
}

output "public_subnet_ids" {
  description = "Public subnets, one per zone."
  value       = [for subnet in aws_subnet.public : subnet.id]
}

output "private_subnet_ids" {
  description = "Private subnets, one per zone, with a way out by NAT unless nat_mode is \"none\"."
  value       = [for subnet in aws_subnet.private : subnet.id]
}

output "database_subnet_ids" {
  description = "Subnets for a database, one per zone, without a way out. Empty without database_subnets."
  value       = [for subnet in aws_subnet.database : subnet.id]
}

output "endpoint_security_group_ids" {
  description = "Security group of the endpoints: one, or none without endpoints."
  value       = aws_security_group.endpoints[*].id
}

output "s3_prefix_list_id" {
  description = "Prefix list of S3, which the private subnets reach by an endpoint."
  value       = aws_vpc_endpoint.s3.prefix_list_id
}

output "nat_public_ips" {
  description = "Public addresses that the private subnets are seen from, by zone. Partners who filter by address need them."
  value       = { for key, address in aws_eip.nat : key => address.public_ip }
}

output "nat_gateway_ids" {
  description = "NAT gateways, by zone."
  value       = { for key, gateway in aws_nat_gateway.this : key => gateway.id }
}
