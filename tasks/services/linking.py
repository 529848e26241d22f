"""关联指标: which indicators a task serves, and so which of them its accepted proof proves."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from indicators.models import Indicator
from tasks.models import Task
from tasks.services.history import record
from tasks.services.proving import accepted_of, prove, unprove
from tasks.services.workflow import begin_task
from units.access import Actor
from units.errors import Refused


@transaction.atomic
def link_indicators(
    task_id: int, indicator_ids: Collection[int], *, actor: Actor, now: datetime
) -> Task:
    """Make `indicator_ids` the indicators of the task, and return the task.

    Only third-level indicators of the campaign's system. Proof already accepted for the task
    counts for a new indicator at once, and no longer for one that is left, unless another task
    of it brought the same. Raises Forbidden, Conflict for a cancelled task, or Refused.
    """
    task = begin_task("link", task_id, actor=actor)
    wanted = _leaves(task, indicator_ids)
    before = {row.pk: row for row in task.indicators.all()}
    added = [row for pk, row in wanted.items() if pk not in before]
    left = [row for pk, row in before.items() if pk not in wanted]
    if not added and not left:
        return task
    task.indicators.set(wanted.values())
    accepted = accepted_of(task)
    prove(task, added, accepted)
    unprove(task, left, accepted)
    record(
        task=task,
        action="link",
        actor=actor,
        now=now,
        words="；".join(filter(None, (_said("关联", added), _said("不再关联", left)))),
        data={"indicators": sorted(wanted)},
    )
    return task


def _leaves(task: Task, ids: Collection[int]) -> dict[int, Indicator]:
    rows = Indicator.objects.filter(system_id=task.campaign.system_id, level=3)
    found: dict[int, Indicator] = rows.in_bulk(set(ids))
    if len(found) != len(set(ids)):
        words = "只能关联本批次指标体系的三级指标，请重新选择。"
        raise Refused(words, fields={"indicators": words})
    return found


def _said(verb: str, rows: list[Indicator]) -> str:
    return f"{verb}指标{'、'.join(row.number for row in rows)}" if rows else ""
