"""A year's work by its plans: tasks handed over and closed, units, what each chapter has done."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Count, Q

from indicators.models import Campaign
from reports.figures.progress import OUT
from tasks.choices import TaskState
from tasks.models import Plan, PlanChapter, Task


def year_of(campaign: Campaign, year: int, rows: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Return as JSON data the work of the plans of `year`; `rows` are the frozen ones of all parts.

    Three queries. Keys: plans (《…》 with number), tasks, closed, units, chapters (title, done).
    """
    tasks = Task.objects.filter(campaign=campaign, plan__year=year, state__in=OUT)
    ids = dict(tasks.values_list("pk", "state"))
    chapters = PlanChapter.objects.filter(plan__campaign=campaign, plan__year=year)
    mine = [row for row in rows if row["task_id"] in ids]
    done = [row["chapter_id"] for row in mine if "accepted" in row["sets"]]
    return {
        "plans": _plans(campaign, year),
        "tasks": len(ids),
        "closed": sum(state == TaskState.CLOSED for state in ids.values()),
        "units": len({row["unit_id"] for row in mine}),
        "chapters": [
            {"title": title, "done": done.count(pk)}
            for pk, title in chapters.order_by("plan_id", "position").values_list("pk", "title")
        ],
    }


def _plans(campaign: Campaign, year: int) -> list[str]:
    out = Count("tasks", filter=Q(tasks__state__in=OUT))
    rows = Plan.objects.filter(campaign=campaign, year=year).annotate(n=out).filter(n__gt=0)
    return [
        f"《{title}》" + (f"（{number}）" if number else "")
        for title, number in rows.order_by("-n", "pk").values_list("title", "doc_number")
    ]
