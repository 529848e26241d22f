"""App configuration."""

from django.apps import AppConfig


class TasksConfig(AppConfig):
    """任务."""

    name = "tasks"
    verbose_name = "任务"

    def ready(self) -> None:
        """Give the audit page the words of this app's acts."""
        from tasks.audit_words import WORDS
        from units.audit_words import add_words

        add_words(WORDS)
