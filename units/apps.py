"""App configuration."""

from django.apps import AppConfig


class UnitsConfig(AppConfig):
    """单位与人员."""

    name = "units"
    verbose_name = "单位与人员"
