"""`manage.py api_token USERNAME [--scope read|act] [--days N] [--seat ID]`: print a token once."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from units import clock, sessions
from units.choices import TokenScope, UserKind
from units.models import Membership, User
from units.services.tokens import issue_token

MAX_DAYS = 366


class Command(BaseCommand):
    """Make a token for a seat of a business person."""

    help = "为业务用户的任职生成接口令牌，只显示一次"

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the options."""
        parser.add_argument("username", help="账号")
        parser.add_argument("--scope", choices=TokenScope.values, default=TokenScope.READ.value)
        parser.add_argument("--days", type=int, default=90, help=f"有效天数，1 至 {MAX_DAYS}")
        parser.add_argument("--seat", type=int, help="任职编号，默认为第一个")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the token on standard output, the seat it acts for on standard error."""
        if not 1 <= options["days"] <= MAX_DAYS:
            raise CommandError(f"有效天数应为 1 至 {MAX_DAYS}。")
        seat = self._seat(options["username"], options["seat"])
        key = issue_token(seat=seat, scope=options["scope"], days=options["days"], now=clock.now())
        self.stderr.write(f"以“{seat}”的身份使用，{options['days']} 天内有效，只显示这一次：")
        self.stdout.write(key)

    def _seat(self, username: str, chosen: int | None) -> Membership:
        user = User.objects.filter(username=username, is_active=True).first()
        if user is None:
            raise CommandError(f"没有在用的账号“{username}”。")
        if user.kind != UserKind.BUSINESS:
            raise CommandError("管理员不能使用业务接口，不生成令牌。")
        seats = sessions.seats_of(user, clock.today())
        found = next((seat for seat in seats if chosen in (None, seat.pk)), None)
        if found is None:
            raise CommandError(f"账号“{username}”没有这个任职，请先添加任职。")
        return found
