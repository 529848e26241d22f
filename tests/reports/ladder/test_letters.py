"""Letters the ladder drafts for a person: prompts, supervision, their limits, extensions, towns."""

from datetime import date

import pytest

from reports.choices import LetterKind, LetterState
from reports.models import Letter
from reports.services.ladder.limits import forget_resting, limit_as_of, resting
from reports.services.ladder.reading import owed_on
from reports.services.letters import issuing, signing
from reports.services.letters.drafting import draft_letter
from reports.services.settings.wording import write_wording
from tasks.models import ContactNote
from tasks.services import changes, extensions, workflow
from tests import factories as make
from tests.reports.ladder.steps import codes, handed_over, note, run
from tests.units.factories import browser_of
from units.choices import Relation, Role
from units.errors import Refused
from units.models import InboxItem

pytestmark = [pytest.mark.django_db, pytest.mark.core]


def test_the_prompt_needs_a_contact_note_and_is_one_letter_per_unit(
    campaign, county, office, bureau, liaison
):
    first, second = (handed_over(campaign, office, bureau) for _ in range(2))
    other = handed_over(campaign, office, make.unit(county, "县住建局"))
    run(campaign, date(2026, 6, 17))
    assert not Letter.objects.exists()
    for part in (first, second, other):
        note(part, office, date(2026, 6, 18))
    done = run(campaign, date(2026, 6, 18))
    assert len(done.letters) == 2
    merged = Letter.objects.get(unit=bureau)
    assert merged.kind == LetterKind.PROMPT
    assert merged.state == LetterState.DRAFT
    assert {item.assignment_id for item in merged.items.all()} == {first.pk, second.pk}
    assert merged.answer_by == date(2026, 6, 25)
    assert merged.number_text == ""
    assert InboxItem.objects.filter(person=office.user, path="/letters/?tab=drafts").count() == 1
    assert set(merged.firings.values_list("assignment_id", flat=True)) == {first.pk, second.pk}


def test_the_ladder_drafts_in_the_countys_words(campaign, county, office, bureau, liaison):
    words = {"opening": "【单位】：下列【几项】任务【到期】。"}
    write_wording("prompt", words, actor=office, now=make.at())
    part = handed_over(campaign, office, bureau)
    note(part, office, date(2026, 6, 17))
    run(campaign, date(2026, 6, 18))
    assert Letter.objects.get().draft["opening"] == f"{bureau.name}：下列【几项】任务【到期】。"


def test_the_message_about_drafts_opens_the_drafts(campaign, county, office, bureau, liaison):
    head = make.seat(county, Role.OFFICE_HEAD)
    part = handed_over(campaign, office, bureau)
    note(part, office, date(2026, 6, 17))
    run(campaign, date(2026, 6, 18))
    waiting = Letter.objects.get()
    waiting.pk, waiting.state = None, LetterState.FOR_SIGNATURE
    waiting.save()
    message = InboxItem.objects.get(person=head.user, title__contains="请核稿")
    assert browser_of(head).get("/letters/").context["tab"] == "sign"
    assert browser_of(head).get(message.path).context["tab"] == "drafts"


def test_a_discarded_draft_is_not_drafted_again(campaign, office, bureau, liaison):
    part = handed_over(campaign, office, bureau)
    note(part, office, date(2026, 6, 17))
    run(campaign, date(2026, 6, 17))
    Letter.objects.update(state=LetterState.DISCARDED)
    for day in range(18, 30):
        run(campaign, date(2026, 6, day))
    assert Letter.objects.count() == 1


def prompted(campaign, office, part, issued_on=date(2026, 6, 19)):
    """Let the ladder draft a 提示函, issued on a later day with a limit five workdays on."""
    note(part, office, date(2026, 6, 17))
    [letter_id] = run(campaign, date(2026, 6, 17)).letters
    letter = Letter.objects.get(pk=letter_id)
    letter.answer_by = limit_as_of(letter, today=issued_on)
    letter.state, letter.issued_on, letter.snapshot = LetterState.ISSUED, issued_on, {}
    letter.save()
    letter.items.update(outcome="included")
    return letter


def test_supervision_is_one_letter_for_each_matter_after_the_limit(
    campaign, office, bureau, liaison
):
    first, second = (handed_over(campaign, office, bureau) for _ in range(2))
    note(second, office, date(2026, 6, 17))
    letter = prompted(campaign, office, first)
    assert letter.answer_by == date(2026, 6, 26)
    assert run(campaign, date(2026, 7, 2)).letters == ()
    done = run(campaign, date(2026, 7, 3))
    assert len(done.letters) == 2
    for row in Letter.objects.filter(pk__in=done.letters):
        assert row.kind == LetterKind.SUPERVISION
        assert row.items.count() == 1
        assert row.route == "office"
        assert row.answer_by == date(2026, 7, 17)


def test_a_limit_changed_by_hand_stays(campaign, office, bureau, liaison):
    part = handed_over(campaign, office, bureau)
    note(part, office, date(2026, 6, 17))
    [letter_id] = run(campaign, date(2026, 6, 17)).letters
    letter = Letter.objects.get(pk=letter_id)
    letter.answer_by = date(2026, 6, 30)
    assert limit_as_of(letter, today=date(2026, 6, 22)) == date(2026, 6, 30)


def test_at_issue_a_part_with_a_new_date_drops_out(campaign, office, bureau, liaison):
    moved, still = (handed_over(campaign, office, bureau) for _ in range(2))
    for part in (moved, still):
        note(part, office, date(2026, 6, 17))
    [letter_id] = run(campaign, date(2026, 6, 17)).letters
    changes.change_due(
        moved.task_id,
        actor=office,
        now=make.at(date(2026, 6, 18)),
        due_on=date(2026, 7, 31),
        reason="汛期",
    )
    assert resting(Letter.objects.get(pk=letter_id)) == {moved.pk: "时限已另行确定"}


def test_a_letter_resting_for_an_extension_is_owed_again_when_it_is_refused(
    campaign, office, bureau, liaison
):
    part = handed_over(campaign, office, bureau)
    asked = extensions.ask(
        part.pk,
        actor=liaison,
        now=make.at(date(2026, 6, 9)),
        reason="汛期",
        wanted_due_on=date(2026, 7, 1),
    )
    extensions.withdraw(asked.pk, actor=liaison, now=make.at(date(2026, 6, 9)))
    note(part, office, date(2026, 6, 17))
    [letter_id] = run(campaign, date(2026, 6, 17)).letters
    type(asked).objects.filter(pk=asked.pk).update(state="asked")
    letter = Letter.objects.get(pk=letter_id)
    assert resting(letter) == {part.pk: "延期申请正在审核"}
    forget_resting(letter)
    Letter.objects.update(state=LetterState.ISSUED, issued_on=date(2026, 6, 17), snapshot={})
    assert owed_on(campaign, date(2026, 6, 18)) == []
    type(asked).objects.filter(pk=asked.pk).update(state="refused")
    assert [row.owed.step.code for row in owed_on(campaign, date(2026, 6, 18))] == ["t+5"]


def by_hand(office, bureau, *parts, day=date(2026, 6, 17)):
    """A 提示函 that a person has drafted."""
    return draft_letter(
        LetterKind.PROMPT,
        bureau,
        parts,
        actor=office,
        now=make.at(day),
        answer_by=date(2026, 6, 24),
    )


def test_a_part_in_a_prompt_that_is_not_issued_yet_gets_no_second_one(
    campaign, office, bureau, liaison
):
    part = handed_over(campaign, office, bureau)
    note(part, office, date(2026, 6, 16))
    letter = by_hand(office, bureau, part, day=date(2026, 6, 16))
    for day in (17, 18, 19):
        assert run(campaign, date(2026, 6, day)).letters == ()
    signing.discard(letter.pk, actor=office, now=make.at(date(2026, 6, 19), 11), reason="改发")
    assert len(run(campaign, date(2026, 6, 22)).letters) == 1


def test_a_part_returned_today_is_not_reminded_of_its_redo_date_today(
    campaign, office, bureau, liaison
):
    part = handed_over(campaign, office, bureau, due_on=date(2026, 6, 10))
    workflow.ACTIONS["submit"](part.pk, actor=liaison, now=make.at(date(2026, 6, 9)), text="已办理")
    workflow.ACTIONS["return"](
        part.pk,
        actor=office,
        now=make.at(date(2026, 6, 9)),
        reasons=["no_seal"],
        redo_by=date(2026, 6, 12),
    )
    assert run(campaign, date(2026, 6, 9)).fired == 0
    assert run(campaign, date(2026, 6, 10)).fired == 0
    run(campaign, date(2026, 6, 11))
    assert codes() == ["t-1"]


def test_a_prompt_drafted_by_a_person_rests_for_an_extension_and_for_a_new_date(
    campaign, office, bureau, liaison
):
    asking, moved, still = (handed_over(campaign, office, bureau) for _ in range(3))
    asked = ask(asking, liaison)
    letter = by_hand(office, bureau, asking, moved, still)
    changes.change_due(
        moved.task_id,
        actor=office,
        now=make.at(date(2026, 6, 17), 11),
        due_on=date(2026, 7, 31),
        reason="汛期",
    )
    out = go_out(letter, office, make.seat(bureau.county, Role.OFFICE_HEAD))
    assert {item.assignment_id: (item.outcome, item.note) for item in out.items.all()} == {
        asking.pk: ("dropped", "延期申请正在审核"),
        moved.pk: ("dropped", "时限已另行确定"),
        still.pk: ("included", ""),
    }
    assert asked.state == "asked"


def test_a_part_left_out_says_what_it_was(campaign, office, bureau, liaison):
    handed_in, still = (handed_over(campaign, office, bureau) for _ in range(2))
    letter = by_hand(office, bureau, handed_in, still)
    now = make.at(date(2026, 6, 17), 11)
    workflow.ACTIONS["submit"](handed_in.pk, actor=liaison, now=now, text="已办理")
    out = go_out(letter, office, make.seat(bureau.county, Role.OFFICE_HEAD))
    assert out.items.get(assignment=handed_in).note == "已为“待审核”"


def test_a_prompt_all_of_which_rests_says_why(campaign, office, bureau, liaison):
    part = handed_over(campaign, office, bureau)
    ask(part, liaison)
    letter = by_hand(office, bureau, part)
    with pytest.raises(Refused, match="延期申请正在审核"):
        go_out(letter, office, make.seat(bureau.county, Role.OFFICE_HEAD))


def ask(part, liaison):
    return extensions.ask(
        part.pk,
        actor=liaison,
        now=make.at(date(2026, 6, 9)),
        reason="汛期",
        wanted_due_on=date(2026, 7, 1),
    )


def go_out(letter, office, chief):
    """Check, sign and issue a letter on 17 June."""
    now = make.at(date(2026, 6, 17), 16)
    for act, seat in ((signing.check, office), (signing.send, office), (signing.sign, chief)):
        act(letter.pk, actor=seat, now=now)
    return issuing.issue(letter.pk, actor=office, now=now)


def test_a_town_is_written_to_only_with_consent(campaign, county, office):
    town = make.unit(county, "城关镇", relation=Relation.TOWNSHIP)
    part = handed_over(campaign, office, town)
    note(part, office, date(2026, 6, 17))
    [letter_id] = run(campaign, date(2026, 6, 17)).letters
    letter = Letter.objects.get(pk=letter_id)
    assert letter.consent_on is None
    with pytest.raises(Refused, match="同意依据"):
        signing.check(letter_id, actor=office, now=make.at(date(2026, 6, 17)))


def test_a_note_before_the_deadline_is_not_the_note_asked_for(campaign, office, bureau, liaison):
    part = handed_over(campaign, office, bureau)
    note(part, office, date(2026, 6, 9))
    run(campaign, date(2026, 6, 17))
    assert codes() == ["t+1"]
    assert ContactNote.objects.count() == 1
