"""专报 and 年度报告 as a list, and the spans that may be compiled now."""

from datetime import date

from django.db.models import QuerySet

from indicators.models import Campaign
from reports.choices import LetterKind, LetterState, SpanKind
from reports.figures.span import Span
from reports.models import LetterFigures


def offered(today: date) -> list[tuple[str, str]]:
    """Return what may be compiled: this and the last week, month and year, with their words."""
    found = []
    for kind in (SpanKind.WEEK, SpanKind.MONTH, SpanKind.YEAR):
        this = Span.of(kind, today)
        for span, name in ((this, "本"), (this.before, "上")):
            found.append((f"{kind}.{span.first}", _words(span, f"{name}{span.unit}")))
    return found


def chosen(what: str) -> tuple[LetterKind, Span]:
    """Return the document and span of an offered choice."""
    kind, _, first = what.partition(".")
    span = Span.of(kind, date.fromisoformat(first))
    return (LetterKind.REPORT if span.kind == SpanKind.YEAR else LetterKind.BRIEF), span


def compiled(campaign: Campaign) -> QuerySet[LetterFigures]:
    """Return what was compiled for a campaign, the last first, without what was put away."""
    rows = LetterFigures.objects.filter(campaign=campaign)
    rows = rows.exclude(letter__state=LetterState.DISCARDED).select_related("letter")
    return rows.defer("figures", "proposed", "letter__snapshot").order_by("-as_of", "-pk")


def _words(span: Span, name: str) -> str:
    if span.kind == SpanKind.YEAR:
        return f"{span.words}年度报告"
    return f"{name}专报（{span.words}）"
