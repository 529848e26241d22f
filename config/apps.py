"""The edge as an app, so that its commands (`up`, `doctor`) are found."""

from django.apps import AppConfig


class EdgeConfig(AppConfig):
    """运行环境."""

    name = "config"
    verbose_name = "运行环境"
