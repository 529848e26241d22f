"""What lies on the desks of 示例县 today: one of each thing that waits for somebody."""

from datetime import date

from indicators.models import Campaign
from reports.choices import LetterState
from reports.services.demo.people import Cast
from reports.services.letters import drafting, issuing, signing
from tasks.choices import PartState
from tasks.models import Assignment, Task
from tasks.services import extensions
from tasks.services.workflow import ACTIONS
from units.clock import moment as at
from units.workdays import Calendar


def set_scene(cast: Cast, campaign: Campaign, today: date, days: Calendar) -> None:
    """Hand a task over today, and leave an objection, a return and a request for time open."""
    task = Task.objects.filter(campaign=campaign).order_by("-position")[1]
    batch = drafting.draft_handover([task.pk], actor=cast.office, now=at(today, 8, 40))
    for letter in batch.letters.order_by("pk"):
        signing.check(letter.pk, actor=cast.colleague, now=at(today, 8, 45))
        signing.send(letter.pk, actor=cast.office, now=at(today, 8, 46))
        signing.sign(letter.pk, actor=cast.approver, now=at(today, 8, 50))
    for letter in batch.letters.filter(state=LetterState.SIGNED).order_by("pk"):
        issuing.issue(letter.pk, actor=cast.office, now=at(today, 8, 55))
    _object(cast, task, today)
    _return(cast, campaign, today)
    _ask_for_time(cast, campaign, today, days)


def _object(cast: Cast, task: Task, today: date) -> None:
    part = task.assignments.filter(state=PartState.PENDING).last()
    if part:
        ACTIONS["object"](
            part.pk,
            actor=cast.liaisons[part.unit_id],
            now=at(today, 9),
            reason="该事项主要职责已随机构改革划转，建议调整承办单位。",
        )


def _return(cast: Cast, campaign: Campaign, today: date) -> None:
    waiting = Assignment.objects.filter(
        campaign=campaign, state=PartState.SUBMITTED, answers_to__isnull=True
    )
    part = waiting.order_by("pk").first()
    if part:
        ACTIONS["return"](
            part.pk,
            actor=cast.office,
            now=at(today, 9, 10),
            reasons=["year_missing", "page_missing"],
            note="缺2025年度材料，第3页未扫描。",
        )


def _ask_for_time(cast: Cast, campaign: Campaign, today: date, days: Calendar) -> None:
    part = (
        Assignment.objects.filter(campaign=campaign, state=PartState.ACTIVE, due_on__gt=today)
        .order_by("due_on", "pk")
        .first()
    )
    if part and part.due_on:
        extensions.ask(
            part.pk,
            actor=cast.liaisons[part.unit_id],
            now=at(today, 9, 20),
            reason="需等省级平台数据下发后汇总。",
            wanted_due_on=days.add(part.due_on, 7),
        )
