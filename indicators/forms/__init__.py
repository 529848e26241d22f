"""What people fill in for proof, campaigns and imports."""
