"""What may be uploaded: pure checks on names and bytes, without database and settings."""
