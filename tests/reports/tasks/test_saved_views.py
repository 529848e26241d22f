"""我的视图 on the task list: saved, shown to its owner, opened, deleted."""

import pytest

from tasks.models import SavedView


@pytest.fixture
def view(scene, visit):
    answer = visit.post(scene.office, "saved-views", name="逾期的", query="timeliness=late&page=2")
    assert answer.url == "/tasks/?timeliness=late"
    return SavedView.objects.get()


def test_its_chip_is_the_current_one_where_it_leads(scene, visit, view):
    text = visit.get(scene.office, "tasks", timeliness="late", page="1").text_
    assert 'href="/tasks/?timeliness=late" aria-current="page">逾期的' in " ".join(text.split())


def test_it_is_nobody_elses(scene, visit, view):
    for who in (scene.office_head, scene.leader):
        assert "逾期的" not in visit.get(who, "tasks").text_
        visit.post(who, "saved-view-drop", view.pk, status=404)


def test_the_form_is_offered_where_there_is_a_filter(scene, visit):
    def offered(**query):
        return 'placeholder="视图名称"' in visit.get(scene.office, "tasks", **query).text_

    assert not offered(page="1")
    assert not offered(state="draft")  # a tab
    assert offered(state="draft", q="清理")
    visit.post(scene.office, "saved-views", name="清理草稿", query="q=清理&state=draft")
    assert not offered(q="清理", state="draft")


def test_a_taken_name_is_refused_beside_the_field_and_kept(scene, visit, view):
    answer = visit.post(scene.office, "saved-views", status=400, name="逾期的", query="state=draft")
    assert "已有名为“逾期的”" in answer.text_
    assert 'value="逾期的"' in answer.text_
    assert 'value="state=draft"' in answer.text_
    assert 'href="/tasks/?state=draft"' in answer.text_


def test_deleted(scene, visit, view):
    assert visit.post(scene.office, "saved-view-drop", view.pk).url == "/tasks/"
    assert not SavedView.objects.exists()
    assert "已删除视图“逾期的”" in visit.get(scene.office, "tasks").text_


@pytest.mark.parametrize("who", ["owner", "expert", "inspector"])
def test_of_no_use_to_who_has_no_list(scene, visit, view, who):
    visit.post(getattr(scene, who), "saved-views", status=403, name="x", query="state=draft")
    visit.post(getattr(scene, who), "saved-view-drop", view.pk, status=403)


def test_views_cost_the_list_no_query(scene, visit, queries):
    before = queries(scene.office, "tasks")
    for name in ("甲", "乙"):
        visit.post(scene.office, "saved-views", name=name, query="state=draft")
    assert queries(scene.office, "tasks") == before
