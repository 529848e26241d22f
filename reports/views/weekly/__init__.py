"""Pages of 每周调度表."""
