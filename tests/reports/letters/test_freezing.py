"""What is signed is what goes out (rule 3): brought up to date before, refused where it is stale."""

from datetime import date

import pytest

from reports.docx.frozen import from_json
from reports.letters.sections import keys_of
from reports.models import Letter
from reports.services.letters import drafting, issuing, signing
from reports.services.letters.building import shown
from reports.services.letters.freezing import text_hash
from tasks.services import changes, workflow
from tests.factories import DAY, at
from tests.reports.factories import later, scan
from units.access import system_seat
from units.errors import Refused

pytestmark = [pytest.mark.core, pytest.mark.django_db]
LONG_AGO, FIRST_LIMIT = date(2026, 1, 12), date(2026, 1, 19)


def prompt(scene, *parts, actor=None, day=LONG_AGO, answer_by=FIRST_LIMIT):
    """A 提示函 drafted weeks ago, by the ladder where nobody is named."""
    rows = parts or (scene.owed(due_on=date(2026, 1, 5), day=date(2025, 12, 1)),)
    return drafting.draft_letter(
        "prompt",
        scene.unit,
        rows,
        actor=actor or system_seat(scene.county),
        now=at(day),
        answer_by=answer_by,
    )


def text(letter, today=DAY):
    return "".join(b.text for b in shown(letter, today=today).blocks if hasattr(b, "text"))


def test_the_limit_is_counted_from_the_sending_and_stays_as_signed(scene):
    letter = prompt(scene)
    assert "请于2026年3月9日前" in text(letter)  # what it would say if sent today
    signing.check(letter.pk, actor=scene.clerk, now=at())
    letter = signing.send(letter.pk, actor=scene.clerk, now=later(1))
    assert letter.answer_by == date(2026, 3, 10)
    sent = text(letter, later(1).date())
    assert "截至2026年3月3日" in sent
    assert "请于2026年3月10日前" in sent
    signing.sign(letter.pk, actor=scene.chief, now=later(2))
    out = issuing.issue(letter.pk, actor=scene.clerk, now=later(4))
    assert text(out, later(30).date()) == sent
    assert text_hash(from_json(out.snapshot)) == out.frozen_sha256
    assert (out.number_text != "", out.issued_on) == (True, later(4).date())
    assert (out.limit_before, out.limit_counted_from) == (FIRST_LIMIT, later(1).date())
    assert out.draft.keys() == set(keys_of(out.kind))  # words, no facts


def test_a_limit_set_by_hand_that_has_passed_is_not_sent(scene):
    letter = prompt(scene, actor=scene.clerk)
    with pytest.raises(Refused, match="文中限期2026年1月19日已过，请先在“修改文字”中改定限期"):
        signing.check_and_send([letter.pk], actor=scene.clerk, now=at())
    letter.refresh_from_db()
    assert (letter.state, letter.snapshot) == ("draft", None)


def test_a_limit_that_passes_before_the_issue_brings_the_letter_back(scene):
    letter = scene.signed(prompt(scene))
    with pytest.raises(Refused, match=r"文中限期2026年3月9日已过，.*请由负责人退稿"):
        issuing.issue(letter.pk, actor=scene.clerk, now=later(20))
    back = signing.reject(letter.pk, actor=scene.chief, now=later(20), reason="限期已过")
    assert (back.state, back.snapshot, back.signed_on, back.signer_name) == (
        "draft",
        None,
        None,
        "",
    )
    again = scene.issued(back, now=later(20))
    assert "请于2026年3月27日前" in text(again)


def test_saving_the_form_unchanged_does_not_fix_the_limit(scene):
    letter = prompt(scene)
    words = {"title": letter.title, "texts": letter.draft}
    drafting.edit(letter.pk, actor=scene.clerk, now=at(), answer_by=date(2026, 3, 9), **words)
    assert "请于2026年3月10日前" in text(Letter.objects.get(), later(1).date())
    drafting.edit(letter.pk, actor=scene.clerk, now=at(), answer_by=date(2026, 3, 20), **words)
    assert "请于2026年3月20日前" in text(Letter.objects.get(), later(1).date())


def test_what_is_no_longer_owed_drops_out_when_it_is_sent(scene):
    kept, gone = scene.part(), scene.part()
    letter = scene.handover(kept, gone)
    signing.check(letter.pk, actor=scene.clerk, now=at())
    workflow.cancel_task(gone.task_id, actor=scene.clerk, now=at(), reason="不再需要")
    sent = signing.send(letter.pk, actor=scene.clerk, now=at())
    assert "现将涉及贵单位的重点任务交办如下" in text(sent)
    signing.sign(letter.pk, actor=scene.chief, now=at())
    out = issuing.issue(letter.pk, actor=scene.clerk, now=at())
    outcomes = dict(out.items.values_list("assignment_id", "outcome"))
    assert outcomes == {kept.pk: "included", gone.pk: "dropped"}
    assert out.items.get(assignment=gone).note == "已为“已取消”"


def test_nothing_left_is_not_sent(scene):
    part = scene.part()
    letter = scene.handover(part)
    workflow.cancel_task(part.task_id, actor=scene.clerk, now=at(), reason="不再需要")
    with pytest.raises(Refused, match="都不需要列入（已为“已取消”），请停止发出"):
        signing.check(letter.pk, actor=scene.clerk, now=at())


def test_a_unit_that_handed_in_since_the_signature_is_not_prompted(scene):
    first, second = (scene.owed(due_on=date(2026, 1, 5), day=date(2025, 12, 1)) for _ in range(2))
    letter = scene.signed(prompt(scene, first, second))
    workflow.submit(first.pk, actor=scene.liaison, now=later(1), text="已办")
    with pytest.raises(Refused, match="所列事项有变化（已为“待审核”），请由负责人退稿"):
        issuing.issue(letter.pk, actor=scene.clerk, now=later(1))
    signing.reject(letter.pk, actor=scene.chief, now=later(1), reason="已报送一项")
    out = scene.issued(Letter.objects.get(), now=later(1))
    assert "下列任务" in text(out)


def test_a_task_changed_after_the_signature_does_not_go_out(scene):
    part = scene.part()
    letter = scene.signed(scene.handover(part))
    changes.change_due(part.task_id, actor=scene.clerk, now=at(), due_on=date(2026, 11, 2))
    with pytest.raises(Refused, match="与签发的文字不一致"):
        issuing.issue(letter.pk, actor=scene.clerk, now=at())


def test_a_text_touched_after_the_signature_does_not_go_out(scene):
    letter = scene.signed()
    letter.snapshot["title"] = "关于另一件事的函"
    letter.save()
    with pytest.raises(Refused, match="与签发时留存的不一致"):
        issuing.issue(letter.pk, actor=scene.clerk, now=at())


def test_the_paper_signed_is_the_text_that_was_checked(scene):
    letter = prompt(scene)
    checked = signing.check(letter.pk, actor=scene.clerk, now=at())
    before = text(checked)
    signing.sign_offline(
        letter.pk,
        actor=scene.clerk,
        now=later(3),
        signer_name="王主任",
        signed_on=DAY,
        scan=scan(scene.county),
    )
    out = issuing.issue(letter.pk, actor=scene.clerk, now=later(3))
    assert text(out) == before
