"""What holds a unit open: work it has not finished, or is about to be given."""

from tasks.choices import PartState
from tasks.models import Assignment
from tasks.transitions import NOT_OVER
from units.models import Unit

SHOWN = 3


def open_parts_of(unit: Unit) -> list[str]:
    """Return one sentence naming the first open parts of the unit; [] when it has none.

    Open are parts handed over and not final, and drafts of tasks still to be done: a letter that
    is issued later would reach nobody.
    """
    open_ = Assignment.objects.filter(unit=unit).open()
    drafts = Assignment.objects.filter(unit=unit, state=PartState.DRAFT, task__state__in=NOT_OVER)
    parts = (open_ | drafts).select_related("task").order_by("task__position", "pk")
    titles = [part.task.title for part in parts]
    if not titles:
        return []
    more = f"等{len(titles)}项" if len(titles) > SHOWN else ""
    named = "”“".join(title[:30] for title in titles[:SHOWN])
    return [f"还有任务未办结：“{named}”{more}，请先办结、取消或改由其他单位承办"]
