# What ECS turns when it goes over from the blue group to the green one, or back. The rule stands before the listener's default.
# https://docs.aws.amazon.com/AmazonECS/latest/developerguide/alb-resources-for-blue-green.html

resource "aws_lb_listener_rule" "production" {
  count = var.blue_green ? 1 : 0

  listener_arn = local.https ? aws_lb_listener.https[0].arn : aws_lb_listener.http.arn
  priority     = 50000

  condition {
    path_pattern {
      values = ["/*"]
    }
  }

  action {
    type = "forward"

    forward {
      target_group {
        arn    = aws_lb_target_group.this["blue"].arn
        weight = 100
      }

      target_group {
        arn    = aws_lb_target_group.this["green"].arn
        weight = 0
      }
    }
  }

  tags = { Name = var.name }

  lifecycle {
    # Which of them has the traffic is ECS's to say.
    ignore_changes = [action]
  }
}
