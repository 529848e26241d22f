"""`manage.py create_admin KIND [--username NAME] [--name NAME] [--replace] [--json]`."""

from argparse import ArgumentTypeError
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandParser

from units import clock
from units.choices import UserKind
from units.forms.people import ACCOUNT
from units.management.options import as_json, refusals
from units.services.administrators import create_admin

KINDS = [kind.value for kind in UserKind if kind != UserKind.BUSINESS]


def account(text: str) -> str:
    """Read an account name by the rule of the pages."""
    try:
        ACCOUNT(text)
    except ValidationError as error:
        raise ArgumentTypeError(f"“{text[:30]}”不能用作账号：{error.messages[0]}。") from error
    return text


class Command(BaseCommand):
    """Make the first administrator of a kind and print the password once."""

    help = "设立系统管理员、审计员或安全管理员，密码只显示一次"

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the options."""
        parser.add_argument(
            "kind", choices=KINDS, help="sysadmin 系统管理员，auditor 审计员，secadmin 安全管理员"
        )
        parser.add_argument("--username", type=account, help="账号，默认与类别同名")
        parser.add_argument("--name", help="姓名，默认为类别名称")
        parser.add_argument("--replace", action="store_true", help="停用原有的同类管理员")
        parser.add_argument("--json", action="store_true", help="以 JSON 输出结果")

    def handle(self, *args: Any, **options: Any) -> None:
        """Create and print account and password."""
        kind = options["kind"]
        with refusals():
            user, word = create_admin(
                kind=kind,
                username=options["username"] or kind,
                name=options["name"] or UserKind(kind).label,
                now=clock.now(),
                replace=options["replace"],
            )
        if options["json"]:
            self.stdout.write(as_json({"username": user.username, "password": word}))
            return
        self.stdout.write(
            f"账号 {user.username}，一次性密码 {word}（只显示这一次，首次登录须修改）"
        )
