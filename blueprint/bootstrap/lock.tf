# What keeps two runs from changing a state at once, when that is a table. It carries the bucket's name, so that whoever
# knows one knows the other. It holds no state: without it nothing is lost but who is at work.

resource "aws_dynamodb_table" "lock" {
  count = var.state_lock == "dynamodb" ? 1 : 0

  name                        = var.state_bucket
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "LockID"
  deletion_protection_enabled = true

  attribute {
    name = "LockID"
    type = "S"
  }

  point_in_time_recovery {
    enabled = true
  }

  server_side_encryption {
    enabled     = true
    kms_key_arn = aws_kms_key.state.arn
  }
}
