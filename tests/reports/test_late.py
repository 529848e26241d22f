"""逾期清单: the same rows on the page, in the workbook and behind the number of the overview."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from reports.figures.campaign import campaign_figures
from reports.figures.late import late_facts
from reports.figures.sets import Moment
from tests import factories as make
from tests.reports.conftest import MONDAY, seat_in
from units.choices import ASKED_ONLY, Role
from units.clock import local_date
from units.models import AuditEntry, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.core]


@pytest.fixture
def inspector(busy):
    return make.seat(busy.county, Role.INSPECTOR)


def facts_of(answer):
    return [fact for _, facts in answer.context["groups"] for fact in facts]


def test_it_holds_the_late_parts_in_the_order_of_bodies(browse, inspector, busy):
    answer = browse(inspector, "/late/")
    facts = facts_of(answer)
    assert tuple(facts) == late_facts(busy.pk, Moment.of(busy.county_id, local_date(MONDAY)))
    assert len(facts) == campaign_figures(busy, as_of=MONDAY).total.overdue > 0
    order = [fact.unit_id for fact in facts]
    position = dict(Unit.objects.filter(pk__in=order).values_list("pk", "position"))
    assert [position[pk] for pk in order] == sorted(position[pk] for pk in order)
    asked = Unit.objects.filter(pk__in=order, relation__in=ASKED_ONLY)
    assert not asked.exists()


def test_an_inspector_reads_the_list_and_opens_no_task(browse, inspector, busy):
    html = browse(inspector, "/late/").content.decode()
    assert 'href="/tasks/' not in html
    assert 'href="/tasks/' in browse(seat_in(busy, Role.LEADER), "/late/").content.decode()


@pytest.mark.parametrize("role", [Role.LIAISON, Role.EXPERT])
def test_others_are_refused(browse, busy, role):
    unit = busy.county.units.first() if role == Role.LIAISON else None
    seat = make.seat(busy.county, role, unit)
    assert browse(seat, "/late/").status_code == 403
    assert browse(seat, "/late/late.xlsx").status_code == 403


def test_the_workbook_holds_the_same_rows_and_is_audited(browse, inspector):
    facts = facts_of(browse(inspector, "/late/"))
    answer = browse(inspector, "/late/late.xlsx")
    rows = list(load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True))
    assert rows[1][0].endswith(f"截至2026年11月23日 09:00，共 {len(facts)} 项")
    assert [(row[1], row[3], row[7]) for row in rows[3:-1]] == [
        (fact.unit, fact.task_title, fact.days_late) for fact in facts
    ]
    assert AuditEntry.objects.filter(action="late.export").count() == 1


def test_nothing_late_says_so(browse, inspector, busy):
    busy.assignments.update(due_on=local_date(MONDAY))
    answer = browse(inspector, "/late/")
    assert "没有逾期的分工" in answer.content.decode()
