"""Ledgers for download."""
