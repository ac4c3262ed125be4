# Everything that the pipeline runs and that others wrote, in the one version that was looked at: raising one is a line
# here. An action is pinned by its commit, because a tag can be moved; a tool by the SHA-256 of its archive, as the
# checksum file of its release has it. Read off the releases in August 2026. What comes from PyPI is pinned by its version,
# which cannot be replaced there, and what that needs by the day after which nothing is taken.

locals {
  actions = {
    checkout        = { name = "actions/checkout", version = "v7.0.1", commit = "3d3c42e5aac5ba805825da76410c181273ba90b1" }
    cache           = { name = "actions/cache", version = "v5.0.5", commit = "27d5ce7f107fe9357f9df03efb73ab90386fccae" }
    credentials     = { name = "aws-actions/configure-aws-credentials", version = "v6.2.3", commit = "e6de054238d6b7531b4efff3b6587d9aade6a06c" }
    download        = { name = "actions/download-artifact", version = "v8", commit = "3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c" }
    upload          = { name = "actions/upload-artifact", version = "v7.0.0", commit = "bbbca2ddaa5d8feaa63e36b76fdaad77386f024f" }
    setup_terraform = { name = "hashicorp/setup-terraform", version = "v4.0.1", commit = "dfe3c3f87815947d99a8997f908cb6525fc44e9e" }
  }

  hooks = {
    name    = "antonbabenko/pre-commit-terraform"
    version = "v1.109.0"
    commit  = "581213484f4262600d17c71e272176d4eb6724a5"
  }

  tools = {
    terraform_docs = {
      name    = "terraform-docs"
      version = "v0.21.0"
      archive = "https://github.com/terraform-docs/terraform-docs/releases/download/v0.21.0/terraform-docs-v0.21.0-linux-amd64.tar.gz"
      sha256  = "2fdd81b8d21ff1498cd559af0dcc5d155835f84600db06d3923e217124fc735a"
    }
    tflint = {
      name    = "tflint"
      version = "v0.64.0"
      archive = "https://github.com/terraform-linters/tflint/releases/download/v0.64.0/tflint_linux_amd64.zip"
      sha256  = "cca9d13e2e1d7a2c627af60ff899a3c9b74212899416aeb96ec764d2ef954537"
    }
    tfsec = {
      name    = "tfsec"
      version = "v1.28.14"
      archive = "https://github.com/aquasecurity/tfsec/releases/download/v1.28.14/tfsec_1.28.14_linux_amd64.tar.gz"
      sha256  = "329ae7f67f2f1813ebe08de498719ea7003c75d3ca24bb0b038369062508008e"
    }
    trivy = {
      name    = "trivy"
      version = "v0.74.0"
      archive = "https://github.com/aquasecurity/trivy/releases/download/v0.74.0/trivy_0.74.0_Linux-64bit.tar.gz"
      sha256  = "2ae6fe3ee734b7fdf11335663e18c75ea12dccc76062f09f164a3b0f8be4371a"
    }
  }

  # Where GitLab's jobs run. A tag can be moved: put the digest that your registry shows in its place.
  image = "debian:13-slim"

  checkov = { version = "3.3.30", uv = "0.13.9", until = "2026-11-01T00:00:00Z" }
}
