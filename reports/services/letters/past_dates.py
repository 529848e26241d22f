"""Tasks handed over after their date (rule 9): a new date, or confirmed per task."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from reports.models import Letter
from tasks.choices import TaskState
from tasks.models import Assignment, Task
from tasks.services import changes, workflow
from tasks.services.far_days import refuse_far
from units.access import Seat
from units.calendar import calendar
from units.clock import local_date
from units.day_words import day_cn
from units.errors import Refused


@dataclass(frozen=True)
class PastDates:
    """What was said of tasks whose date has passed, by task id.

    `moved` have a new date; `confirmed` are handed over as due on the day of issue.
    """

    moved: Mapping[int, date] = field(default_factory=dict)
    confirmed: frozenset[int] = frozenset()


def past_tasks(parts: Iterable[Assignment], today: date) -> list[Task]:
    """Return the tasks of these parts (tasks loaded) whose date has passed, each once, in order."""
    days = calendar()
    found: dict[int, Task] = {}
    for part in parts:
        due_on = None if part.task.long_term else part.agreed_due_on or part.task.due_on
        if due_on and days.effective(due_on) < today:
            found[part.task_id] = part.task
    return list(found.values())


def give_new_dates(
    parts: Collection[Assignment], moved: Mapping[int, date], *, actor: Seat, now: datetime
) -> None:
    """Give the tasks of draft parts their new dates.

    A draft task moves as a whole; of one handed over already only these new parts do. Raises
    Refused for a new date that has passed too.
    """
    tasks = {part.task_id: part.task for part in parts if part.task_id in moved}
    for task_id, task in sorted(tasks.items()):
        due_on = moved[task_id]
        if due_on < local_date(now):
            raise Refused(
                f"任务{task.number}“{task.title}”的新时限{day_cn(due_on)}也已过，请改为今天或以后。",
                fields={f"due_{task_id}": "请填写今天或以后的日期。"},
            )
        refuse_far(due_on, task.campaign, today=local_date(now), field=f"due_{task_id}")
        if task.state == TaskState.DRAFT:
            if task.due_on != due_on:
                changes.change_due(task_id, actor=actor, now=now, due_on=due_on)
            continue
        for part in parts:
            if part.task_id == task_id and (part.agreed_due_on or task.due_on) != due_on:
                workflow.set_due(part, action="change_due", actor=actor, now=now, agreed=due_on)


def refuse_unconfirmed(tasks: Iterable[Task], confirmed: Collection[int]) -> None:
    """Raise Refused naming the tasks whose passed date nobody has moved or confirmed."""
    open_ = [task for task in tasks if task.pk not in confirmed]
    if open_:
        numbers = "、".join(task.number or f"“{task.title}”" for task in open_)
        raise Refused(f"任务{numbers}的时限已过，请改定新的时限，或逐项勾选“按印发当天交办”。")


def unconfirmed(letter: Letter, parts: Iterable[Assignment], today: date) -> list[Task]:
    """Return the tasks of a letter whose date has passed and that nobody has confirmed."""
    late = past_tasks(parts, today)
    confirmed = confirmed_tasks(letter) if late else set()
    return [task for task in late if task.pk not in confirmed]


def confirmed_tasks(letter: Letter) -> set[int]:
    """Return the ids of the tasks that “按印发当天交办” was ticked for."""
    return set(letter.items.filter(past_confirmed=True).values_list("assignment__task", flat=True))
