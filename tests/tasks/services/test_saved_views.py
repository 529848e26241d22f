"""我的视图: whose it is, what it keeps, how many."""

import pytest
from django.http import QueryDict

from indicators.models import Campaign
from tasks.models import SavedView
from tasks.services.saved_views import MOST, drop_view, query_of, save_view
from units.errors import Forbidden, Refused

pytestmark = [pytest.mark.django_db, pytest.mark.core]


def save(scene, name="逾期的", query="timeliness=late", who="office"):
    return save_view(actor=getattr(scene, who), name=name, query=query)


def test_it_keeps_filters_and_order_only_always_in_one_order(scene):
    view = save(scene, " 司法局 ", "page=3&unit=7&sort=due&state=&x=1&timeliness=late")
    assert (view.name, view.query) == ("司法局", "timeliness=late&unit=7&sort=due")
    assert query_of(QueryDict("unit=7&timeliness=late&sort=due")) == view.query


@pytest.mark.parametrize(
    ("name", "query", "words"),
    [
        ("全部", "page=2", "还没有筛选条件"),
        (" ", "state=draft", "请填写视图名称"),
        ("长" * 21, "state=draft", "不超过 20 字"),
        ("长", "q=" + "词" * 100, "太长"),
    ],
)
def test_refused(scene, name, query, words):
    with pytest.raises(Refused, match=words):
        save(scene, name, query)


def test_a_name_is_taken_once_by_each(scene):
    save(scene)
    with pytest.raises(Refused, match="已有名为“逾期的”") as caught:
        save(scene, query="state=draft")
    assert set(caught.value.fields) == {"name"}
    save(scene, who="leader")


def test_at_most_twelve(scene):
    for n in range(MOST):
        save(scene, f"视图{n}")
    with pytest.raises(Refused, match="最多保存 12 个"):
        save(scene, "再来一个")
    save(scene, who="leader")


def test_deleted_by_its_owner_alone(scene):
    view = save(scene)
    with pytest.raises(Forbidden):
        drop_view(view, actor=scene.office_head)
    drop_view(view, actor=scene.office)
    assert not SavedView.objects.exists()


def test_those_of_a_seat_come_along_with_another_row(scene):
    def read(seat):
        views = SavedView.objects.visible_to(seat).gathered()
        return Campaign.objects.annotate(views=views).get(pk=scene.campaign.pk).views

    assert read(scene.office) is None
    rows = [save(scene), save(scene, "草稿“甲”", "state=draft")]
    save(scene, who="leader")
    assert sorted(read(scene.office), key=lambda view: view["pk"]) == [
        {"pk": row.pk, "name": row.name, "query": row.query} for row in rows
    ]
