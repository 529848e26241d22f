"""Tell what works, what is missing and how to mend it."""

import json
import sys
from typing import Any

from django.core.management import BaseCommand
from django.core.management.base import CommandParser

from config import doctor

WORDS = {"ok": "正常", "warning": "注意", "broken": "故障"}


class Command(BaseCommand):
    """`manage.py doctor [--json]`: exit code 1 when something needed is broken."""

    help = "检查运行环境：什么正常，缺什么，怎么补"
    # It must be able to tell what is wrong with an installation that is not in order.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Options of the command."""
        parser.add_argument("--json", action="store_true", help="以 JSON 输出")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the findings."""
        findings = doctor.examine()
        report = doctor.as_json(findings)
        if options["json"]:
            self.stdout.write(json.dumps(report, ensure_ascii=False, indent=2))
        else:
            for finding in findings:
                self.stdout.write(f"[{WORDS[finding.state]}] {finding.name}：{finding.detail}")
                if finding.mend:
                    self.stdout.write(f"       处理：{finding.mend}")
        if not report["ok"]:
            sys.exit(1)
