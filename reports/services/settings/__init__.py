"""设置 of the office that documents and reminders depend on."""
