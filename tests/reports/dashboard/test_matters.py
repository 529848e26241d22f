"""需协调事项 and late tasks: told by task, the strongest reason first, at most three."""

from datetime import timedelta

import pytest

from reports.choices import ItemOutcome, LetterKind, LetterState
from reports.figures.sets import Moment
from reports.figures.troubles import Trouble, troubles
from reports.models import LadderStep, Letter, LetterItem
from reports.pages.matters import SHOWN_MATTERS, coordination, late_tasks
from reports.services.starting import set_up_county
from tasks.choices import PartRole
from tasks.services.workflow import ACTIONS
from tests import factories as make
from tests.factories import DAY, at
from units.choices import Relation, Role

pytestmark = [pytest.mark.django_db, pytest.mark.core]
LATE = DAY + timedelta(days=14)


def trouble(task_id, unit="县水利局", days=1, **facts):
    given = {"late": True, "objected": False, "supervised": False, "prompted": False, **facts}
    given.setdefault("long_workdays", 20)
    return Trouble(task_id, f"({task_id})", f"任务{task_id}", unit, days, **given)


def test_only_what_has_a_reason_and_no_more_than_three():
    assert coordination([trouble(1, days=20)]) == []
    rows = [trouble(n, days=20 + n) for n in range(1, 9)]
    assert [matter.task_id for matter in coordination(rows)] == [8, 7, 6]
    assert SHOWN_MATTERS == 3


def test_the_strongest_reason_comes_first_and_speaks_for_its_task():
    rows = [
        trouble(1, days=90),
        trouble(2, days=3, prompted=True),
        trouble(3, late=False, days=0, objected=True),
        trouble(4, "县住建局", days=9, supervised=True),
        trouble(4, "县财政局", days=99),
    ]
    found = coordination(rows)
    assert [matter.task_id for matter in found] == [4, 3, 2]
    assert found[0].units == ("县住建局",)
    assert found[0].reason.startswith("已发督办函")


def test_late_tasks_name_their_units_shortly():
    rows = [trouble(1, f"单位{n}", days=n) for n in range(1, 8)] + [trouble(2, days=30)]
    found = late_tasks([*rows, trouble(3, late=False, objected=True)])
    assert [(matter.task_id, matter.days) for matter in found] == [(2, 30), (1, 7)]
    assert found[1].unit_words == "单位1、单位2、单位3等 7 个单位"


@pytest.fixture
def scene():
    county = make.county()
    return county, make.campaign(county), make.seat(county, Role.OFFICE_CLERK)


def letter(campaign, part, kind, **fields):
    row = Letter.objects.create(
        county=campaign.county,
        campaign=campaign,
        kind=kind,
        state=LetterState.ISSUED,
        unit=part.unit,
        title="函",
        drafted_at=at(),
        snapshot={},
        **fields,
    )
    LetterItem.objects.create(letter=row, assignment=part, outcome=ItemOutcome.INCLUDED)


def test_letters_count_when_they_came_after_the_date_and_their_own_limit_has_passed(scene):
    county, campaign, office = scene
    part = make.issued(
        make.task(campaign, due_on=DAY + timedelta(days=3)),
        (make.unit(county, "县水利局"), PartRole.LEAD),
        by=office,
    )[0]
    moment = Moment.of(county.pk, LATE)

    def seen():
        return troubles(campaign, moment)[0]

    letter(campaign, part, LetterKind.PROMPT, issued_on=DAY, answer_by=DAY, number_text="1")
    assert not seen().prompted
    letter(campaign, part, LetterKind.PROMPT, issued_on=LATE, answer_by=LATE, number_text="2")
    assert not seen().prompted
    early = LATE - timedelta(days=5)
    letter(campaign, part, LetterKind.PROMPT, issued_on=early, answer_by=early, number_text="3")
    assert seen().prompted
    assert not seen().supervised
    letter(campaign, part, LetterKind.SUPERVISION, issued_on=LATE, number_text="4")
    assert seen().supervised
    assert seen().days_late == moment.calendar.days_late(part.due_on, LATE)


def test_how_long_is_long_follows_the_settings_of_the_ladder(scene):
    county, campaign, office = scene
    make.issued(
        make.task(campaign, due_on=DAY), (make.unit(county, "县水利局"), PartRole.LEAD), by=office
    )
    moment = Moment.of(county.pk, LATE)
    assert troubles(campaign, moment)[0].long_workdays is None
    head = set_up_county(county)
    assert troubles(campaign, moment)[0].long_workdays == 15
    head.prompt_workdays = 3
    head.save()
    LadderStep.objects.filter(county=county, code="p+5").update(offset=2)
    [late] = troubles(campaign, moment)
    assert (late.days_late, late.reason) == (10, "")
    LadderStep.objects.filter(county=county, code="t+5").update(offset=4)
    assert troubles(campaign, moment)[0].reason == "逾期超过 9 个工作日"


def test_disputed_parts_are_there_before_they_are_late_and_others_are_not(scene):
    county, campaign, office = scene
    unit = make.unit(county, "县水利局")
    asked = make.unit(county, "县法院", relation=Relation.JUDICIAL)
    mine, theirs = make.issued(
        make.task(campaign), (unit, PartRole.LEAD), (asked, PartRole.RESPONSIBLE), by=office
    )
    assert troubles(campaign, Moment.of(county.pk, DAY)) == ()
    owner = make.seat(county, Role.LIAISON, unit)
    ACTIONS["object"](mine.pk, actor=owner, now=at(), reason="不属本单位职责")
    found = troubles(campaign, Moment.of(county.pk, DAY))
    assert [(row.unit, row.late, row.objected) for row in found] == [("县水利局", False, True)]
    late = troubles(campaign, Moment.of(county.pk, DAY + timedelta(days=60)))
    assert [row.unit for row in late] == ["县水利局"]
    assert theirs.unit == asked
    assert troubles(campaign, Moment.of(county.pk, DAY), unit_ids=[asked.pk]) == ()
