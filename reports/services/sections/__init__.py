"""专报 and 年度报告: compiled from figures, worded in sections; then letters like any other."""
