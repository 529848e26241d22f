"""Pages of 督办单."""
