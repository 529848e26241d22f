"""缓急, 联合发文, 附件 and 回执 of real letters: set, frozen, issued."""

import pytest

from reports.docx import render
from reports.docx.frozen import from_json
from reports.models import Letter
from reports.services.letters import drafting, issuing, signing
from reports.services.letters.building import shown
from reports.services.letters.carrying import AnnexWords, Choice, carry
from tests import factories as make
from tests.factories import DAY, at
from tests.reports.docx.reading import paragraphs
from tests.reports.factories import CODE, scan
from units.errors import Conflict, Refused
from units.models import InboxItem

pytestmark = [pytest.mark.django_db, pytest.mark.core]
JOINT = ("示例县财政局", "示例县督查室")
TABLE = AnnexWords(1, "材料清单", "序号\t材料\n1\t清单一\n2\t清单二", landscape=True)


@pytest.fixture
def scene(scene):
    scene.head.joint_offices = "\n".join((*JOINT, "示例县人民政府办公室", "示例县司法局"))
    scene.head.save()
    scene.unit.name = "司法局"
    scene.unit.save()
    return scene


def chosen(scene, letter, *, now=None, version=None, **fields):
    return carry(
        letter.pk, Choice(**fields), actor=scene.clerk, now=now or at(), expected_version=version
    )


def refused(scene, letter, **fields):
    with pytest.raises(Refused) as refusal:
        chosen(scene, letter, **fields)
    assert not Letter.objects.get(pk=letter.pk).own_annexes.exists()
    return refusal.value


def offline(scene, letter):
    return signing.sign_offline(
        letter.pk,
        actor=scene.clerk,
        now=at(),
        signer_name="主任",
        signed_on=DAY,
        scan=scan(scene.county),
    )


def test_what_was_chosen_goes_out_with_the_letter(scene):
    letter = chosen(
        scene,
        scene.handover(),
        urgency="加急",
        co_issuers=JOINT,
        annexes=[TABLE, AnnexWords(2, "说明", "第一段。\n第二段。")],
    )
    signing.check_and_send([letter.pk], actor=scene.clerk, now=at())
    offline(scene, letter)
    out = issuing.issue(letter.pk, actor=scene.clerk, now=at())
    frozen = from_json(out.frozen)
    assert (frozen.urgency, frozen.co_issuers, frozen.sealed) == ("加急", JOINT, True)
    assert [(a.title, a.landscape) for a in frozen.annexes] == [
        ("材料清单", True),
        ("说明", False),
    ]
    assert out.number_text == f"{CODE}〔2026〕1号"  # the series of the office that leads
    text = paragraphs(render(frozen))
    for words in ("加急", "附件：1.", "2.\t说明", "附件2", "清单二"):
        assert any(words in line for line in text), words
    for office in JOINT:
        assert any(line.endswith(office) for line in text), office


def test_what_is_frozen_no_longer_follows_its_rows(scene):
    letter = chosen(scene, scene.handover(), annexes=[TABLE])
    signing.check(letter.pk, actor=scene.clerk, now=at())
    letter.refresh_from_db()
    letter.own_annexes.update(title="改过的")
    assert shown(letter, today=DAY).annexes[0].title == "材料清单"


def test_a_checked_letter_becomes_a_draft_and_its_annexes_are_replaced(scene):
    letter = chosen(scene, scene.handover(), annexes=[TABLE])
    signing.check(letter.pk, actor=scene.clerk, now=at())
    letter = chosen(scene, letter, annexes=[AnnexWords(1, "新的", "文字")])
    assert (letter.state, letter.snapshot, letter.checked_by) == (
        "draft",
        None,
        scene.clerk.membership,
    )
    assert [row.title for row in letter.own_annexes.all()] == ["新的"]


def test_after_the_sending_nothing_is_changed(scene):
    letter = scene.in_state("for_signature")
    with pytest.raises(Conflict, match="请先退稿"):
        chosen(scene, letter, urgency="特急")


def test_who_was_slower_is_told(scene):
    letter = scene.handover()
    chosen(scene, letter, urgency="加急", version=letter.version)
    with pytest.raises(Conflict, match="刚被他人修改过"):
        chosen(scene, letter, urgency="特急", version=letter.version)


def test_a_joint_letter_is_signed_on_paper_by_all(scene):
    letter = chosen(scene, scene.handover(), co_issuers=JOINT[:1])
    signing.check_and_send([letter.pk], actor=scene.clerk, now=at())
    with pytest.raises(Refused, match="示例县财政局负责人会签"):
        signing.sign(letter.pk, actor=scene.chief, now=at())
    assert offline(scene, letter).state == "signed"


def test_an_annex_that_cannot_be_set_is_refused_beside_its_field(scene):
    letter = scene.handover()
    wrong = refused(scene, letter, annexes=[AnnexWords(3, "表", "甲\t乙")])
    assert "第1行只有表头" in wrong.fields["annex-3-text"]
    assert set(refused(scene, letter, annexes=[AnnexWords(1, "", "字")]).fields) == {
        "annex-1-title"
    }
    assert set(refused(scene, letter, annexes=[AnnexWords(1, "名", " ")]).fields) == {
        "annex-1-text"
    }
    secret = refused(scene, letter, annexes=[AnnexWords(1, "名", "内部资料")])
    assert set(secret.fields) == {"annex-1-text"}
    assert refused(scene, letter, annexes=[TABLE] * 10).fields.keys() == {"annexes"}


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"urgency": "急"}, "urgency"),
        ({"sealed": False}, "sealed"),
        ({"co_issuers": ["示例县不存在局"]}, "co_issuers"),
        ({"co_issuers": ["示例县司法局"]}, "co_issuers"),  # it is the recipient
        ({"co_issuers": [*JOINT, "示例县人民政府办公室"]}, "co_issuers"),
    ],
)
def test_what_the_letter_cannot_carry_is_refused(scene, fields, field):
    assert set(refused(scene, scene.handover(), **fields).fields) == {field}


def test_a_prompt_is_the_offices_alone(scene):
    part = scene.owed(due_on=DAY)
    letter = drafting.draft_letter("prompt", scene.unit, [part], actor=scene.clerk, now=at())
    assert set(refused(scene, letter, co_issuers=JOINT[:1]).fields) == {"co_issuers"}
    assert chosen(scene, letter, urgency="加急").urgency == "加急"


def test_only_what_is_most_urgent_leaves_at_once(scene):
    for urgency, mark in (("", ""), ("加急", "【加急】"), ("特急", "【特急】")):
        letter = scene.issued(chosen(scene, scene.handover(), urgency=urgency))
        item = InboxItem.objects.get(effect=f"letter.{letter.pk}.issued")
        assert item.title.startswith(f"{mark}收到交办函：")
        assert item.urgent == (urgency == "特急")
        asked = InboxItem.objects.get(effect__startswith=f"letter.{letter.pk}.for_signature.")
        assert asked.urgent == (urgency == "特急")


def test_of_a_batch_the_signer_is_told_of_what_is_most_urgent_by_itself(scene):
    task = make.task(scene.campaign)
    for n in range(3):
        make.part(task, make.unit(scene.county, f"县{n}局"), rank=n)
    batch = drafting.draft_handover([task.pk], actor=scene.clerk, now=at())
    letters = list(batch.letters.order_by("pk"))
    chosen(scene, letters[1], urgency="特急")
    signing.check_and_send([row.pk for row in letters], actor=scene.clerk, now=at())
    told = InboxItem.objects.filter(person=scene.chief.user).order_by("pk")
    assert [(item.urgent, item.path) for item in told] == [
        (False, f"/letters/batches/{batch.pk}/"),
        (True, f"/letters/{letters[1].pk}/"),
    ]
    assert told[1].title.startswith("【特急】待签发：")


def test_the_receipt_of_a_unit_that_answers_on_paper_is_settled_with_the_text(scene):
    scene.unit.answers_on_paper = True
    scene.unit.save()
    letter = scene.signed()
    scene.unit.answers_on_paper = False
    scene.unit.save()
    out = issuing.issue(letter.pk, actor=scene.clerk, now=at())
    assert [annex.title for annex in from_json(out.frozen).annexes] == ["回执"]
    assert from_json(scene.issued().frozen).annexes == ()


def test_units_that_do_not_answer_on_paper_get_no_receipt_in_their_letters(scene):
    other = make.unit(scene.county, "县教育局")
    other.answers_on_paper = True
    other.save()
    task = make.task(scene.campaign)
    for n, unit in enumerate((scene.unit, other)):
        make.part(task, unit, rank=n)
    batch = drafting.draft_handover([task.pk], actor=scene.clerk, now=at())
    annexes = {
        letter.unit: [annex.title for annex in shown(letter, today=DAY).annexes]
        for letter in batch.letters.all()
    }
    assert annexes == {scene.unit: [], other: ["回执"]}


def test_a_joint_supervision_without_another_office_is_pointed_out(scene):
    part = scene.owed(due_on=DAY)
    letter = drafting.draft_letter(
        "supervision", scene.unit, [part], actor=scene.clerk, now=at(), route="joint"
    )
    places = {finding.place for finding in signing.findings(letter, today=DAY)}
    assert "联合发文" in places
    letter = chosen(scene, letter, co_issuers=JOINT[:1])
    places = {finding.place for finding in signing.findings(letter, today=DAY)}
    assert "联合发文" not in places
