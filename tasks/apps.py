"""App configuration."""

from django.apps import AppConfig


class TasksConfig(AppConfig):
    """任务."""

    name = "tasks"
    verbose_name = "任务"

    def ready(self) -> None:
        """Give the audit page the words of this app's acts, and units what keeps them open."""
        from tasks.audit_words import WORDS
        from tasks.services.leaving import open_parts
        from units.audit_words import add_words
        from units.services.bodies import before_close

        add_words(WORDS)
        before_close.append(open_parts)
