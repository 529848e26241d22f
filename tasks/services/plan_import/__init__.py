"""导入工作要点: read, look, decide, then all tasks become drafts or none does."""
