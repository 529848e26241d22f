"""Does the history tell the same as the rows? Every part and task is replayed from its events."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db.models import Count, Exists, F, Max, OuterRef, Q

from tasks.choices import PartState, SubmissionState, TaskState
from tasks.deadlines import in_force
from tasks.models import Assignment, Submission, Task, TaskEvent

CHUNK = 5000
# Fields of a part that its events carry whenever they are written (`workflow.machine`).
FACTS = (
    "agreed_due_on",
    "redo_by",
    "due_on",
    "issued_on",
    "first_handed_in_on",
    "handed_in_on",
    "accepted_on",
    "return_count",
)
Event = tuple[int, str, str, dict[str, Any]]


def verify_tasks() -> Iterator[str]:
    """Yield one Chinese sentence for each part or task whose row its events do not explain."""
    yield from _parts()
    yield from _tasks()


def verify_counts() -> Iterator[str]:
    """Yield one Chinese sentence for each count that the rows counted do not confirm."""
    returned = Count("events", filter=Q(events__action="return"))
    wrong = Assignment.objects.annotate(told=returned).exclude(told=F("return_count"))
    for pk, stored, told in wrong.values_list("pk", "return_count", "told"):
        yield f"分工{pk}记有{stored}次退回，过程中有{told}次。"
    rows = Submission.objects.order_by().values_list("assignment_id")
    gaps = rows.annotate(count=Count("pk"), top=Max("n")).exclude(count=F("top"))
    for pk, count, top in gaps:
        yield f"分工{pk}有{count}次报送，末次编为第{top}次。"


def verify_handins() -> Iterator[str]:
    """Yield handed-in and accepted parts that no hand-in in that state stands behind."""
    states = {
        PartState.SUBMITTED: SubmissionState.HANDED_IN,
        PartState.ACCEPTED: SubmissionState.ACCEPTED,
    }
    for part_state, state in states.items():
        rows = Submission.objects.filter(assignment_id=OuterRef("pk"), state=state)
        for pk in Assignment.objects.filter(~Exists(rows), state=part_state).values_list(
            "pk", flat=True
        ):
            yield f"分工{pk}为“{part_state.label}”，却没有“{state.label}”的报送。"


def _parts() -> Iterator[str]:
    rows = Assignment.objects.order_by("pk").values_list("pk", "state", *FACTS)
    events = TaskEvent.objects.filter(assignment__isnull=False)
    for row, told in _paired(rows.iterator(CHUNK), _by("assignment_id", events)):
        pk, state, stored = row[0], row[1], dict(zip(FACTS, row[2:], strict=True))
        yield from _walk(f"分工{pk}", state, told, PartState.DRAFT)
        facts = {name: value for event in told for name, value in event[3].items()}
        for name in FACTS:
            if name in facts and facts[name] != _plain(stored[name]):
                yield f"分工{pk}的{_label(name)}为{stored[name]}，过程记录为{facts[name]}。"
        due_on = stored["due_on"]
        if due_on and due_on != in_force(stored["agreed_due_on"], stored["redo_by"]):
            yield f"分工{pk}的现行时限{due_on}与约定、修改时限不一致。"


def _tasks() -> Iterator[str]:
    rows = Task.objects.order_by("pk").values_list("pk", "state")
    events = TaskEvent.objects.filter(assignment__isnull=True)
    for (pk, state), told in _paired(rows.iterator(CHUNK), _by("task_id", events)):
        yield from _walk(f"任务{pk}", state, told, TaskState.DRAFT)


def _walk(what: str, state: str, told: Iterable[Event], first: str) -> Iterator[str]:
    at = first
    for _, before, after, _ in told:
        if not after:
            continue
        if before and at != before:
            yield f"{what}的过程不连续：应为“{at}”，记录为“{before}”。"
        at = after
    if at != state:
        yield f"{what}现为“{state}”，过程记录为“{at}”。"


def _by(key: str, events: Any) -> Iterator[Event]:
    rows = events.order_by(key, "pk").values_list(key, "from_state", "to_state", "data")
    found: Iterator[Event] = rows.iterator(CHUNK)
    return found


def _paired(rows: Iterable[Any], events: Iterator[Event]) -> Iterator[tuple[Any, list[Event]]]:
    """Give each row its events; both come in the order of the row's key, so neither is kept."""
    groups = groupby(events, key=itemgetter(0))
    key, group = next(groups, (None, None))
    for row in rows:
        told: list[Event] = []
        if key == row[0] and group is not None:
            told = list(group)
            key, group = next(groups, (None, None))
        yield row, told


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _label(name: str) -> str:
    return str(getattr(Assignment._meta.get_field(name), "verbose_name", name))
