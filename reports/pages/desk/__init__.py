"""今日待办: what office and units have to do today."""
