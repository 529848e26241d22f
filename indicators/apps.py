"""App configuration."""

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    """指标与佐证材料."""

    name = "indicators"
    verbose_name = "指标与佐证材料"
