"""Calling a unit of a `named` group in (rule 5): only then it has a part of its own."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from tasks.choices import GroupMode, PartRole, PartState
from tasks.models import Assignment, TaskGroup
from tasks.policies import require_call_in
from tasks.services.history import record
from tasks.services.workflow import lock_tasks, refuse_task
from units.access import Seat
from units.choices import GroupKind
from units.errors import Refused
from units.models import Unit


@transaction.atomic
def call_in(group_id: int, *, actor: Seat, now: datetime, unit: Unit) -> Assignment:
    """Give `unit` of the group a draft part that does not block; it goes out by letter.

    The office may, and a lead of the task. Raises Forbidden, Conflict once the task is over, and
    Refused for a unit outside the group or with a part already.
    """
    group = TaskGroup.objects.select_related("group").get(pk=group_id)
    task = lock_tasks([group.task_id])[group.task_id]
    require_call_in(actor, group)
    refuse_task("call_in", task)
    if group.mode != GroupMode.NAMED:
        way = group.get_mode_display()
        raise Refused(f"“{group.word}”的处理方式是“{way}”，不能从中另请单位参加。")
    taken = task.assignments.exclude(state=PartState.CANCELLED).filter(unit=unit)
    if not choices(group).filter(pk=unit.pk).exists() or taken.exists():
        words = f"{unit.short}不在“{group.word}”中，或已有分工，请重新选择。"
        raise Refused(words, fields={"unit": words})
    last = task.assignments.order_by("-rank").values_list("rank", flat=True).first() or 0
    role = group.role if group.role != PartRole.LEAD else PartRole.RESPONSIBLE
    part = Assignment.objects.create(
        campaign_id=task.campaign_id,
        task=task,
        unit=unit,
        role=role,
        word=PartRole(role).label,
        rank=last + 1,
        blocking=False,
    )
    words = f"从“{group.word}”中请{unit.short}参加"
    record(
        task=task, part=part, action="add", actor=actor, now=now, to_state=part.state, words=words
    )
    return part


def choices(group: TaskGroup) -> QuerySet[Unit]:
    """Return the units that may be called in: the members, for an open group all of the county."""
    if group.group.kind == GroupKind.OPEN:
        return Unit.objects.filter(county_id=group.group.county_id, active=True)
    return group.group.current_members()
