"""The figures of one month's 通报: the campaign's as of a moment, the month's own, the last ones."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q

from indicators.models import Campaign
from reports.choices import ItemOutcome, LetterKind, LetterState, StepAction
from reports.figures.campaign import campaign_figures
from reports.figures.period import Month
from reports.figures.problems import problem_facts
from reports.figures.progress import OUT, progress
from reports.figures.receipts import receipt_facts
from reports.figures.rows import Row, rows_of
from reports.figures.sets import Moment
from reports.models import CampaignDay, LadderFiring, Letter, LetterItem, Notice
from tasks.choices import PlanState
from tasks.deadlines import called_since
from tasks.models import ContactNote, Plan
from units.clock import local_date

COMPARED = ("expected", "done", "on_time", "overdue")
SENT_KINDS = (LetterKind.PROMPT.value, LetterKind.SUPERVISION.value)


def month_figures(
    campaign: Campaign, *, period: date, as_of: datetime, moment: Moment | None = None
) -> dict[str, Any]:
    """Return as JSON data everything a 通报 of the month of `period` says and opens.

    `moment` is that of the day of `as_of`, where it is known already.
    The number of queries does not depend on the number of tasks. Keys: those of
    `CampaignFigures.as_json`, and period, plans, month, before, late, progress, letters,
    sent, problems, receipts, rows.
    """
    month = Month.of(period)
    moment = moment or Moment.of(campaign.county_id, local_date(as_of))
    figures = campaign_figures(campaign, as_of=as_of, moment=moment)
    rows = rows_of(campaign.pk, moment)
    sent = _sent(campaign, month, moment.today)
    return {
        **figures.as_json(),
        "period": month.first.isoformat(),
        "plans": _plans(campaign, month.first.year),
        "soon_workdays": moment.soon_workdays,
        "month": _of_month(rows, month),
        "before": _before(campaign, month),
        "late": _late(rows),
        "progress": progress(campaign, rows),
        "letters": _letters(sent, month),
        "sent": sent,
        "problems": problem_facts(campaign, rows),
        "receipts": receipt_facts(campaign, month, moment.today),
        "rows": [row.as_json() for row in rows],
    }


def _plans(campaign: Campaign, year: int) -> list[dict[str, str]]:
    """Return the plans whose tasks are counted, that with most tasks first; else the year's own."""
    counted = Q(tasks__state__in=OUT)
    plans = Plan.objects.filter(campaign=campaign).annotate(n=Count("tasks", filter=counted))
    told = list(plans.filter(n__gt=0).order_by("-n", "-year", "pk").values("title", "doc_number"))
    if told:
        return told
    current = plans.filter(year__lte=year, state=PlanState.CURRENT).order_by("-year", "-version")
    return list(current.values("title", "doc_number")[:1])


def _of_month(rows: Iterable[Row], month: Month) -> dict[str, int]:
    due = [row for row in rows if month.is_due(row.sets, row.fact.due_on)]
    return {
        "due": len(due),
        "done": sum("done" in row.sets for row in due),
        "on_time": sum("on_time" in row.sets for row in due),
        "submitted": sum("submitted" in row.sets for row in due),
        "overdue": sum("overdue" in row.sets for row in due),
    }


def _before(campaign: Campaign, month: Month) -> dict[str, Any] | None:
    """Return the figures of the period before: its issued 通报 (`period`), else the last day before."""
    told = (
        Notice.objects.filter(
            campaign=campaign, period__lt=month.first, letter__state=LetterState.ISSUED
        )
        .order_by("-period", "-draft_version")
        .values_list("as_of", "period", "figures__total")
        .first()
    )
    if told is not None:
        as_of, period, total = told
        days = {"day": local_date(as_of).isoformat(), "period": period.isoformat()}
        return {**days, **{k: total[k] for k in COMPARED}}
    day = CampaignDay.objects.filter(campaign=campaign, day__lt=month.first).last()
    if day is None:
        return None
    return {"day": day.day.isoformat(), **{k: getattr(day, k) for k in COMPARED}}


def _late(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """Return the late facts; a unit is named only if it was reminded and prompted (rule 4)."""
    late = [row.fact for row in rows if "overdue" in row.sets]
    ids = [fact.part_id for fact in late]
    due = {fact.part_id: fact.due_on or date.max for fact in late}
    fired = LadderFiring.objects.filter(
        assignment_id__in=ids, step__action=StepAction.REMIND, superseded=False
    ).values_list("assignment_id", "anchor")
    called = ContactNote.assignments.through.objects.filter(assignment_id__in=ids).values_list(
        "assignment_id", "contactnote__day"
    )
    prompts = LetterItem.objects.filter(
        assignment_id__in=ids,
        outcome=ItemOutcome.INCLUDED,
        letter__state=LetterState.ISSUED,
        letter__kind__in=(LetterKind.PROMPT, LetterKind.SUPERVISION),
    ).values_list("assignment_id", "letter__issued_on")
    reminded = {pk for pk, anchor in fired if anchor == f"{due[pk]}"}
    reminded |= {pk for pk, day in called if called_since(day, due[pk])}
    prompted = {pk for pk, day in prompts if day and day > due[pk]}
    return [
        {
            **fact.as_json(),
            "reminded": fact.part_id in reminded,
            "prompted": fact.part_id in prompted,
        }
        for fact in late
    ]


def _sent(campaign: Campaign, month: Month, today: date) -> list[dict[str, Any]]:
    """Return the 提示函 and 督办函 that went out in the year so far, the first first."""
    issued = Letter.objects.filter(
        campaign=campaign,
        kind__in=SENT_KINDS,
        state=LetterState.ISSUED,
        issued_on__gte=month.first.replace(month=1),
        issued_on__lte=min(month.last, today),
    ).order_by("issued_on", "pk")
    names = ("pk", "kind", "number_text", "title", "unit__short", "issued_on")
    return [
        {
            "letter_id": pk,
            "kind": kind,
            "number": number,
            "title": title,
            "unit": unit or "",
            "issued_on": issued_on.isoformat(),
        }
        for pk, kind, number, title, unit, issued_on in issued.values_list(*names)
    ]


def _letters(sent: Sequence[Mapping[str, Any]], month: Month) -> dict[str, int]:
    """Return how many 提示函 and 督办函 went out in the month and in the year so far."""
    first = month.first.isoformat()
    found = {}
    for kind in SENT_KINDS:
        days = [letter["issued_on"] for letter in sent if letter["kind"] == kind]
        found[f"{kind}_year"] = len(days)
        found[f"{kind}_month"] = sum(day >= first for day in days)
    return found
