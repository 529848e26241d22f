"""What commands share: options for the day and the moment, and results on standard output."""

import argparse
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from units.errors import NotDone

YEARS = range(2000, 2100)


def moment(text: str) -> datetime:
    """Read `--now`: an ISO date and time; without zone it is Beijing time."""
    try:
        value = parse_datetime(text)
    except ValueError:
        value = None
    if value is None:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期时间，请写成 2026-03-31T09:00。")
    _refuse_far(value.date())
    return value if timezone.is_aware(value) else timezone.make_aware(value)


def day(text: str) -> date:
    """Read `--today`: an ISO date."""
    try:
        value = parse_date(text)
    except ValueError:
        value = None
    if value is None:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期，请写成 2026-03-31。")
    _refuse_far(value)
    return value


def month(text: str) -> date:
    """Read `--period` (2026-11) as the first day of the month."""
    try:
        value = date.fromisoformat(f"{text}-01")
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"“{text}”不是月份，请写成 2026-11。") from error
    _refuse_far(value)
    return value


def year(text: str) -> int:
    """Read `--year`."""
    value = int(text) if text.isascii() and text.isdecimal() and len(text) == 4 else 0
    if value not in YEARS:
        raise argparse.ArgumentTypeError(f"“{text[:20]}”不是年份，请写成 2026。")
    return value


def _refuse_far(value: date) -> None:
    # Counting workdays from the ends of the calendar would leave it.
    if value.year not in YEARS:
        raise argparse.ArgumentTypeError(
            f"“{value.year}年”不在 {YEARS[0]} 年至 {YEARS[-1]} 年之间，请核对。"
        )


def contents(path: Path) -> bytes:
    """Return what a file holds, in bytes; exit code 1 with one sentence where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        name = path.name if len(path.name) <= 50 else f"{path.name[:50]}…"
        raise CommandError(f"没有找到文件“{name}”，或者无法读取，请检查路径。") from error


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
