"""任务: who sees which rows, filters, tabs, and a number of queries that rows do not change."""

import pytest

from indicators.models import Indicator
from tasks.models import Plan, PlanChapter
from tests import factories as f
from tests.reports.visiting import elsewhere, several_tasks

LATE = f.DAY
NOW = f.at(f.DAY.replace(day=4))


def titles(answer):
    return [row.task.title for row in answer.context["rows"]]


@pytest.fixture
def rows(scene, visit):
    """One draft, one late, one under review, one closed, and one of another county."""
    made = {"draft": scene.draft(title="草稿任务")[0].task}
    made["late"] = scene.issued(title="逾期任务", due_on=LATE)[0].task
    part = scene.part("submitted", led=False)
    made["submitted"] = part.task
    made["done"] = scene.part("accepted", led=False).task
    elsewhere(scene)
    visit.now = NOW
    return made


def test_the_office_sees_all_of_its_county(scene, visit, rows):
    answer = visit.get(scene.office, "tasks")
    assert set(titles(answer)) == {task.title for task in rows.values()}
    assert "邻县任务" not in answer.text_


def test_a_leader_sees_what_was_handed_over_and_may_tick_nothing(scene, visit, rows):
    answer = visit.get(scene.leader, "tasks")
    assert set(titles(answer)) == {task.title for n, task in rows.items() if n != "draft"}
    assert 'name="ids"' not in answer.text_
    assert "新建任务" not in answer.text_


@pytest.mark.parametrize("who", ["lead", "owner", "support", "inspector", "expert"])
def test_others_have_no_use_for_the_list(scene, visit, rows, who):
    assert "本单位任务" in visit.get(getattr(scene, who), "tasks", status=403).text_


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"state": "draft"}, {"draft"}),
        ({"timeliness": "late"}, {"late"}),
        ({"timeliness": "submitted"}, {"submitted"}),
        ({"timeliness": "done"}, {"done"}),
        ({"timeliness": "soon"}, set()),
        ({"q": "逾期"}, {"late"}),
        ({"q": "没有这样的词"}, set()),
        ({"kind": "extra"}, set()),
    ],
)
def test_filters(scene, visit, rows, query, found):
    answer = visit.get(scene.office, "tasks", **query)
    assert set(titles(answer)) == {rows[name].title for name in found}


def test_filter_by_unit_leaves_cancelled_parts_out(scene, visit, rows):
    part = scene.issued(title="另一项任务")[1]
    scene.act("cancel", part, scene.office)
    answer = visit.get(scene.office, "tasks", unit=scene.unit.pk)
    assert "另一项任务" not in titles(answer)
    assert rows["late"].title in titles(answer)


def test_filter_by_text_finds_the_unit_too(scene, visit, rows):
    assert len(titles(visit.get(scene.office, "tasks", q="水利"))) == 4


def test_filter_by_method_and_chapter(scene, visit, rows):
    leaf = Indicator.objects.get(system=scene.campaign.system, level=3)
    leaf.methods.create(method="onsite")
    rows["late"].indicators.add(leaf)
    plan = Plan.objects.create(
        campaign=scene.campaign,
        year=2026,
        title="工作要点",
        imported_at=f.at(),
        imported_by=scene.office.membership,
    )
    rows["draft"].chapter = PlanChapter.objects.create(plan=plan, title="一、总则", position=1)
    rows["draft"].save()
    onsite = visit.get(scene.office, "tasks", method="onsite")
    assert titles(onsite) == ["逾期任务"]
    assert "实地" in onsite.text_
    chapter = rows["draft"].chapter_id
    assert titles(visit.get(scene.office, "tasks", chapter=chapter)) == ["草稿任务"]


def test_three_methods_on_a_line_and_the_rest_counted(scene, visit, rows):
    leaf = Indicator.objects.get(system=scene.campaign.system, level=3)
    for method in ("written", "onsite", "web", "satisfaction", "exam"):
        leaf.methods.create(method=method)
    rows["late"].indicators.add(leaf)
    text = visit.get(scene.office, "tasks", q="逾期任务").text_
    assert text.count('class="mth mth-') == 3
    assert 'title="满意度、抽考">+2<' in text


@pytest.mark.parametrize(
    "query",
    [
        {"state": "nonsense"},
        {"unit": "x"},
        {"unit": "999999"},
        {"chapter": "-1"},
        {"q": "长" * 101},
    ],
)
def test_a_bad_filter_is_said_and_shows_everything(scene, visit, rows, query):
    answer = visit.get(scene.office, "tasks", status=400, **query)
    assert answer.context["filters"].form.errors
    assert len(titles(answer)) == len(rows)


def test_another_countys_unit_is_no_choice(scene, visit, rows):
    unit = f.unit(f.county("远县"), "远县司法局")
    visit.get(scene.office, "tasks", status=400, unit=unit.pk)


def test_tabs_count_what_they_show(scene, visit, rows):
    for tab in visit.get(scene.office, "tasks").context["tabs"]:
        query = dict(pair.split("=") for pair in tab.params.split("&") if pair)
        assert visit.get(scene.office, "tasks", **query).context["page"].paginator.count == (
            tab.count
        ), tab.label


@pytest.mark.parametrize("sort", ["number", "due", "event", "nonsense"])
def test_sorted(scene, visit, rows, sort):
    shown = visit.get(scene.office, "tasks", sort=sort).context["rows"]
    if sort == "due":
        assert shown[0].task == rows["late"]
    if sort == "event":
        assert shown[0].task == rows["done"]
        assert shown[0].last_word == "审核通过"


def test_fifty_a_page(scene, visit):
    for _ in range(51):
        f.task(scene.campaign)
    assert len(titles(visit.get(scene.office, "tasks"))) == 50
    assert len(titles(visit.get(scene.office, "tasks", page="2"))) == 1
    assert len(titles(visit.get(scene.office, "tasks", page="nonsense"))) == 50


def test_queries_do_not_grow_with_rows(scene, queries):
    several_tasks(scene, 2)
    few = queries(scene.office, "tasks")
    several_tasks(scene, 6)
    assert queries(scene.office, "tasks") == few


def test_an_empty_county_says_what_comes_next(scene, visit):
    assert "导入方案" in visit.get(scene.office, "tasks").text_
    assert "没有符合条件的任务" in visit.get(scene.office, "tasks", q="无").text_
