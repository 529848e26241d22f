"""The rows behind the numbers of the overview: parts of a set, tasks of a state."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from indicators.models import Campaign
from reports import policies
from reports.figures.sets import OPENED
from reports.pages import task_list
from reports.pages.scope import TASKS, Scope, of_chapter, part_rows, scope_of, task_rows
from reports.pages.timing import timing
from reports.views.doors import campaign_of, moment_of
from tasks.models import PlanChapter
from units import clock
from units.ids import id_of
from units.models import Unit
from units.requests import SeatedRequest

PER_PAGE = 100


@require_safe
def parts(request: SeatedRequest) -> HttpResponse:
    """`/dashboard/parts/?set=&unit=&chapter=&scope=`: as many rows as the number said."""
    policies.require(request.seat, "overview")
    now = clock.now()
    campaign = campaign_of(request)
    scope = scope_of(request.seat, campaign, request.GET.get("scope", ""))
    moment = moment_of(request, now)
    name = request.GET.get("set", "")
    chosen = OPENED.get(name, OPENED["parts"])
    chapter, unit = request.GET.get("chapter", ""), request.GET.get("unit", "")
    rows = part_rows(scope, campaign).filter(
        chosen.where(moment), of_chapter(chapter, "task__chapter_id"), _of_unit(unit)
    )
    rows = rows.select_related("task", "unit", "campaign").order_by(
        "unit__position", "unit_id", "task__position", "task_id"
    )
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "chosen": chosen,
        "page": page,
        "rows": [(part, timing(part, moment)) for part in page.object_list],
        "sets": [(row.name, row.label) for row in OPENED.values()],
        **_narrowing(campaign, scope, chapter, unit),
        "now": now,
    }
    return render(request, "reports/dashboard/parts.html", context)


@require_safe
def tasks(request: SeatedRequest) -> HttpResponse:
    """`/dashboard/tasks/?set=&chapter=&scope=`: the tasks behind a number."""
    policies.require(request.seat, "overview")
    now = clock.now()
    campaign = campaign_of(request)
    scope = scope_of(request.seat, campaign, request.GET.get("scope", ""))
    moment = moment_of(request, now)
    name = request.GET.get("set", "")
    name = name if name in TASKS else "out"
    chapter = request.GET.get("chapter", "")
    found = task_rows(scope, campaign, name).filter(of_chapter(chapter, "chapter_id"))
    page = Paginator(task_list.ordered(found, "number"), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "label": TASKS[name][0],
        "chosen": name,
        "page": page,
        "rows": task_list.rows(page.object_list, request.seat, moment),
        "sets": [(key, words) for key, (words, _) in TASKS.items()],
        **_narrowing(campaign, scope, chapter, ""),
        "units": None,
        "now": now,
    }
    return render(request, "reports/dashboard/tasks.html", context)


def _of_unit(text: str) -> Q:
    unit_id = id_of(text)
    return Q(unit_id=unit_id) if unit_id else Q()


def _narrowing(campaign: Campaign | None, scope: Scope, chapter: str, unit: str) -> dict[str, Any]:
    """Return what the selects over the rows offer and hold."""
    chapters: QuerySet[PlanChapter] = PlanChapter.objects.filter(plan__campaign=campaign)
    rows = list(
        chapters.order_by("plan__year", "plan__version", "position").values_list(
            "pk", "title", "plan__title"
        )
    )
    several = len({plan for *_, plan in rows}) > 1
    units: QuerySet[Unit] = Unit.objects.filter(assignments__campaign=campaign).distinct()
    if scope.unit_ids is not None:
        units = units.filter(pk__in=scope.unit_ids)
    return {
        "scope": scope,
        "chapters": [
            (str(pk), f"{title}（《{plan}》）" if several else title) for pk, title, plan in rows
        ],
        "units": [(str(pk), short) for pk, short in units.values_list("pk", "short")],
        "chapter": chapter,
        "unit": unit,
    }
