# tflint-ignore-file: terraform_standard_module_structure # the options are many: one file per subject

variable "db_read_replicas" {
  description = "Copies of the database that answer reads, a moment behind. The service finds their hosts in DB_READER_HOSTS, parted by commas, and the same secret opens them. Each costs as much as a database without a standby."
  type        = number
  default     = 0
  nullable    = false

  # https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_StopInstance.html
  validation {
    condition     = var.night_off && var.db_enabled ? var.db_read_replicas == 0 : true
    error_message = "AWS stops no database that has read replicas, and so not at night. Set db_read_replicas = 0, or night_off = false."
  }
}

variable "db_replica_instance_class" {
  description = "Size of the read replicas. Null: that of the database."
  type        = string
  default     = null
}
