provider "aws" {
  region = "eu-central-1"
  default_tags {
    tags = { Owner = var.owner }
  }
}

variable "owner" {
  type    = string
  default = "platform"
}

variable "cidr" {
  type    = string
  default = "10.0.0.0/16"
}

variable "name" {
  type    = string
  default = "example"
}

variable "family" {
  type    = string
  default = "postgres16"
}

variable "encrypted" {
  type    = bool
  default = false
}

variable "class" {
  type    = string
  default = "db.t4g.micro"
}

variable "managed" {
  type    = bool
  default = true
}

variable "image" {
  type    = string
  default = "app:1"
}

variable "internal" {
  type    = bool
  default = false
}

variable "threshold" {
  type    = number
  default = 1
}

variable "controller" {
  type    = string
  default = "ECS"
}

variable "alternatives" {
  type    = list(string)
  default = []
}

resource "aws_vpc" "this" {
  cidr_block = var.cidr
}

resource "aws_security_group" "this" {
  name   = var.name
  vpc_id = aws_vpc.this.id
}

resource "aws_lb" "this" {
  name     = var.name
  internal = var.internal
  subnets  = ["subnet-1", "subnet-2"]
}

resource "aws_db_parameter_group" "this" {
  name_prefix = "app-"
  family      = var.family
}

resource "aws_db_instance" "this" {
  instance_class              = var.class
  engine                      = "postgres"
  allocated_storage           = 20
  storage_encrypted           = var.encrypted
  username                    = "app"
  manage_master_user_password = var.managed ? true : null
  password_wo                 = var.managed ? null : "not kept anywhere"
  password_wo_version         = var.managed ? null : 1
  skip_final_snapshot         = true
}

output "secrets" {
  value = aws_db_instance.this.master_user_secret[*].secret_arn
}

resource "aws_ecs_task_definition" "this" {
  family                = "app"
  container_definitions = jsonencode([{ name = "app", image = var.image }])
}

resource "aws_ecs_service" "this" {
  name            = "app"
  task_definition = aws_ecs_task_definition.this.arn
  deployment_controller {
    type = var.controller
  }
}

resource "aws_cloudwatch_metric_alarm" "this" {
  alarm_name          = "errors"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
  metric_name         = "Errors"
  namespace           = "Example"
  period              = 60
  statistic           = "Sum"
  threshold           = var.threshold
}

resource "aws_acm_certificate" "this" {
  domain_name               = "example.com"
  subject_alternative_names = var.alternatives
  validation_method         = "DNS"
}
