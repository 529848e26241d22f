"""What commands share: options for the day and the moment, and results on standard output."""

import argparse
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from units.errors import NotDone


def moment(text: str) -> datetime:
    """Read `--now`: an ISO date and time; without zone it is Beijing time."""
    try:
        value = parse_datetime(text)
    except ValueError:
        value = None
    if value is None:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期时间，请写成 2026-03-31T09:00。")
    return value if timezone.is_aware(value) else timezone.make_aware(value)


def day(text: str) -> date:
    """Read `--today`: an ISO date."""
    try:
        value = parse_date(text)
    except ValueError:
        value = None
    if value is None:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期，请写成 2026-03-31。")
    return value


def as_json(result: Any) -> str:
    """Return the JSON that `--json` prints."""
    return json.dumps(result, ensure_ascii=False, default=str)


@contextmanager
def refusals() -> Iterator[None]:
    """Turn a refusal into exit code 1 with its sentence."""
    try:
        yield
    except NotDone as refusal:
        raise CommandError(refusal.message) from refusal
