"""Pages of 创建总览 and of the rows behind its numbers."""
