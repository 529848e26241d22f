"""Forms of the task pages: they read input; rules are the services'."""
