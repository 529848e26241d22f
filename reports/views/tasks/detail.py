"""任务详情: one task, and one part of it with what was handed in."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reports.pages.handins import handed_in, readable_by, too_late_to_withdraw
from reports.pages.history import timeline
from reports.pages.review import own_work
from reports.pages.task_detail import task_page
from reports.pages.texts import reminder_text
from reports.pages.timing import timing
from reports.views.doors import find_part, find_task, moment_of
from reports.views.tasks.acts import task_acts
from tasks.choices import OWED_STATES, ExtensionState
from tasks.models import Assignment, ContactNote, TaskEvent
from tasks.policies import actions_for
from units import clock
from units.requests import SeatedRequest

LAST = 40


@require_safe
def task(request: SeatedRequest, pk: int) -> HttpResponse:
    """`/tasks/<id>/`: the head for all in scope; parts, proof and history as far as seen."""
    row = find_task(request, pk)
    seat = request.seat
    moment = moment_of(request, clock.now())
    context = {
        "task": row,
        "page": task_page(
            row,
            seat,
            moment,
            site=settings.SITE_URL,
            whole_history=request.GET.get("history") == "all",
        ),
        "moment": moment,
        "seat": seat,
        "acts": task_acts(row) if seat.is_office else [],
    }
    return render(request, "reports/tasks/detail.html", context)


@require_safe
def part(request: SeatedRequest, pk: int, part_pk: int) -> HttpResponse:
    """`/tasks/<id>/parts/<part id>/`: hand-ins, history, and the actions this seat may take."""
    row = find_part(request, part_pk, task_id=pk)
    seat = request.seat
    now = clock.now()
    moment = moment_of(request, now)
    notes = ContactNote.objects.filter(assignments=row).select_related("noted_by__user")
    hand_ins = handed_in([row.pk], readable_by(seat, moment.today))[row.pk]
    actions = actions_for(seat, row)
    context = {
        "part": row,
        "task": row.task,
        "timing": timing(row, moment),
        "hand_ins": hand_ins,
        "events": timeline(TaskEvent.objects.filter(assignment=row), seat, limit=LAST),
        "actions": [
            act
            for act in actions
            if act.action not in ELSEWHERE and not too_late_to_withdraw(act, hand_ins)
        ],
        "may_review": any(act.action == "accept" for act in actions)
        and not own_work(row, hand_ins, seat, now),
        "is_own": row.unit_id in seat.unit_ids,
        "extensions": row.extensions.select_related("asked_by__user"),
        "asked": row.extensions.filter(state=ExtensionState.ASKED)
        .select_related("evidence")
        .first(),
        "reads_proof": seat.is_office or seat.is_leader or row.unit_id in seat.unit_ids,
        "notes": notes if seat.is_office or seat.is_leader else [],
        "seat": seat,
        "text": _text(request, row) if seat.is_office and row.state in OWED_STATES else "",
    }
    return render(request, "reports/tasks/part.html", context)


# These have pages of their own: 审核 and 本单位任务.
ELSEWHERE = frozenset({"accept", "return", "ask_more"})


def _text(request: SeatedRequest, row: Assignment) -> str:
    membership = request.seat.membership
    office = membership.unit.short if membership and membership.unit else ""
    moment = moment_of(request, clock.now())
    return reminder_text([row], moment, office=office, site=settings.SITE_URL)
