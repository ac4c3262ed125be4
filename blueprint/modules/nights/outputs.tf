output "schedules" {
  description = "The schedules by what they do: stop-tasks, start-tasks, stop-database, start-database."
  value       = { for key, schedule in aws_scheduler_schedule.this : key => schedule.name }
}
