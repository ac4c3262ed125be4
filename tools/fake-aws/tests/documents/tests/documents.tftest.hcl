# The order of members, the lists from Z to A, what collapses to a string and what is escaped: all as in the provider's
# own code (internal/service/iam/policy_model.go and policy_document_data_source.go).

run "documents" {
  command = plan

  assert {
    condition = data.aws_iam_policy_document.all.json == chomp(
      <<-EOT
      {
        "Version": "2012-10-17",
        "Id": "everything",
        "Statement": [
          {
            "Sid": "One",
            "Effect": "Allow",
            "Action": "s3:GetObject",
            "Resource": "arn:aws:s3:::example/$${aws:username}/*"
          },
          {
            "Sid": "Several",
            "Effect": "Deny",
            "NotAction": [
              "s3:PutObject",
              "s3:GetObject",
              "s3:DeleteObject"
            ],
            "NotResource": [
              "arn:aws:s3:::b",
              "arn:aws:s3:::a"
            ],
            "Principal": {
              "AWS": "123456789012",
              "Service": [
                "b.amazonaws.com",
                "a.amazonaws.com"
              ]
            },
            "Condition": {
              "Bool": {
                "aws:SecureTransport": "false"
              },
              "StringLike": {
                "aws:PrincipalOrgID": "o-1",
                "aws:SourceArn": [
                  "first",
                  "\u003csecond\u003e"
                ]
              }
            }
          },
          {
            "Effect": "Allow",
            "Action": "*",
            "Resource": "*",
            "Principal": "*"
          }
        ]
      }
      EOT
    )
    error_message = data.aws_iam_policy_document.all.json
  }
  assert {
    condition     = data.aws_iam_policy_document.merged.minified_json == "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"Kept\",\"Effect\":\"Allow\",\"Action\":[\"b\",\"a\"],\"Resource\":\"*\"},{\"Sid\":\"Replaced\",\"Effect\":\"Deny\",\"Action\":\"a\",\"Resource\":\"*\",\"Principal\":\"*\"},{\"Effect\":\"Allow\",\"Action\":\"c\",\"Resource\":\"*\"}]}"
    error_message = data.aws_iam_policy_document.merged.minified_json
  }
  assert {
    condition     = data.aws_iam_policy_document.none.minified_json == "{\"Version\":\"2012-10-17\"}"
    error_message = data.aws_iam_policy_document.none.minified_json
  }
}
