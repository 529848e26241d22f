"""Does the history tell the same as the rows? Every part and task is replayed from its events."""

from collections.abc import Iterator

from django.db.models import Q

from tasks.choices import PartState, TaskState
from tasks.deadlines import in_force
from tasks.models import Assignment, Task, TaskEvent


def verify_tasks() -> Iterator[str]:
    """Yield one Chinese sentence for each part or task whose row its events do not explain."""
    yield from _states(
        "分工",
        Assignment.objects.values_list("pk", "state"),
        TaskEvent.objects.filter(assignment__isnull=False).exclude(to_state=""),
        "assignment_id",
        PartState.DRAFT,
    )
    yield from _states(
        "任务",
        Task.objects.values_list("pk", "state"),
        TaskEvent.objects.filter(assignment__isnull=True).exclude(to_state=""),
        "task_id",
        TaskState.DRAFT,
    )
    yield from _dates()


def _states(what: str, rows: object, events: object, key: str, first: str) -> Iterator[str]:
    told: dict[int, str] = {}
    walked = events.order_by("pk").values_list(key, "from_state", "to_state")  # type: ignore[attr-defined]
    for pk, before, after in walked.iterator(chunk_size=5000):
        if before and told.get(pk, first) != before:
            yield f"{what}{pk}的过程不连续：应为“{told.get(pk, first)}”，记录为“{before}”。"
        told[pk] = after
    for pk, state in rows.iterator(chunk_size=5000):  # type: ignore[attr-defined]
        if told.get(pk, first) != state:
            yield f"{what}{pk}现为“{state}”，过程记录为“{told.get(pk, first)}”。"


def _dates() -> Iterator[str]:
    rows = Assignment.objects.filter(Q(due_on__isnull=False) | Q(agreed_due_on__isnull=False))
    issued = rows.exclude(state=PartState.DRAFT)
    for pk, agreed, redo_by, due_on in issued.values_list(
        "pk", "agreed_due_on", "redo_by", "due_on"
    ).iterator(chunk_size=5000):
        if due_on != in_force(agreed, redo_by) and due_on is not None:
            yield f"分工{pk}的现行时限{due_on}与约定、修改时限不一致。"
