"""Pages of 本单位任务."""
