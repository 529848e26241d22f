"""Pages of 工作专报 and 年度报告."""
