"""App configuration."""

from django.apps import AppConfig


class TasksConfig(AppConfig):
    """任务."""

    name = "tasks"
    verbose_name = "任务"

    def ready(self) -> None:
        """Give `units` what it cannot know: words of acts, and what holds a unit open."""
        from tasks.audit_words import WORDS
        from tasks.services.closing_units import open_parts_of
        from units.audit_words import add_words
        from units.services.bodies import before_close

        add_words(WORDS)
        before_close.append(open_parts_of)
