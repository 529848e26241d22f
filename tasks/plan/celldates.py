"""Spreadsheet values as the cell displays them."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from tasks.plan.numerals import chinese_of

# Built-in number formats whose look depends on the machine; here as Chinese Excel and WPS show them.
_BUILT_IN = {
    14: "yyyy/m/d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    22: "yyyy/m/d h:mm",
    27: 'yyyy"年"m"月"',
    28: 'm"月"d"日"',
    29: 'm"月"d"日"',
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    36: 'yyyy"年"m"月"',
    50: 'yyyy"年"m"月"',
    51: 'm"月"d"日"',
    52: 'yyyy"年"m"月"',
    53: 'm"月"d"日"',
    54: 'm"月"d"日"',
    55: 'yyyy"年"m"月"',
    56: 'm"月"d"日"',
    57: 'yyyy"年"m"月"',
    58: 'm"月"d"日"',
}
_PART = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.|y+|m+|d+|h+|s+|AM/PM|.', re.IGNORECASE)
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_CHINESE = str.maketrans("0123456789", "〇一二三四五六七八九")


def shown(value: object, number_format: str, format_id: int = 0) -> str:
    """The words a cell shows for its value. Numbers lose a needless .0; dates follow the format."""
    if value is None or isinstance(value, bool):
        return "" if value is None else ("TRUE" if value else "FALSE")
    if isinstance(value, datetime | date):
        return _date_words(value, _BUILT_IN.get(format_id, number_format))
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, int | float):
        return _number_words(value, number_format)
    return str(value)


_COUNT = re.compile(r'(?:"(?P<before>[^"]*)")?(?P<figures>0+)(?:"(?P<after>[^"]*)")?')


def _number_words(value: float, number_format: str) -> str:
    count = _COUNT.fullmatch(number_format)
    if count and value == int(value):
        figures = str(int(value)).zfill(len(count["figures"]))
        return f"{count['before'] or ''}{figures}{count['after'] or ''}"
    percent = re.fullmatch(r"0(?:\.(0+))?%", number_format)
    if percent:
        return f"{value * 100:.{len(percent[1] or '')}f}%"
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else f"{value:.10g}"


def _date_words(value: date, number_format: str) -> str:
    pattern = number_format.split(";")[0]
    if pattern.lower() in ("general", "@", "") or not re.search("[ymd]", pattern, re.IGNORECASE):
        pattern = "yyyy/m/d"
    chinese = "DBNum1" in pattern
    words, hours = "", False
    for part in _PART.findall(pattern):
        words += _part_words(part, value, hours, chinese)
        hours = part.lower().startswith("h") or (hours and not part.isalpha())
    return words.strip()


def _part_words(part: str, value: date, hours: bool, chinese: bool) -> str:
    kind = part[0].lower()
    if part[0] == '"':
        return part[1:-1]
    if part[0] == "\\":
        return part[1:]
    if part[0] in "[_*":
        return ""
    if kind == "y":
        year = f"{value.year:04d}"[0 if len(part) > 2 else 2 :]
        return year.translate(_CHINESE) if chinese else year
    if kind in "hs" or (kind == "m" and hours and len(part) < 3):
        figure = {"h": "hour", "s": "second", "m": "minute"}[kind]
        return f"{getattr(value, figure, 0):0{min(len(part), 2)}d}"
    if kind in "md":
        return _month_or_day(part, value, chinese)
    return part


def _month_or_day(part: str, value: date, chinese: bool) -> str:
    number = value.month if part[0].lower() == "m" else value.day
    if len(part) >= 3:
        return _MONTHS[value.month - 1] if part[0].lower() == "m" else ""
    if chinese:
        return chinese_of(number)
    return f"{number:0{len(part)}d}"
