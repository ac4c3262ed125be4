data "aws_region" "current" {}

data "aws_availability_zones" "available" {
  #checkov:skip=CKV_AWS_394:a subnet stays in its zone, whatever becomes of this list
  state = "available"

  # Without this the list also has local zones, in which neither load balancers nor databases run.
  filter {
    name   = "opt-in-status"
    values = ["opt-in-not-required"]
  }

  lifecycle {
    postcondition {
      condition     = length(self.names) >= var.az_count
      error_message = "This region offers this account ${length(self.names)} zones. Lower az_count, or take another region."
    }
  }
}

locals {
  # What lies in a zone is keyed by a letter of our own, which is known before AWS is asked which zones there are:
  # a new zone or NAT gateway is then an addition, and nothing that exists changes its address.
  #
  # Of the sixteen parts of the range each tier owns four, one of them in reserve; the last four are free.
  zones = {
    for index, key in slice(["a", "b", "c"], 0, var.az_count) : key => {
      name          = data.aws_availability_zones.available.names[index]
      public_cidr   = cidrsubnet(var.vpc_cidr, 4, index)
      private_cidr  = cidrsubnet(var.vpc_cidr, 4, 4 + index)
      database_cidr = cidrsubnet(var.vpc_cidr, 4, 8 + index)
    }
  }
}

#tfsec:ignore:AVD-AWS-0178 they are an option
resource "aws_vpc" "this" {
  #checkov:skip=CKV2_AWS_11:flow logs are an option
  cidr_block           = var.vpc_cidr
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = { Name = var.name }
}

# Every VPC comes with this group. Without rules, what is attached to it by mistake reaches nothing.
resource "aws_default_security_group" "this" {
  vpc_id = aws_vpc.this.id

  tags = { Name = "${var.name}-default-unused" }
}

resource "aws_subnet" "public" {
  for_each = local.zones

  vpc_id                  = aws_vpc.this.id
  availability_zone       = each.value.name
  cidr_block              = each.value.public_cidr
  map_public_ip_on_launch = false

  tags = { Name = "${var.name}-public-${each.key}" }

  # A subnet stays in the zone that it was made in. AWS's list may change: a zone that is down is not in it.
  lifecycle {
    ignore_changes = [availability_zone]
  }
}

resource "aws_subnet" "private" {
  for_each = local.zones

  vpc_id            = aws_vpc.this.id
  availability_zone = each.value.name
  cidr_block        = each.value.private_cidr

  tags = { Name = "${var.name}-private-${each.key}" }

  lifecycle {
    ignore_changes = [availability_zone]
  }
}

resource "aws_subnet" "database" {
  for_each = var.database_subnets ? local.zones : {}

  vpc_id            = aws_vpc.this.id
  availability_zone = each.value.name
  cidr_block        = each.value.database_cidr

  tags = { Name = "${var.name}-database-${each.key}" }

  lifecycle {
    ignore_changes = [availability_zone]
  }
}
