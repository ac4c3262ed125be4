# A password that is made, handed on and never kept.

provider "aws" {
  region = "eu-central-1"
}

ephemeral "aws_secretsmanager_random_password" "master" {
  count = 1

  password_length     = 48
  exclude_punctuation = true
}

locals {
  password = ephemeral.aws_secretsmanager_random_password.master[0].random_password
}

resource "aws_db_instance" "this" {
  identifier          = "example-test"
  instance_class      = "db.t4g.micro"
  engine              = "postgres"
  allocated_storage   = 20
  username            = "app"
  password_wo         = local.password
  password_wo_version = 1
  skip_final_snapshot = true
}

resource "aws_secretsmanager_secret" "this" {
  name = "example-test"
}

resource "aws_secretsmanager_secret_version" "this" {
  secret_id                = aws_secretsmanager_secret.this.id
  secret_string_wo         = jsonencode({ username = aws_db_instance.this.username, password = local.password })
  secret_string_wo_version = 1
}
