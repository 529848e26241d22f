"""创建总览: whose numbers it opens on, and that every number opens as many rows."""

import re
from html import unescape

import pytest
from django.urls import reverse

from indicators.models import Campaign
from reports.figures.campaign import campaign_figures
from reports.models import CampaignDay
from tasks.choices import TaskState
from tasks.models import Assignment, PlanChapter, Task
from tests import factories as make
from tests.reports.conftest import MONDAY, seat_in
from units.choices import Role

pytestmark = [pytest.mark.django_db, pytest.mark.core]

ROWS = r'<a[^>]*href="(/dashboard/(?:parts|tasks)/\?[^"]+)"[^>]*>'
NUMBER = re.compile(ROWS + r"\s*(\d+)\s*</a>")
CELL = re.compile(ROWS + r"(?:<b>(.)(\d+)</b> )?(\d+)/(\d+)</a>")


@pytest.fixture
def leader(busy):
    return seat_in(busy, Role.LEADER)


@pytest.fixture
def office(busy):
    return seat_in(busy, Role.OFFICE_CLERK)


def body(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def shown(answer):
    """Return how many rows the pages of an address have together, and those of the first."""
    return answer.context["page"].paginator.count, len(answer.context["rows"])


@pytest.mark.parametrize("scope", ["mine", "all"])
def test_every_number_opens_as_many_rows(browse, leader, scope):
    html = body(browse(leader, "/dashboard/", scope=scope))
    links = {unescape(address): int(number) for address, number in NUMBER.findall(html)}
    assert len(links) > 40
    for address, number in links.items():
        count, first = shown(browse(leader, address))
        assert (count, first) == (number, min(number, 100)), address


def test_every_cell_opens_the_parts_of_its_unit_and_chapter(browse, leader):
    html = body(browse(leader, "/dashboard/", scope="all", units="all"))
    cells = CELL.findall(html)
    assert {mark for _, mark, *_ in cells} == {"", "逾", "临"}
    for address, mark, count, done, total in cells[::9]:
        answer = browse(leader, unescape(address))
        states = [part.state for part, _ in answer.context["rows"]]
        assert len(states) == int(total)
        assert states.count("accepted") == int(done)
        kinds = [timing.kind for _, timing in answer.context["rows"]]
        if mark:
            assert kinds.count({"逾": "late", "临": "soon"}[mark]) >= int(count)


def test_a_leader_begins_with_the_units_they_oversee(browse, leader, busy):
    mine = set(leader.membership.oversees.values_list("short", flat=True))
    page = browse(leader, "/dashboard/").context["page"]
    assert {line.title for line in page.figures.units} <= mine
    figures = campaign_figures(busy, as_of=MONDAY, unit_ids=leader.membership.oversees.values("pk"))
    assert page.figures == figures
    whole = browse(leader, "/dashboard/", scope="all").context["page"]
    assert whole.figures == campaign_figures(busy, as_of=MONDAY)


def test_a_leader_of_no_units_begins_with_the_county(browse, leader, busy):
    leader.membership.oversees.clear()
    answer = browse(leader, "/dashboard/")
    assert answer.context["page"].figures == campaign_figures(busy, as_of=MONDAY)
    assert "我分管的" not in body(answer)


def test_the_office_sees_the_county_and_may_not_narrow(browse, office, busy):
    answer = browse(office, "/dashboard/", scope="mine")
    assert answer.context["page"].figures == campaign_figures(busy, as_of=MONDAY)


@pytest.mark.parametrize("name", ["dashboard", "parts", "task-rows", "ledger"])
def test_units_have_no_use_for_it(browse, busy, name):
    assert browse(seat_in(busy, Role.LIAISON), reverse(name)).status_code == 403


def test_rows_of_another_county_are_never_shown(browse, office, busy_campaigns):
    other = busy_campaigns[1]
    unit = other.county.units.first()
    answer = browse(office, "/dashboard/parts/", set="parts", unit=unit.pk)
    assert shown(answer) == (0, 0)
    chapter = Task.objects.filter(campaign=other).first().chapter_id
    assert shown(browse(office, "/dashboard/parts/", chapter=chapter)) == (0, 0)
    assert shown(browse(office, "/dashboard/tasks/", chapter=chapter)) == (0, 0)
    assert unit.short not in dict(answer.context["units"]).values()


@pytest.mark.parametrize(
    "query", ["set=x", "unit=x", "unit=" + "9" * 40, "chapter=x", "scope=x", "page=x", "set="]
)
@pytest.mark.parametrize("name", ["parts", "task-rows", "dashboard"])
def test_odd_addresses_are_answered(browse, office, name, query):
    assert browse(office, f"{reverse(name)}?{query}").status_code == 200


def test_weeks_trend_and_chapters_stand_as_numbers_beside_the_charts(browse, office, busy):
    answer = browse(office, "/dashboard/")
    page, html = answer.context["page"], body(answer)
    last = page.trend[-1]
    assert (last.expected, last.done) == (page.figures.total.expected, page.figures.total.done)
    stored = CampaignDay.objects.get(campaign=busy, day=page.trend[-2].day)
    assert page.trend[-2].done == stored.done
    for row in page.chapters:
        assert html.count(row.line.title) >= 2
    for name in ("chapters", "trend", "weeks"):
        assert f'id="{name}-data"' in html
    assert [row.week.due for row in page.weeks] == [
        browse(office, row.url).context["page"].paginator.count for row in page.weeks
    ]


def test_late_tasks_and_matters_are_told_by_task(browse, office, busy):
    page = browse(office, "/dashboard/").context["page"]
    assert [matter.days for matter in page.late] == sorted(
        (matter.days for matter in page.late), reverse=True
    )
    assert len(page.matters) <= 3
    assert all(matter.reason for matter in page.matters)
    late = Assignment.objects.filter(pk__in=[part.pk for part, _ in _rows(browse, office)])
    assert page.late_units == late.values("unit_id").distinct().count()


def _rows(browse, office):
    return browse(office, "/dashboard/parts/", set="overdue").context["rows"]


def test_the_late_list_opened_is_that_of_the_scope(browse, leader):
    mine = browse(leader, "/dashboard/").context["page"]
    rows = browse(leader, mine.late_url).context["page"].paginator.count
    assert rows == mine.figures.total.overdue
    whole = browse(leader, "/dashboard/", scope="all").context["page"]
    assert browse(leader, whole.late_url).context["count"] == whole.figures.total.overdue


def test_drafts_are_offered_to_the_office_only(browse, office, leader, busy):
    make.task(busy)
    drafts = busy.tasks.filter(state=TaskState.DRAFT).count()
    assert shown(browse(office, "/dashboard/tasks/", set="draft"))[0] == drafts > 0
    assert shown(browse(leader, "/dashboard/tasks/", set="draft", scope="all"))[0] == 0


def test_an_empty_county_is_told_what_comes_next(browse, office, busy):
    Campaign.objects.filter(pk=busy.pk).update(active=False)
    assert "还没有进行中的创建批次" in body(browse(office, "/dashboard/"))


def test_paper_has_one_sheet_style_and_the_as_of_time(browse, office):
    html = body(browse(office, "/dashboard/"))
    assert "print-dashboard.css" in html
    assert "截至 2026年11月23日 09:00" in html


def test_chapters_of_several_plans_are_told_apart(browse, leader, busy):
    page = body(browse(leader, "/dashboard/", scope="all"))
    assert 'scope="rowgroup"' not in page
    assert 'class="plans"' not in page
    first = busy.plans.get()
    second = busy.plans.create(
        year=first.year,
        version=first.version + 1,
        title="第二份工作要点",
        imported_at=MONDAY,
        imported_by=first.imported_by,
    )
    chapter = PlanChapter.objects.create(plan=second, title="二、又一个第二章", position=1)
    tasks = Task.objects.filter(chapter__plan=first, assignments__accepted_on__isnull=False)
    tasks = Task.objects.filter(pk__in=tasks.values("pk")[:1])
    tasks.update(chapter=chapter, plan=second)
    answer = browse(leader, "/dashboard/", scope="all")
    page = body(answer)
    for title in (first.title, second.title):
        assert page.count(f'scope="rowgroup">{title}</th>') == 2, title
        assert page.count(f'title="{title}"') == 1
    heads = [
        row["plan"] for row in answer.context["page"].charts["chapters"]["rows"] if "plan" in row
    ]
    assert heads[:2] == [first.title, second.title]
    narrowed = body(browse(leader, "/dashboard/parts/", scope="all"))
    assert "二、又一个第二章（《第二份工作要点》）" in narrowed
