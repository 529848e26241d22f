"""Indicator tables as counties keep them in Excel: reading them, and the template to fill in."""
