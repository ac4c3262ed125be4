output "state_bucket" {
  description = "Name of the bucket that keeps the states."
  value       = aws_s3_bucket.state.id
}

output "state_bucket_arn" {
  description = "ARN of the bucket, for the policies of those who may use the states."
  value       = aws_s3_bucket.state.arn
}

output "kms_key_arn" {
  description = "ARN of the key that the states are encrypted with."
  value       = aws_kms_key.state.arn
}

output "access_logs_bucket" {
  description = "Bucket with the log of who reads and writes the states; null without state_access_logs."
  value       = one(aws_s3_bucket.access_logs[*].bucket)
}

output "replica_bucket" {
  description = "Bucket with the copies of the states; null without state_replication_region."
  value       = one(aws_s3_bucket.replica[*].bucket)
}

output "lock_table_arn" {
  description = "ARN of the lock table; null when the lock is a file in the bucket."
  value       = one(aws_dynamodb_table.lock[*].arn)
}

output "backend" {
  description = "backend.tf of this root itself, to be written once the bucket exists (see README.md)."
  value       = <<-EOT
    terraform {
      backend "s3" {
        bucket     = "${var.state_bucket}"
        key        = "${var.project}/bootstrap/terraform.tfstate"
        region     = "${var.region}"
        encrypt    = true
        kms_key_id = "${aws_kms_alias.state.name}"

        ${var.state_lock == "dynamodb" ? "dynamodb_table = \"${var.state_bucket}\"" : "use_lockfile = true"}
      }
    }
  EOT
}

output "plan_role_arn" {
  description = "Role that the pipeline plans with, to be told to it as AWS_PLAN_ROLE_ARN; null without a repository."
  value       = one(aws_iam_role.plan[*].arn)
}

output "apply_role_arns" {
  description = "Roles that the pipeline applies with, by environment, to be told to it as each environment's AWS_APPLY_ROLE_ARN."
  value       = { for name, role in aws_iam_role.apply : name => role.arn }
}
