"""`/letters/batches/<pk>/`: letters drafted together, checked, signed and issued together."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reports.models import Letter
from reports.services.letters import batches, drafting
from tasks.services import workflow
from tests import factories as make
from tests.factories import at
from units.models import Work
from units.services import works

pytestmark = pytest.mark.django_db


def drafted(scene, count):
    task = make.task(scene.campaign)
    for n in range(count):
        make.part(task, make.unit(scene.county, f"县{task.pk}-{n}局"), rank=n + 1)
    return drafting.draft_handover([task.pk], actor=scene.clerk, now=at())


@pytest.fixture
def batch(scene):
    return drafted(scene, 3)


def url(name, batch):
    return reverse(name, args=(batch.pk,))


def states(batch):
    return set(batch.letters.values_list("state", flat=True))


def run(work):
    with works.taken(work.pk, now=at()) as taken:
        batches.run_issue(taken, clock=at)


def test_all_at_once_from_draft_to_issue(batch, clerk, chief):
    assert "核稿并送签 3 件" in clerk.get(url("batch", batch)).text_
    clerk.post(url("batch-check-send", batch))
    assert states(batch) == {"for_signature"}
    assert "全部签发" not in clerk.get(url("batch", batch)).text_
    assert "全部签发 3 件" in chief.get(url("batch", batch)).text_
    chief.post(url("batch-sign", batch))
    assert "编号印发 3 件" in clerk.get(url("batch", batch)).text_
    clerk.post(url("batch-issue", batch))
    assert "可以离开本页" in clerk.get(url("batch", batch)).text_
    run(Work.objects.get())
    page = clerk.get(url("batch", batch))
    assert states(batch) == {"issued"}
    assert "已编号印发 3 件" in page.text_


def test_progress_is_polled_until_it_is_over(scene, batch, clerk, chief):
    clerk.post(url("batch-check-send", batch))
    chief.post(url("batch-sign", batch))
    clerk.post(url("batch-issue", batch))
    going = clerk.get(url("batch-progress", batch))
    assert "hx-get" in going.text_
    assert "HX-Refresh" not in going
    run(Work.objects.get())
    over = clerk.get(url("batch-progress", batch))
    assert over["HX-Refresh"] == "true"
    assert "hx-get" not in over.text_


def test_a_refused_letter_is_named_until_it_is_dealt_with(scene, batch, clerk, chief):
    clerk.post(url("batch-check-send", batch))
    chief.post(url("batch-sign", batch))
    letter = batch.letters.order_by("unit__position", "pk")[0]
    workflow.cancel(letter.items.get().assignment_id, actor=scene.clerk, now=at(), reason="停办")
    clerk.post(url("batch-issue", batch))
    run(Work.objects.get())
    page = clerk.get(url("batch", batch))
    assert page.context["refused"] == [
        {"pk": str(letter.pk), "unit": letter.unit.short, "why": page.context["refused"][0]["why"]}
    ]
    assert "所列事项有变化（已为“" in page.text_
    clerk.post(reverse("letter-discard", args=(letter.pk,)), **{"discard-reason": "停办"})
    assert clerk.get(url("batch", batch)).context["refused"] == []


@pytest.mark.parametrize("name", ["batch-sign", "batch-issue"])
def test_nothing_to_do_is_said(batch, chief, name):
    answer = chief.post(url(name, batch), status=200, follow=True)
    assert "这一批没有" in answer.text_
    assert states(batch) == {"draft"}


def test_only_the_head_signs_and_only_the_office_sees(batch, clerk, liaison, foreigner):
    clerk.post(url("batch-sign", batch), status=403)
    liaison.get(url("batch", batch), status=403)
    foreigner.get(url("batch", batch), status=404)
    for name in ("batch-check-send", "batch-sign", "batch-issue"):
        liaison.post(url(name, batch), status=403)
    foreigner.post(url("batch-issue", batch), status=404)


def test_one_broken_letter_stops_the_check_of_all(batch, clerk):
    letter = batch.letters.first()
    Letter.objects.filter(pk=letter.pk).update(title="标题【待定】")
    answer = clerk.post(url("batch-check-send", batch), status=200, follow=True)
    assert "还没有填上" in answer.text_
    assert states(batch) == {"draft"}


def test_queries_do_not_grow_with_the_letters(scene, batch, clerk, django_assert_num_queries):
    clerk.get(url("batch", batch))
    with CaptureQueriesContext(connection) as few:
        clerk.get(url("batch", batch))
    many = drafted(scene, 12)
    with django_assert_num_queries(len(few)):
        clerk.get(url("batch", many))
