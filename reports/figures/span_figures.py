"""The figures of a week, month or year: what a 专报, a 调度表 and a 年度报告 are written from."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from indicators.models import Campaign
from reports.figures.campaign import campaign_figures
from reports.figures.late import PartFact, part_facts
from reports.figures.rows import Row, rows_of
from reports.figures.sets import Moment
from reports.figures.span import Span
from tasks.models import Assignment
from units.clock import local_date

# Numbers of a span that its rows open, with their words; 本 and 下 are put before the span's unit.
PERIOD = ("due", "done", "on_time", "submitted")


def span_figures(
    campaign: Campaign, span: Span, *, as_of: datetime, moment: Moment | None = None
) -> dict[str, Any]:
    """Return as JSON data what is said of a span; the rows are every part with its sets.

    Keys: those of `CampaignFigures.as_json`, and span, period, late, coming, rows. `period` counts
    what was due in the span by now, `coming` are the facts of what is due in the following one.
    """
    moment = moment or Moment.of(campaign.county_id, local_date(as_of))
    rows = rows_of(campaign.pk, moment)
    following = span.following
    return {
        **campaign_figures(campaign, as_of=as_of, moment=moment).as_json(),
        "span": {"kind": span.kind.value, "first": f"{span.first}", "last": f"{span.last}"},
        "period": _period(rows, span),
        "late": [row.fact.as_json() for row in rows if "overdue" in row.sets],
        "coming": [
            fact.as_json()
            for fact in due_between(campaign.pk, moment, _first(following, moment), following.last)
        ],
        "rows": [row.as_json() for row in rows],
    }


def due_between(campaign_id: int, moment: Moment, first: date, last: date) -> tuple[PartFact, ...]:
    """Return the facts of counted parts still owed whose date lies between two days; one query."""
    rows = Assignment.objects.counted().owed()
    return part_facts(rows.filter(campaign_id=campaign_id, due_on__range=(first, last)), moment)


def _first(following: Span, moment: Moment) -> date:
    """Return the first day of the following span that is not late yet."""
    return max(following.first, moment.calendar.workday_before(moment.today) + timedelta(days=1))


def in_span(row: dict[str, Any], span: Span) -> bool:
    """Return whether a frozen row was due in the span by the day of the figures."""
    day = row["due_on"]
    return "expected" in row["sets"] and bool(day) and f"{span.first}" <= day <= f"{span.last}"


def _period(rows: Iterable[Row], span: Span) -> dict[str, int]:
    due = [
        row
        for row in rows
        if "expected" in row.sets
        and row.fact.due_on is not None
        and span.first <= row.fact.due_on <= span.last
    ]
    named = {name: sum(name in row.sets for row in due) for name in PERIOD[1:]}
    return {"due": len(due), **named}
