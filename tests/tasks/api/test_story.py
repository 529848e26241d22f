"""The branches of the story through the API: what happens after the letters have gone out."""

import pytest

from indicators.models import IndicatorProof
from tasks.models import Task
from tasks.services import extensions, workflow
from tests import factories as f
from tests.tasks.workflow.scene import fresh

pytestmark = [pytest.mark.django_db, pytest.mark.core]
REASONS = {"reasons": ["no_seal"], "note": "请补盖章页"}


def test_the_branches(scene, call):
    lead, part, support = scene.issued()
    leaf = scene.campaign.system.indicators.get(level=3)
    lead.task.indicators.add(leaf)

    # A responsible unit receives and hands in at once; the lead asks for more, then accepts.
    call.act(scene.owner, part, "submit", text="已评查", proofs=[f.evidence(scene.owner).pk])
    assert call.act(scene.lead, part, "ask_more", **REASONS)["return_count"] == 0
    again = call.act(scene.owner, part, "submit", text="已补盖章页")
    assert again["first_handed_in_on"] == "2026-03-02"
    assert call.act(scene.owner, part, "withdraw")["state"] == "returned"
    call.act(scene.owner, part, "submit", text="已补盖章页，附清单")
    assert call.act(scene.lead, part, "accept")["state"] == "accepted"

    # The lead consolidates; the office returns it once, counted, then accepts.
    call.act(scene.lead, lead, "submit", text="汇总", proofs=[f.evidence(scene.lead).pk])
    assert call.act(scene.office, lead, "return", **REASONS)["return_count"] == 1
    call.act(scene.office, lead, "accept", status=409)
    call.act(scene.lead, lead, "submit", text="汇总，已补正")
    assert call.act(scene.office, lead, "accept")["state"] == "accepted"

    # 销号 releases the supporting part; a part of a closed task opens only with the task.
    workflow.close_task(lead.task_id, actor=scene.office, now=call.now)
    assert call(scene.support, f"assignments/{support.pk}/")["state"] == "released"
    call.act(scene.office, part, "reopen", status=403, reason="抽查不实")
    assert Task.objects.get(pk=lead.task_id).state == "closed"
    assert IndicatorProof.objects.filter(indicator=leaf).count() == 2


def test_objection_kept_and_reassigned(scene, call):
    part = scene.issued()[1]
    call.act(scene.owner, part, "object", reason="不属本局职责")
    assert call.act(scene.office, part, "keep", reason="三定规定明确")["state"] == "active"
    call.act(scene.owner, part, "object", reason="职责已划转")
    call.act(scene.owner, part, "drop_objection")
    call.act(scene.owner, part, "object", reason="职责已划转")
    moved = {"unit": scene.other_unit.pk, "reason": "按新三定"}
    assert call.act(scene.office, part, "reassign", **moved)["state"] == "cancelled"
    new = part.task.assignments.get(unit=scene.other_unit)
    assert (new.state, new.rank) == ("draft", part.rank)
    assert call(scene.stranger, "assignments/")["count"] == 0, "not before its letter"


def test_suspended_resumed_cancelled_released_reopened(scene, call):
    lead, part, support = scene.issued()
    call.act(scene.office, part, "suspend", reason="上级调整")
    call.act(scene.owner, part, "submit", status=409, text="x")
    resumed = call.act(scene.office, part, "resume", reason="可以办了", due_on="2026-05-29")
    assert (resumed["state"], resumed["due_on"]) == ("pending", "2026-05-29")
    call.act(scene.office, support, "release")
    call.act(scene.office, part, "release", status=400)
    call.act(scene.office, part, "cancel", reason="重复交办")
    call.act(scene.lead, lead, "submit", text="只剩本局")
    call.act(scene.office, lead, "accept")
    opened = call.act(scene.office, lead, "reopen", reason="抽查不实", redo_by="2026-04-10")
    assert (opened["state"], opened["due_on"]) == ("active", "2026-04-10")


def test_on_behalf_and_who_reviews(scene, call):
    part = scene.part("active", led=False)
    needs = {"text": "微信发来照片", "received_from": "微信", "gap_note": "其余随后"}
    answer = call.act(scene.office, part, "submit", status=400, **needs)
    assert "received_on" in answer["fields"]
    call.act(scene.office, part, "submit", received_on="2026-03-02", **needs)
    assert "报送人不能审核" in call.act(scene.office, part, "accept", status=403)["detail"]
    assert call.act(scene.office_head, part, "accept")["state"] == "accepted"


def test_a_hand_in_takes_the_request_for_more_time_back(scene, call):
    part = scene.part("active")
    asked = extensions.ask(
        part.pk,
        actor=scene.owner,
        now=call.now,
        reason="会商",
        wanted_due_on=f.DAY.replace(month=4, day=20),
    )
    call.act(scene.owner, part, "submit", text="提前完成")
    asked.refresh_from_db()
    assert (asked.state, fresh(part).due_on.month) == ("withdrawn", 3)
