"""App configuration."""

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    """指标与佐证材料."""

    name = "indicators"
    verbose_name = "指标与佐证材料"

    def ready(self) -> None:
        """Give the audit page the words of this app's acts."""
        from indicators.audit_words import WORDS
        from units.audit_words import add_words

        add_words(WORDS)
