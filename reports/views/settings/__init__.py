"""Pages of 设置."""
