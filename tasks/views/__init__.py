"""Pages of the app `tasks`."""
