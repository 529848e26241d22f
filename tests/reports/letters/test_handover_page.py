"""`/letters/handover/`: what 交办 would do, what it asks first, then the drafts."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reports.models import Letter, LetterBatch, LetterHead
from tests import factories as make
from tests.factories import DAY
from units.choices import Relation

pytestmark = pytest.mark.django_db
PREVIEW = reverse("handover-preview")
PAST = date(2026, 2, 27)


def ids(*parts):
    return ",".join(str(part.task_id) for part in parts)


def test_the_boxes_of_the_task_list_lead_here(scene, clerk):
    first, second = scene.part(), scene.part()
    answer = clerk.post(PREVIEW, status=200, task=[first.task_id, second.task_id])
    assert "向 1 个单位交办" in answer.text_
    assert "2 项任务，2 项分工" in answer.text_
    assert not Letter.objects.exists()
    clerk.post(PREVIEW, ids=answer.context["ids"], draft="1")
    assert Letter.objects.get().items.count() == 2


def test_each_letter_can_be_looked_at_as_paper(scene, clerk):
    court = make.unit(scene.county, "县法院", relation=Relation.JUDICIAL)
    part = scene.part()
    make.part(part.task, court, role="support", rank=2)
    page = clerk.get(PREVIEW, ids=ids(part))
    assert "其中商请函 1 份" in page.text_
    assert "县司法局：" in page.text_
    page = clerk.get(PREVIEW, ids=ids(part), show=court.pk)
    assert "县法院：" in page.text_
    assert "请予支持为盼" in page.text_


def test_a_batch_is_drafted_and_shown(scene, clerk):
    part = scene.part()
    make.part(part.task, make.unit(scene.county, "县教育局"), rank=2)
    answer = clerk.post(PREVIEW, status=200, follow=True, ids=ids(part), draft="1")
    batch = LetterBatch.objects.get()
    assert answer.redirect_chain == [(reverse("batch", args=(batch.pk,)), 302)]
    assert "已向 2 个单位拟好交办文书" in answer.text_


def test_a_task_without_date_stands_in_the_way(scene, clerk):
    part = scene.part(due_on=None)
    page = clerk.get(PREVIEW, ids=ids(part))
    assert "没有办理时限" in page.text_
    assert reverse("task", args=(part.task_id,)) in page.text_
    answer = clerk.post(PREVIEW, status=400, ids=ids(part), draft="1")
    assert "请先填写时限或标为长期" in answer.text_
    assert not Letter.objects.exists()


def test_a_town_needs_leader_and_day(scene, clerk):
    part = scene.part(scene.town())
    answer = clerk.post(PREVIEW, status=400, ids=ids(part), draft="1", consent_by="李县长")
    assert "请填写日期。" in answer.text_
    assert 'value="李县长"' in answer.text_
    given = {"consent_by": "李县长", "consent_on": "2026-03-01"}
    clerk.post(PREVIEW, ids=ids(part), draft="1", **given)
    letter = Letter.objects.get()
    assert (letter.consent_by, letter.consent_on) == ("李县长", date(2026, 3, 1))


def test_looking_at_another_letter_keeps_what_was_typed(scene, clerk):
    part = scene.part(scene.town())
    answer = clerk.post(PREVIEW, status=200, ids=ids(part), show="1", consent_by="李县长")
    assert 'value="李县长"' in answer.text_


def test_each_date_that_passed_is_moved_or_confirmed(scene, clerk):
    kept, moved = scene.part(due_on=PAST), scene.part(due_on=PAST)
    chosen = ids(kept, moved)
    tick = {f"keep_{kept.task_id}": "on"}
    answer = clerk.post(PREVIEW, status=400, ids=chosen, draft="1", **tick)
    assert f"任务{moved.task.number}新的时限" in answer.text_
    assert "请改定时限，或勾选“按印发当天交办”。" in answer.text_
    name = f"due_{moved.task_id}"
    for wrong, words in (("2026-02-01", "请填写今天或以后的日期。"), ("x", "日期格式不对")):
        answer = clerk.post(PREVIEW, status=400, ids=chosen, draft="1", **tick, **{name: wrong})
        assert words in answer.text_
    clerk.post(PREVIEW, ids=chosen, draft="1", **tick, **{name: "2026-03-20"})
    letter = Letter.objects.get()
    scene.issued(letter)
    for part, due_on in ((kept, DAY), (moved, date(2026, 3, 20))):
        part.refresh_from_db()
        assert part.due_on == due_on


@pytest.mark.parametrize("given", ["", "x", "0", "99999999999999", "-1", "1,,2"])
def test_nothing_to_hand_over_says_what_to_do(scene, clerk, given):
    assert "没有可以交办的分工" in clerk.get(PREVIEW, ids=given).text_


def test_what_is_drafted_already_is_refused(scene, clerk):
    part = scene.part()
    clerk.post(PREVIEW, ids=ids(part), draft="1")
    answer = clerk.post(PREVIEW, status=400, ids=ids(part), draft="1")
    assert "没有可以交办的分工" in answer.text_
    assert Letter.objects.count() == 1


def test_for_the_office_only_and_its_own_county(scene, liaison, foreigner):
    part = scene.part()
    liaison.get(PREVIEW, status=403, ids=ids(part))
    assert "没有可以交办的分工" in foreigner.get(PREVIEW, ids=ids(part)).text_


def test_queries_do_not_grow_with_the_letters(scene, clerk, django_assert_num_queries):
    few, many = scene.part(), scene.part()
    for n in range(9):
        make.part(many.task, make.unit(scene.county, f"县{n}局"), rank=n + 2)
    clerk.get(PREVIEW, ids=ids(few))
    with CaptureQueriesContext(connection) as one:
        clerk.get(PREVIEW, ids=ids(few))
    with django_assert_num_queries(len(one)):
        assert clerk.get(PREVIEW, ids=ids(many)).context["counts"]["letters"] == 10


def test_the_office_sees_how_many_each_unit_got_this_month(scene, clerk):
    for _ in range(2):
        scene.issued()
    old = scene.issued()
    Letter.objects.filter(pk=old.pk).update(issued_on=date(2026, 2, 27))
    page = clerk.get(PREVIEW, ids=ids(scene.part()))
    assert page.context["sent"] == {scene.unit.pk: 2}
    text = clerk.get(reverse("letter", args=(scene.handover().pk,))).text_
    assert "本月已给该单位发文 2 件" in text


def test_the_desk_counts_tasks_whose_letters_are_drafted_apart(scene, clerk):
    first, second = scene.part(), scene.part()
    assert "交办 2 项任务" in clerk.get("/").text_
    scene.handover(first)
    text = clerk.get("/").text_
    assert "交办 1 项任务" in text
    assert "1 项任务已拟文书，待签发" in text
    make.part(first.task, make.unit(scene.county, "县水利局"))
    assert "交办 2 项任务" in clerk.get("/").text_
    scene.handover(second)
    assert "交办 1 项任务" in clerk.get("/").text_


def test_what_is_left_out_is_named_with_the_reason(scene, clerk):
    part, empty = scene.part(), make.task(scene.campaign, title="还没有人承办的任务")
    gone = scene.part()
    scene.issued(scene.handover(gone))
    page = clerk.get(PREVIEW, ids=f"{ids(part, gone)},{empty.pk}")
    assert dict(page.context["plan"].left_out) == {
        gone.task: "承办单位都已交办",
        empty: "还没有承办单位，请先到任务页增加",
    }
    assert "这次不交办" in page.text_
    assert "还没有人承办的任务" in page.text_


def test_a_unit_where_nobody_would_see_it_is_named(scene, clerk):
    lonely = make.unit(scene.county, "县档案馆")
    part = scene.part()
    make.part(part.task, lonely, rank=2)
    page = clerk.get(PREVIEW, ids=ids(part))
    assert page.context["unattended"] == [lonely]
    assert "1 个单位还没有联络员：县档案馆" in page.text_


def test_letters_that_would_name_no_telephone_are_told_before(scene, clerk):
    part = scene.part()
    assert "函上将没有联系方式" not in clerk.get(PREVIEW, ids=ids(part)).text_
    LetterHead.objects.update(contact_phone="")
    assert "函上将没有联系方式" in clerk.get(PREVIEW, ids=ids(part)).text_
