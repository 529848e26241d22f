"""A 工作提醒 as paper: made when it is wanted, kept nowhere."""

from datetime import date

from reports.choices import LetterKind
from reports.docx.snapshot import LetterSnapshot
from reports.figures.sets import SETS, Moment
from reports.letters.compose import compose
from reports.letters.wording import propose
from reports.services.letters.building import facts_for
from reports.services.settings.wording import wording_of
from tasks.models import Assignment
from units.models import Unit


def reminder_to(unit: Unit, *, today: date) -> LetterSnapshot | None:
    """Return the reminder about the parts that are late or due soon; None where there are none."""
    moment = Moment.of(unit.county_id, today)
    due = SETS["overdue"].where(moment) | SETS["due_soon"].where(moment)
    parts = list(Assignment.objects.filter(due, unit=unit).select_related("task__plan", "unit"))
    if not parts:
        return None
    facts = facts_for(unit, parts, today=today)
    texts = propose(LetterKind.REMINDER, facts, wording_of(unit.county_id))
    return compose(LetterKind.REMINDER, facts, texts, signed_on=today)
