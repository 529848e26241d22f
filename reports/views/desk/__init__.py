"""Pages of 今日待办."""
