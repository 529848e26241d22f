"""延期: asked by the unit, answered by the office, taken back by the unit."""

from datetime import date

import pytest

from tasks.models import Extension
from tests import factories as f
from tests.indicators.uploads import samples
from tests.reports.visiting import beside, elsewhere, file, on_top
from tests.tasks.workflow.scene import fresh

WANTED = {"wanted_due_on": "2026-04-20", "reason": "需要会商"}


@pytest.fixture
def part(scene):
    return scene.part("active")


@pytest.fixture
def asked(scene, visit, part):
    visit.post(scene.owner, "extension-ask", part.pk, **WANTED)
    return Extension.objects.get()


def test_asked_and_granted_moves_the_date(scene, visit, part, asked):
    shown = visit.get(scene.office, "extension", asked.pk, "grant").text_
    assert "现行时限2026年3月31日，申请延至2026年4月20日" in shown
    visit.post(scene.office, "extension", asked.pk, "grant")
    assert fresh(part).due_on == date(2026, 4, 20)
    assert "已同意" in visit.get(scene.owner, "my-part", part.pk).text_


def test_granted_to_another_day(scene, visit, part, asked):
    visit.post(scene.office, "extension", asked.pk, "grant", due_on="2026-04-10", note="抓紧")
    assert fresh(part).due_on == date(2026, 4, 10)


def test_refused_is_shown_with_its_reason(scene, visit, part, asked):
    visit.post(scene.office, "extension", asked.pk, "refuse", note="时间紧迫")
    assert fresh(part).due_on == date(2026, 3, 31)
    assert "时间紧迫" in visit.get(scene.owner, "my-part", part.pk).text_


def test_taken_back_by_the_unit(scene, visit, part, asked):
    visit.post(scene.colleague, "extension", asked.pk, "withdraw")
    asked.refresh_from_db()
    assert asked.state == "withdrawn"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"wanted_due_on": "2026-03-31"}, "wanted_due_on"),
        ({"wanted_due_on": ""}, "wanted_due_on"),
        ({"wanted_due_on": "四月底"}, "wanted_due_on"),
        ({"wanted_due_on": "2027-04-01"}, "wanted_due_on"),
        ({"reason": " "}, "reason"),
    ],
)
def test_asking_is_refused_beside_the_field(scene, visit, part, change, field):
    answer = visit.post(scene.owner, "extension-ask", part.pk, status=400, **(WANTED | change))
    beside(answer, field, "", typed="需要会商" if field != "reason" else "2026-04-20")


def test_not_beyond_the_campaign(scene, visit, part):
    scene.campaign.ends_on = date(2026, 4, 19)
    scene.campaign.save()
    answer = visit.post(scene.owner, "extension-ask", part.pk, status=400, **WANTED)
    beside(answer, "wanted_due_on", "不晚于2026年4月19日")


def test_after_the_date_it_is_too_late(scene, visit, part):
    visit.now = f.at(date(2026, 4, 1))
    answer = visit.post(scene.owner, "extension-ask", part.pk, status=400, **WANTED)
    on_top(answer, "时限已过", typed="需要会商")
    assert "申请延期" not in visit.get(scene.owner, "my-part", part.pk).text_


def test_a_second_one_is_a_conflict(scene, visit, part, asked):
    answer = visit.post(scene.owner, "extension-ask", part.pk, status=409, **WANTED)
    on_top(answer, "待答复")


def test_answering_is_refused(scene, visit, part, asked):
    answer = visit.post(scene.office, "extension", asked.pk, "refuse", status=400, note=" ")
    beside(answer, "note", "请填写")
    answer = visit.post(
        scene.office, "extension", asked.pk, "grant", status=400, due_on="2026-03-31", note="意见甲"
    )
    beside(answer, "due_on", "晚于现行时限", typed="意见甲")
    answer = visit.post(
        scene.office, "extension", asked.pk, "grant", status=400, due_on="2099-11-01"
    )
    beside(answer, "due_on", "不晚于2027年3月31日")
    visit.post(scene.office, "extension", asked.pk, "grant")
    answer = visit.post(scene.office, "extension", asked.pk, "refuse", status=409, note="晚了")
    on_top(answer, "已同意", typed="晚了")


def test_who_may_not(scene, visit, part, asked):
    visit.get(scene.office, "extension-ask", part.pk, status=404)
    visit.get(scene.lead, "extension-ask", part.pk, status=404)
    for verdict in ("grant", "refuse"):
        visit.post(scene.owner, "extension", asked.pk, verdict, status=403, note="x")
        visit.post(scene.stranger, "extension", asked.pk, verdict, status=404, note="x")
    visit.post(scene.office, "extension", asked.pk, "withdraw", status=403)
    visit.get(scene.office, "extension", asked.pk, "sell", status=404)
    visit.get(scene.office, "extension", 99999, "grant", status=404)
    visit.get(scene.owner, "extension-ask", elsewhere(scene).pk, status=404)


def test_with_a_file_that_becomes_the_units_proof(scene, visit):
    part = scene.part("active")
    notice = file("上级通知.pdf", samples.pdf())
    visit.post(scene.owner, "extension-ask", part.pk, **WANTED, evidence=notice)
    asked = part.extensions.get()
    assert (asked.evidence.title, asked.evidence.unit) == ("上级通知", scene.unit)
    for seat, page, args in (
        (scene.office, "extension", (asked.pk, "grant")),
        (scene.office, "task-part", (part.task_id, part.pk)),
        (scene.owner, "my-part", (part.pk,)),
    ):
        assert f"/evidence/{asked.evidence_id}/" in visit.get(seat, page, *args).text_
    lead = visit.get(scene.lead, "task-part", part.task_id, part.pk).text_
    assert WANTED["reason"] in lead
    assert "上级通知" not in lead


def test_a_file_that_is_refused_is_named_and_nothing_is_asked(scene, visit):
    part = scene.part("active")
    bad = file("病毒.exe", b"MZ" + bytes(99))
    answer = visit.post(scene.owner, "extension-ask", part.pk, status=400, **WANTED, evidence=bad)
    assert "病毒.exe" in answer.text_
    assert not part.extensions.exists()
