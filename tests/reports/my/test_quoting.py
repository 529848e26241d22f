"""引用已报材料: what was brought before is quoted, and only what the unit's own body has."""

import pytest

from tests import factories as f
from tests.reports.my.test_handin import send
from tests.tasks.workflow.scene import fresh


def test_what_was_handed_in_before_is_quoted_not_sent_again(scene, visit):
    part, proof = (
        scene.part("active"),
        f.evidence(scene.owner, "执法台账", doc_number="水发〔2026〕3号"),
    )
    foreign = f.evidence(scene.support, "执法台账二")
    answer = send(visit, scene.owner, part, "find", text="写了一半", find="台账")
    assert "#reuse" in answer.url
    found = visit.get(scene.owner, "my-part", part.pk, find="台账").text_
    assert "水发〔2026〕3号" in found
    assert "执法台账二" not in found
    assert "写了一半" in found
    send(
        visit,
        scene.owner,
        part,
        "reuse",
        text="写了一半",
        reuse=[proof.pk, foreign.pk, "x", "9" * 30],
    )
    send(visit, scene.owner, part, text="写完了")
    kept = fresh(part).submissions.get().proofs.get()
    assert kept.evidence == proof


@pytest.mark.parametrize("do", ["save", "reuse", "find", "signoff", "submit"])
def test_no_button_hands_in_what_another_unit_has(scene, visit, do):
    part, private, read = scene.part("active"), *(f.evidence(scene.support) for _ in range(2))
    read.grants.create(unit=scene.unit, reason="供参考", granted_at=f.at())
    send(visit, scene.owner, part, do, text="写完了", reuse=[private.pk, read.pk])
    assert not fresh(part).submissions.get().proofs.exists()
    assert not private.grants.exists()


def test_proof_of_the_same_body_is_found_and_quoted(scene, visit):
    shared = f.unit(scene.county, "县河长办", same_body=scene.unit)
    part, proof = (
        scene.part("active"),
        f.evidence(f.seat(scene.county, "liaison", shared), "巡河台账"),
    )
    assert "巡河台账" in visit.get(scene.owner, "my-part", part.pk, find="台账").text_
    send(visit, scene.owner, part, text="写完了", reuse=[proof.pk])
    assert fresh(part).submissions.get().proofs.get().evidence == proof
