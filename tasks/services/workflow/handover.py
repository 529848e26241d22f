"""交办, 签收 and 申请调整分工: how a part reaches its unit."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from tasks.choices import PartState, TaskState
from tasks.models import Assignment, Task, WorkRules
from tasks.services.history import record
from tasks.services.workflow.leading import point_to_lead
from tasks.services.workflow.machine import (
    begin,
    dated,
    end_part,
    lock_tasks,
    move,
)
from tasks.transitions import TASK_TABLE
from units.access import Actor, SystemSeat
from units.calendar import calendar
from units.clock import local_date
from units.day_words import day_cn
from units.errors import Refused
from units.models import Unit
from units.words import need_words


@dataclass(frozen=True)
class Issued:
    """What an issue did: part ids handed over, and those that were no longer to be."""

    included: tuple[int, ...]
    dropped: tuple[int, ...]


@transaction.atomic
def issue(
    part_ids: Collection[int],
    *,
    actor: Actor,
    now: datetime,
    words: str,
    past_dates_confirmed: bool = False,
) -> Issued:
    """Hand parts over at the issue of their letter; runs inside the letter's transaction.

    Parts that are no longer drafts drop out. A task date already past refuses unless confirmed;
    then the part is due on the day of issue (rule 9: the later of due and issue date). Leads and
    responsible parts of a task without lead answer to the office, the others to the first lead
    (rule 6). Raises Refused for a task without date that is not 长期.
    """
    today = local_date(now)
    rows = Assignment.objects.filter(pk__in=part_ids)
    may_go_out = TASK_TABLE["issue"].starts_from
    tasks = lock_tasks(rows.order_by().values_list("task_id", flat=True))
    # Read only under the lock: dates agreed meanwhile are those that go out.
    parts = list(rows.select_related("unit", "campaign").order_by("task_id", "rank", "id"))
    included, dropped = [], []
    for part in parts:
        part.task = tasks[part.task_id]
        if part.state != PartState.DRAFT or not may_go_out(part.task.state):
            dropped.append(part.pk)
            continue
        due_on = _date_to_issue(part, today, confirmed=past_dates_confirmed)
        move(
            part,
            "issue",
            PartState.PENDING,
            actor=actor,
            now=now,
            words=words,
            issued_on=today,
            long_term=part.task.long_term,
            **dated(due_on, None),
        )
        included.append(part.pk)
    for task in tasks.values():
        _open_task(task, actor=actor, now=now, today=today, words=words)
        point_to_lead(task, actor=actor, now=now, just_issued=included)
    return Issued(tuple(included), tuple(dropped))


def _date_to_issue(part: Assignment, today: date, *, confirmed: bool) -> date | None:
    task = part.task
    if task.long_term:
        return None
    agreed = part.agreed_due_on or task.due_on
    if agreed is None:
        raise Refused(f"任务{task.number}“{task.title}”没有办理时限，请先填写时限或标为长期。")
    if calendar().effective(agreed) < today:
        if not confirmed:
            raise Refused(
                f"任务{task.number}“{task.title}”的时限{day_cn(agreed)}已过，"
                "请改定新的时限，或逐项确认仍按今天交办。"
            )
        return today
    return agreed


def _open_task(task: Task, *, actor: Actor, now: datetime, today: date, words: str) -> None:
    handed_over = task.assignments.exclude(state=PartState.DRAFT).exists()
    if task.state != TaskState.DRAFT or not handed_over:
        return
    Task.objects.filter(pk=task.pk).update(
        state=TaskState.ISSUED, issued_on=today, version=task.version + 1
    )
    record(
        task=task,
        action="issue",
        actor=actor,
        now=now,
        from_state=TaskState.DRAFT,
        to_state=TaskState.ISSUED,
        words=words,
    )
    task.state, task.issued_on = TaskState.ISSUED, today
    task.version += 1


@transaction.atomic
def acknowledge(
    part_id: int, *, actor: Actor, now: datetime, expected_version: int | None = None
) -> Assignment:
    """签收 by the unit: pending → active."""
    part = begin("acknowledge", part_id, actor=actor, expected_version=expected_version)
    receive(part, actor=actor, now=now)
    return part


def receive(part: Assignment, *, actor: Actor, now: datetime) -> None:
    """Note a receipt on a locked part; the clock's counts as silent (视为已签收)."""
    silent = isinstance(actor, SystemSeat)
    move(
        part,
        "acknowledge",
        PartState.ACTIVE,
        actor=actor,
        now=now,
        words="逾期未签收，视为已签收" if silent else "",
        acknowledged_on=local_date(now),
        acknowledged_silently=silent,
    )


@transaction.atomic
def object_(
    part_id: int,
    *,
    actor: Actor,
    now: datetime,
    reason: str,
    expected_version: int | None = None,
) -> Assignment:
    """申请调整分工 within the county's span after issue (starter: 3 workdays)."""
    part = begin("object", part_id, actor=actor, expected_version=expected_version)
    words = need_words(reason, "申请调整分工的理由")
    span = WorkRules.of(part.campaign.county_id).objection_workdays
    if part.issued_on is None or local_date(now) > calendar().add(part.issued_on, span):
        raise Refused(f"交办已超过 {span} 个工作日，不能再申请调整分工，请与依法治县办联系。")
    move(part, "object", PartState.OBJECTED, actor=actor, now=now, words=words)
    return part


@transaction.atomic
def drop_objection(
    part_id: int, *, actor: Actor, now: datetime, expected_version: int | None = None
) -> Assignment:
    """撤回调整申请 by the unit."""
    part = begin("drop_objection", part_id, actor=actor, expected_version=expected_version)
    move(part, "drop_objection", PartState.ACTIVE, actor=actor, now=now, **_received(part, now))
    return part


@transaction.atomic
def keep(
    part_id: int,
    *,
    actor: Actor,
    now: datetime,
    reason: str,
    expected_version: int | None = None,
) -> Assignment:
    """维持原分工 by the office, with its reason."""
    part = begin("keep", part_id, actor=actor, expected_version=expected_version)
    words = need_words(reason, "维持原分工的理由")
    move(part, "keep", PartState.ACTIVE, actor=actor, now=now, words=words, **_received(part, now))
    return part


def _received(part: Assignment, now: datetime) -> dict[str, Any]:
    # Who objected has seen the part: it does not become 待签收 again.
    return {} if part.acknowledged_on else {"acknowledged_on": local_date(now)}


@transaction.atomic
def reassign(
    part_id: int,
    *,
    actor: Actor,
    now: datetime,
    unit: Unit,
    reason: str,
    expected_version: int | None = None,
) -> Assignment:
    """调整承办单位: cancel the part and return a new draft one for `unit`, to go out by letter.

    The new part copies rank, role, agreed date and whom it answers to. Parts that answered to the
    old one move in the same transaction to the next lead, else to the office (rule 6).
    """
    part = begin("reassign", part_id, actor=actor, expected_version=expected_version)
    words = need_words(reason, "调整承办单位的理由")
    if unit.county_id != part.campaign.county_id or not unit.active:
        raise Refused(
            f"“{unit.name}”不是本县在用单位，请重新选择。", fields={"unit": "请重新选择单位。"}
        )
    taken = part.task.assignments.exclude(state=PartState.CANCELLED).filter(unit=unit)
    if taken.exists():
        raise Refused(f"{unit.short}在这项任务中已有分工，请选择其他单位。")
    end_part(
        part,
        "reassign",
        PartState.CANCELLED,
        actor=actor,
        now=now,
        words=f"调整为{unit.short}承办：{words}",
        data={"unit": unit.pk},
    )
    new = Assignment.objects.create(
        campaign=part.campaign,
        task=part.task,
        unit=unit,
        role=part.role,
        word=part.word,
        rank=part.rank,
        blocking=part.blocking,
        answers_to=part.answers_to,
        agreed_due_on=part.agreed_due_on,
    )
    Assignment.objects.filter(pk=part.pk).update(replaced_by=new)
    record(
        task=part.task,
        part=new,
        action="add",
        actor=actor,
        now=now,
        to_state=PartState.DRAFT,
        words=f"由{part.unit.short}调整而来",
        data={"replaces": part.pk},
    )
    point_to_lead(part.task, actor=actor, now=now)
    return new
