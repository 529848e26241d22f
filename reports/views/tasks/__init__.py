"""Pages of 任务."""
