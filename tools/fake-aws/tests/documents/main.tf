provider "aws" {
  region = "eu-central-1"
}

data "aws_iam_policy_document" "all" {
  policy_id = "everything"

  statement {
    sid       = "One"
    actions   = ["s3:GetObject"]
    resources = ["arn:aws:s3:::example/&{aws:username}/*"]
  }

  statement {
    sid           = "Several"
    effect        = "Deny"
    not_actions   = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"]
    not_resources = ["arn:aws:s3:::a", "arn:aws:s3:::b"]

    principals {
      type        = "Service"
      identifiers = ["a.amazonaws.com", "b.amazonaws.com"]
    }
    principals {
      type        = "AWS"
      identifiers = ["123456789012"]
    }

    condition {
      test     = "StringLike"
      variable = "aws:SourceArn"
      values   = ["first", "<second>"]
    }
    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
    condition {
      test     = "StringLike"
      variable = "aws:PrincipalOrgID"
      values   = ["o-1"]
    }
  }

  statement {
    actions   = ["*"]
    resources = ["*"]
    principals {
      type        = "*"
      identifiers = ["*"]
    }
  }
}

data "aws_iam_policy_document" "merged" {
  source_policy_documents = [
    jsonencode({
      Version   = "2012-10-17"
      Statement = [{ Effect = "Allow", Sid = "Kept", Action = ["b", "a"], Resource = "*" }]
    }),
    jsonencode({
      Version   = "2012-10-17"
      Statement = [{ Sid = "Replaced", Effect = "Allow", Action = "a", Resource = "*", Principal = { AWS = ["1", "2"] }, Condition = { Bool = { "aws:SecureTransport" = [true] } } }]
    }),
  ]
  override_policy_documents = [
    jsonencode({ Statement = [{ Sid = "Replaced", Effect = "Deny", Action = "a", Resource = "*", Principal = "*" }] }),
  ]

  statement {
    actions   = ["c"]
    resources = ["*"]
  }
}

data "aws_iam_policy_document" "none" {}
