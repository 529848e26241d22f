"""Pages of people, units, messages and audit."""
