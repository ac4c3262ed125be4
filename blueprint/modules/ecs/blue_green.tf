# What ECS may do to the load balancer while it turns from blue to green: AWS's own policy for just that.
# https://docs.aws.amazon.com/AmazonECS/latest/developerguide/AmazonECSInfrastructureRolePolicyForLoadBalancers.html

resource "aws_iam_role" "blue_green" {
  count = var.blue_green == null ? 0 : 1

  name        = "${var.name}-blue-green"
  description = "Lets ECS turn the load balancer of ${var.name} from one target group to the other"

  permissions_boundary = var.permissions_boundary_arn

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "ecs.amazonaws.com" }
      Condition = {
        StringEquals = { "aws:SourceAccount" = data.aws_caller_identity.current.account_id }
      }
    }]
  })
}

resource "aws_iam_role_policy_attachment" "blue_green" {
  count = var.blue_green == null ? 0 : 1

  role       = aws_iam_role.blue_green[0].name
  policy_arn = "arn:${data.aws_partition.current.partition}:iam::aws:policy/AmazonECSInfrastructureRolePolicyForLoadBalancers"
}
