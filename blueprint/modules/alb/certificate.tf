# The certificate and the record of the domain, when its zone is ours.

data "aws_route53_zone" "this" {
  count = var.hosted_zone_name == null ? 0 : 1

  name         = var.hosted_zone_name
  private_zone = false
}

resource "aws_acm_certificate" "this" {
  count = local.make_certificate ? 1 : 0

  domain_name       = var.domain_name
  validation_method = "DNS"

  # A new domain's certificate must exist before the listener lets go of the old one.
  lifecycle {
    create_before_destroy = true
  }
}

locals {
  # The certificate has a single name, hence a single record that proves it.
  validation = local.make_certificate ? tolist(aws_acm_certificate.this[0].domain_validation_options)[0] : null
}

resource "aws_route53_record" "validation" {
  count = local.make_certificate ? 1 : 0

  zone_id = data.aws_route53_zone.this[0].zone_id
  name    = local.validation.resource_record_name
  type    = local.validation.resource_record_type
  records = [local.validation.resource_record_value]
  ttl     = 60

  # ACM gives every certificate of a name in one account the same record, and another environment may have made it.
  allow_overwrite = true
}

# Done when ACM has seen the record: what uses this certificate waits for it.
resource "aws_acm_certificate_validation" "this" {
  count = local.make_certificate ? 1 : 0

  certificate_arn         = aws_acm_certificate.this[0].arn
  validation_record_fqdns = [aws_route53_record.validation[0].fqdn]
}

resource "aws_route53_record" "this" {
  count = var.hosted_zone_name == null ? 0 : 1

  zone_id = data.aws_route53_zone.this[0].zone_id
  name    = var.domain_name
  type    = "A"

  alias {
    name                   = aws_lb.this.dns_name
    zone_id                = aws_lb.this.zone_id
    evaluate_target_health = true
  }
}
