"""Pages of 逾期清单."""
