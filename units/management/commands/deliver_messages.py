"""`manage.py deliver_messages [--now MOMENT] [--json]`: send what waits."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from units import clock
from units.choices import DeliveryState
from units.management.options import as_json, moment
from units.services.delivery import deliver


class Command(BaseCommand):
    """Send what waits, as the job does."""

    help = "发送等待中的消息"

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the options."""
        parser.add_argument("--now", type=moment, help="以这一时刻办理，如 2026-03-31T09:00")
        parser.add_argument("--json", action="store_true", help="以 JSON 输出结果")

    def handle(self, *args: Any, **options: Any) -> None:
        """Deliver and print how many messages ended in which state."""
        ended = deliver(options["now"] or clock.now())
        if options["json"]:
            self.stdout.write(as_json(ended))
            return
        words = [f"{DeliveryState(state).label} {count} 封" for state, count in ended.items()]
        self.stdout.write("，".join(words) or "没有需要发送的消息")
