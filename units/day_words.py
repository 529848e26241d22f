"""How a day is written in a sentence."""

from datetime import date


def day_cn(day: date) -> str:
    """Return 2026年11月25日, as documents write it (GB/T 15835 for dates in running text)."""
    return f"{day.year}年{day.month}月{day.day}日"
