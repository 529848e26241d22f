"""What 销号 does to the parts that are still open, said before it is done."""

from tasks.choices import FINAL_STATES, PartState
from tasks.models import Assignment, Task


def let_go(task: Task) -> tuple[str, ...]:
    """Return a sentence for the parts nobody will judge any more, and one for the other open ones."""
    rows = Assignment.objects.filter(task=task).exclude(state__in=FINAL_STATES)
    parts = list(rows.select_related("unit").order_by("rank", "pk"))
    handed_in = [part for part in parts if part.state == PartState.SUBMITTED]
    others = [part for part in parts if part.state not in (PartState.SUBMITTED, PartState.DRAFT)]
    drafts = [part for part in parts if part.state == PartState.DRAFT]
    said = (
        (
            handed_in,
            "{units}已报送、还没有审核：销号后不再审核，标为“无需办理”；要审核的，请先审核再销号。",
        ),
        (others, "{units}还没有办结，标为“无需办理”。"),
        (drafts, "{units}还没有交办，不再交办。"),
    )
    return tuple(
        words.format(units="、".join(part.unit.short for part in rows))
        for rows, words in said
        if rows
    )
