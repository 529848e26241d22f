"""The document as a whole: what it is cited as, and whether it is the right one."""

import pytest

from tasks.models import Task
from tasks.services.plan_import import confirming, reading, whole
from tests import factories as f
from tests.factories import at
from units.choices import Role
from units.errors import Refused

pytestmark = pytest.mark.django_db
ITEMS = "1.建立台账。\n牵头单位：县司法局\n完成时限：11月底前\n2.开展培训。\n牵头单位：县司法局\n完成时限：11月底前\n"
PLAN = f"示例县2026年法治政府建设工作要点\n{ITEMS}"


@pytest.fixture
def office():
    county = f.county()
    f.unit(county, "县司法局")
    return f.seat(county, Role.OFFICE_CLERK)


def read(office, text=PLAN, name="要点.txt"):
    campaign = office.county.campaigns.first() or f.campaign(office.county)
    return reading.start(
        campaign, actor=office, now=at(), year=2026, filename=name, data=text.encode()
    )


def confirm(office, found, **ticked):
    return confirming.confirm(found.pk, actor=office, now=at(), doubts_checked=True, **ticked)


def edit(office, found, **fields):
    facts = {"title": "法治政府建设工作要点", "doc_number": "", "year": 2026} | fields
    return whole.edit_facts(found.pk, actor=office, now=at(), **facts)


def test_the_own_plan_of_the_year_is_not_doubted(office):
    assert whole.whole_doubts(read(office)) == []


@pytest.mark.parametrize(
    ("head", "words"),
    [
        ("海原县2026年法治政府建设工作要点", "海原县"),
        ("示例县2023年法治政府建设工作要点", "2023年"),
        ("关于印发海原县2026年工作要点的通知", "海原县"),
    ],
)
def test_another_year_or_county_must_be_ticked(office, head, words):
    found = read(office, f"{head}\n{ITEMS}")
    (doubt,) = whole.whole_doubts(found)
    assert words in doubt
    with pytest.raises(Refused, match=words):
        confirm(office, found)
    assert not Task.objects.exists()
    assert confirm(office, found, whole_checked=True).tasks.count() == 2


def test_the_same_text_and_the_same_tasks_are_told(office):
    confirm(office, read(office))
    again = edit(office, read(office), title="另一名称")
    assert "文字完全相同" in whole.whole_doubts(again)[0]
    other = read(office, PLAN + "3.新的一项。\n牵头单位：县司法局\n")
    assert "有 2 项任务" in whole.whole_doubts(other)[0]


def test_pasted_text_without_a_title_line_asks_for_one(office):
    found = read(office, ITEMS, reading.PASTED)
    assert found.title == ""
    with pytest.raises(Refused, match="文件名称"):
        confirm(office, found)
    edit(office, found, title="《示例县2026年工作要点》", doc_number="示法办发〔2026〕1号")
    plan = confirm(office, found)
    assert (plan.title, plan.doc_number) == ("示例县2026年工作要点", "示法办发〔2026〕1号")


def test_a_new_year_asks_for_a_look_at_the_dates(office):
    found = edit(office, edit(office, read(office), year=2027), year=2025)
    said = [doubt["message"] for row in found.rows for doubt in row["doubts"]]
    assert found.year == 2025
    assert sum("改为2025" in words for words in said) == 2
    assert not any("改为2027" in words for words in said)


def test_a_title_of_nothing_is_refused(office):
    with pytest.raises(Refused, match="文件名称"):
        edit(office, read(office), title="《》")
