"""`seed_demo`: a believable 示例县, its history made through the services."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from reports.services.demo import story
from reports.services.demo.people import CODE
from units import clock
from units.models import County


class Command(BaseCommand):
    """Makes the demo county once."""

    help = "生成演示用的示例县"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take no options for the story itself."""
        parser.add_argument("--reset", action="store_true", help="先清除已有的演示数据")

    def handle(self, *args: Any, **options: Any) -> None:
        """Tell the story, all or nothing, and print the password."""
        if County.objects.filter(code=CODE).exists():
            raise CommandError("示例县已经存在。")
        with transaction.atomic():
            password = story.tell(clock.now(), self.stderr.write)
        self.stdout.write(f"演示账号 office、approver、sifaju 等的密码：{password}")
