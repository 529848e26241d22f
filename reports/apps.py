"""App configuration."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """文书与总览."""

    name = "reports"
    verbose_name = "文书与总览"

    def ready(self) -> None:
        """Give the audit page the words of this app's acts."""
        from reports.audit_words import WORDS
        from units.audit_words import add_words

        add_words(WORDS)
