"""What the tests of the ladder do: hand over, run a day, note a call, look at what was fired."""

from datetime import date

from reports.models import LadderFiring
from reports.services.ladder import firing
from tasks.choices import PartRole
from tasks.services import contacts, workflow
from tests import factories as make
from units.choices import Role

DUE = date(2026, 6, 10)  # a Wednesday


def handed_over(campaign, office, unit, due_on=DUE, role=PartRole.LEAD):
    [part] = make.issued(make.task(campaign, due_on=due_on), (unit, role), by=office)
    holder = make.seat(unit.county, Role.LIAISON, unit)
    workflow.ACTIONS["acknowledge"](part.pk, actor=holder, now=make.at())
    return part


def run(campaign, day):
    return firing.run(campaign, now=make.at(day, 9))


def note(part, office, day, answer="正在整理", **fields):
    contacts.note_contact(
        [part.pk],
        actor=office,
        now=make.at(day),
        method="phone",
        person="张三",
        answer=answer,
        **fields,
    )


def codes(**where):
    rows = LadderFiring.objects.filter(superseded=False, **where).order_by("id")
    return list(rows.values_list("step__code", flat=True))
