"""Template tags of the product's look: icons, bars and the way dates, days and sizes are worded."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django import template
from django.core.paginator import Page
from django.http import QueryDict
from django.template.context import Context
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from units.day_words import day_cn, moment_cn, short_day_cn

register = template.Library()

WEEKDAYS = "一二三四五六日"
METER_KINDS = ("done", "late", "soon", "ok", "hold")


@register.simple_tag
def icon(name: str, css: str = "", label: str = "") -> SafeString:
    """The symbol `name` of static/icons.svg as an inline `<svg>`.

    `css` adds classes (`ic-12`, `red`). Without `label` the icon is hidden from screen readers,
    because a word stands beside it; with `label` it is read as an image of that name.
    """
    return _icon(name, css, label)


@lru_cache(maxsize=1024)
def _icon(name: str, css: str, label: str) -> SafeString:
    # Remembered: a list of 50 rows shows some 250 icons, most of them alike.
    classes = f"ic {css}".strip()
    href = f"{static('icons.svg')}#{name}"
    if label:
        return format_html(
            '<svg class="{}" role="img" aria-label="{}"><use href="{}"></use></svg>',
            classes,
            label,
            href,
        )
    return format_html(
        '<svg class="{}" aria-hidden="true" focusable="false"><use href="{}"></use></svg>',
        classes,
        href,
    )


@register.simple_tag
def state(code: str, label: str) -> SafeString:
    """Ring and word of a state: `{% state part.state part.get_state_display %}`."""
    return _marked("st", f"state-{code}", code, str(label))


@register.simple_tag
def timeliness(kind: str, text: str) -> SafeString:
    """Shape, colour and words of timeliness; `kind` is late, soon, ok, done or hold."""
    return _marked("tl", kind, kind, str(text))


@register.simple_tag
def method_badge(code: str, label: str) -> SafeString:
    """Symbol and short word of a method of assessment."""
    return _marked("mth", f"method-{code}", code, str(label))


@register.simple_tag
def method_badges(methods: Sequence[tuple[str, str]]) -> SafeString:
    """How an indicator is looked at (pairs of code and short word), three at most on one line."""
    return _badges(tuple(methods))


@lru_cache(maxsize=512)
def _badges(methods: tuple[tuple[str, str], ...]) -> SafeString:
    shown = format_html_join("", "{}", ((method_badge(*pair),) for pair in methods[:3]))
    if not shown:
        shown = format_html('<span class="muted">{}</span>', "—")
    if methods[3:]:
        rest = "、".join(label for _, label in methods[3:])
        shown += format_html(
            '<span class="mth-more" title="{0}">+{1}<span class="sr">、{0}</span></span>',
            rest,
            len(methods) - 3,
        )
    return format_html('<div class="mths">{}</div>', shown)


@lru_cache(maxsize=2048)
def _marked(css: str, symbol: str, code: str, words: str) -> SafeString:
    return format_html(
        '<span class="{0} {0}-{1}">{2}{3}</span>', css, code, _icon(symbol, "", ""), words
    )


@register.simple_tag
def meter(total: int, label: str = "", large: bool = False, **parts: int) -> SafeString:
    """A stacked bar of `total` units; `parts` are counts by kind (done, late, soon, ok, hold).

    Widths are svg attributes: the policy of the site allows no inline style. A kind that is not
    one of METER_KINDS raises ValueError, as it would be drawn without a colour.
    """
    unknown = set(parts) - set(METER_KINDS)
    if unknown:
        raise ValueError(f"meter has no colour for {sorted(unknown)}")
    widths = tuple(int(parts.get(kind) or 0) for kind in METER_KINDS)
    return _meter(int(total or 0), label or f"{widths[0]}/{int(total or 0)} 已办结", large, widths)


@lru_cache(maxsize=2048)
def _meter(total: int, label: str, large: bool, widths: tuple[int, ...]) -> SafeString:
    rects, at = [], 0
    for kind, width in zip(METER_KINDS, widths, strict=True):
        if width > 0:
            rects.append((kind, at, width))
            at += width
    body = format_html_join("", '<rect class="f-{}" x="{}" y="0" width="{}" height="10"/>', rects)
    return format_html(
        '<svg class="meter{}" viewBox="0 0 {} 10" preserveAspectRatio="none" role="img"'
        ' aria-label="{}">{}</svg>',
        " meter-lg" if large else "",
        max(total, at, 1),
        label,
        body,
    )


def _beijing(moment: date | datetime) -> date | datetime:
    """An aware moment in the site's time zone; a plain date as it is."""
    if isinstance(moment, datetime) and timezone.is_aware(moment):
        return timezone.localtime(moment)
    return moment


@register.filter
def date_cn(value: date | datetime | str | None, form: str = "long") -> str:
    """2026年3月31日(周二); form "short": 3月31日(周二); "day": 3月31日; "full": 2026年3月31日.

    The short forms leave the year out where it is this year. Takes days as JSON keeps them
    (2026-03-31) too. None gives a dash, so that a cell of a table is never empty.
    """
    if value is None or value == "":
        return "—"
    day = _beijing(date.fromisoformat(value) if isinstance(value, str) else value)
    full = form in ("long", "full") or day.year != timezone.localdate().year
    text = day_cn(day) if full else short_day_cn(day)
    if form in ("long", "short"):
        text += f"(周{WEEKDAYS[day.weekday()]})"
    return text


@register.filter
def time_cn(value: datetime | None, form: str = "short") -> str:
    """11月20日 10:26 in Beijing time; form "long" always tells the year; None gives a dash."""
    if value is None or value == "":
        return "—"
    return (
        moment_cn(value) if form == "long" else f"{date_cn(value, 'day')} {_beijing(value):%H:%M}"
    )


@register.filter
def workdays_left(days: int | str | None, form: str = "long") -> str:
    """Words for the workdays until a date in force: 还有 5 个工作日, 今天到期, 逾期 3 个工作日.

    Negative `days` are late. form "short" writes 还有 5 日 (the page says that workdays are meant).
    None (长期, no date) gives 长期.
    """
    if days is None or isinstance(days, str):
        return "长期"
    if days == 0:
        return "今天到期"
    unit = "日" if form == "short" else "个工作日"
    return f"还有 {days} {unit}" if days > 0 else f"逾期 {-days} {unit}"


@register.filter
def file_size(size: int | str | None) -> str:
    """Bytes in the words of a file manager: 820 B, 14 KB, 14.2 MB, 1.3 GB; None gives a dash."""
    if size is None or isinstance(size, str):
        return "—"
    if size < 1024:
        return f"{size} B"
    value = float(size)
    for unit in ("KB", "MB", "GB"):
        value /= 1024
        # 1023.5 KB would print as "1024 KB": move on to the next unit instead
        if value < 1023.5 or unit == "GB":
            break
    return f"{value:.0f} KB" if unit == "KB" else f"{value:.1f} {unit}"


@register.simple_tag(takes_context=True)
def query(context: Context, **changes: Any) -> str:
    """The current query string with parameters replaced, for links of filters and pages.

    A value of None or "" drops the parameter. Changing anything but `page` goes back to page one.
    Gives "?a=1&b=2", or "?" when nothing is left.
    """
    request = context.get("request")
    params = request.GET.copy() if request is not None else QueryDict(mutable=True)
    if "page" not in changes:
        params.pop("page", None)
    for name, value in changes.items():
        if value is None or value == "":
            params.pop(name, None)
        else:
            params[name] = str(value)
    return f"?{params.urlencode()}"  # the template engine escapes it


@register.simple_tag
def page_numbers(page: Page[Any]) -> list[int | str]:
    """Page numbers around the current one, with the paginator's "…" for what is left out."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1))


@register.filter
def lookup(mapping: Mapping[Any, Any] | None, key: Any) -> Any:
    """`mapping[key]`, or "" when there is none: for a matrix drawn from a dictionary."""
    return "" if mapping is None else mapping.get(key, "")
