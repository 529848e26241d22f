"""Pages of 指标."""
