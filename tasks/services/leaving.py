"""What keeps a unit from being closed: the parts it still has to do."""

from tasks.choices import FINAL_STATES, PartState, TaskState
from units.models import Unit


def open_parts(unit: Unit) -> list[str]:
    """Return one sentence with the way out when the unit has parts that are not over, else [].

    A draft counts too: it would be handed over to a unit that has no people any more.
    """
    rows = unit.assignments.exclude(state__in=FINAL_STATES).exclude(task__state=TaskState.CANCELLED)
    count = rows.count()
    if not count:
        return []
    drafts = rows.filter(state=PartState.DRAFT).count()
    among = f"（其中 {drafts} 项尚未交办）" if drafts else ""
    return [f"{unit.short}还有 {count} 项分工未办结{among}，请先调整承办单位或取消交办"]
