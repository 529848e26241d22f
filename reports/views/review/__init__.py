"""Pages of 审核."""
