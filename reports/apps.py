"""App configuration."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """文书与总览."""

    name = "reports"
    verbose_name = "文书与总览"
