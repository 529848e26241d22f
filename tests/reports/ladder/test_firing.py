"""Runs of the ladder on rows: merged per unit, letters for a person, extensions, towns."""

from datetime import date, timedelta

import pytest

from reports.choices import LetterKind, LetterState
from reports.models import LadderFiring, Letter
from reports.services.ladder import firing
from reports.services.ladder.limits import drop_what_rests, limit_at_issue
from reports.services.ladder.reading import owed_on
from reports.services.letters import signing
from reports.services.starting import set_up_county
from tasks.choices import PartRole
from tasks.models import Assignment, ContactNote
from tasks.services import contacts, extensions, workflow
from tests import factories as make
from units.choices import Relation, Role
from units.errors import Refused
from units.models import InboxItem

pytestmark = [pytest.mark.django_db, pytest.mark.core]
DUE = date(2026, 6, 10)  # a Wednesday


@pytest.fixture
def county():
    county = make.county()
    set_up_county(county)
    return county


@pytest.fixture
def office(county):
    return make.seat(county, Role.OFFICE_CLERK)


@pytest.fixture
def bureau(county):
    return make.unit(county, "县水利局")


@pytest.fixture
def liaison(county, bureau):
    return make.seat(county, Role.LIAISON, bureau)


@pytest.fixture
def campaign(county):
    return make.campaign(county)


def handed_over(campaign, office, unit, due_on=DUE, role=PartRole.LEAD):
    [part] = make.issued(make.task(campaign, due_on=due_on), (unit, role), by=office)
    holder = make.seat(unit.county, Role.LIAISON, unit)
    workflow.ACTIONS["acknowledge"](part.pk, actor=holder, now=make.at())
    return part


def run(campaign, day):
    return firing.run(campaign, now=make.at(day, 9))


def note(part, office, day, answer="正在整理", **fields):
    contacts.note_contact(
        [part.pk],
        actor=office,
        now=make.at(day),
        method="phone",
        person="张三",
        answer=answer,
        **fields,
    )


def codes(**where):
    rows = LadderFiring.objects.filter(superseded=False, **where).order_by("id")
    return list(rows.values_list("step__code", flat=True))


def test_a_second_run_does_nothing(campaign, office, bureau, liaison):
    handed_over(campaign, office, bureau)
    assert run(campaign, date(2026, 6, 11)).fired == 1
    assert run(campaign, date(2026, 6, 11)) == firing.Run(0, 0, ())
    assert run(campaign, date(2026, 6, 12)) == firing.Run(0, 0, ())
    assert codes() == ["t+1"]


def test_reminders_are_merged_per_unit_and_reach_the_deputy_when_late(
    campaign, county, office, bureau, liaison
):
    deputy = make.seat(county, Role.UNIT_DEPUTY, bureau)
    stranger = make.seat(county, Role.LIAISON, make.unit(county, "县住建局"))
    for _ in range(3):
        handed_over(campaign, office, bureau)
    run(campaign, date(2026, 6, 9))
    items = InboxItem.objects.filter(effect__startswith="ladder.")
    assert [i.title for i in items.filter(person=liaison.user)] == [
        "工作提醒：3项任务即将到期，请按时报送"
    ]
    assert not items.filter(person=deputy.user).exists()
    run(campaign, date(2026, 6, 11))
    assert items.get(person=deputy.user).title == "工作提醒：3项任务已到时限，请按时报送"
    assert not items.filter(person=stranger.user).exists()


def test_a_reminder_owed_later_the_same_day_is_not_swallowed(campaign, office, bureau, liaison):
    first = handed_over(campaign, office, bureau)
    second = handed_over(campaign, office, bureau)
    asked = extensions.ask(
        second.pk,
        actor=liaison,
        now=make.at(date(2026, 6, 9)),
        reason="汛期",
        wanted_due_on=date(2026, 7, 1),
    )
    run(campaign, date(2026, 6, 11))
    assert codes() == ["t+1"]
    extensions.refuse(asked.pk, actor=office, now=make.at(date(2026, 6, 11), 11), note="不同意")
    firing.run(campaign, now=make.at(date(2026, 6, 11), 12))
    assert codes(assignment=second) == ["t+1"]
    mine = InboxItem.objects.filter(person=liaison.user, effect__startswith="ladder.")
    assert mine.count() == 2
    assert first.pk != second.pk


def test_units_of_one_body_share_their_people(campaign, county, office, bureau, liaison):
    shared = make.unit(county, "县河长办", same_body=bureau)
    handed_over_part(campaign, office, shared)
    run(campaign, date(2026, 6, 11))
    assert InboxItem.objects.filter(person=liaison.user, effect__startswith="ladder.").count() == 1


def handed_over_part(campaign, office, unit, **fields):
    [part] = make.issued(
        make.task(campaign, due_on=DUE, **fields), (unit, PartRole.LEAD), by=office
    )
    return part


def test_an_extension_lets_letters_rest_and_a_grant_gives_new_anchors(
    campaign, office, bureau, liaison
):
    part = handed_over(campaign, office, bureau)
    run(campaign, date(2026, 6, 9))
    asked = extensions.ask(
        part.pk,
        actor=liaison,
        now=make.at(date(2026, 6, 10)),
        reason="汛期",
        wanted_due_on=date(2026, 7, 1),
    )
    assert owed_on(campaign, date(2026, 6, 12)) == []
    extensions.grant(asked.pk, actor=office, now=make.at(date(2026, 6, 12)))
    assert owed_on(campaign, date(2026, 6, 12)) == []
    run(campaign, date(2026, 6, 24))
    assert codes() == ["t-1", "t-5"]
    anchors = LadderFiring.objects.filter(superseded=False).order_by("id")
    assert [row.anchor for row in anchors] == ["2026-06-10", "2026-07-01"]


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
    assert InboxItem.objects.filter(person=office.user, path="/letters/?state=draft").count() == 1
    assert set(merged.firings.values_list("assignment_id", flat=True)) == {first.pk, second.pk}


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
    letter.answer_by = limit_at_issue(letter, today=issued_on)
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
    assert limit_at_issue(letter, today=date(2026, 6, 22)) == date(2026, 6, 30)


def test_at_issue_a_part_with_a_new_date_drops_out(campaign, office, bureau, liaison):
    moved, still = (handed_over(campaign, office, bureau) for _ in range(2))
    for part in (moved, still):
        note(part, office, date(2026, 6, 17))
    [letter_id] = run(campaign, date(2026, 6, 17)).letters
    Assignment.objects.filter(pk=moved.pk).update(due_on=date(2026, 7, 31))
    assert drop_what_rests(Letter.objects.get(pk=letter_id)) == {moved.pk}


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
    assert drop_what_rests(Letter.objects.get(pk=letter_id)) == {part.pk}
    assert owed_on(campaign, date(2026, 6, 18)) == []
    type(asked).objects.filter(pk=asked.pk).update(state="refused")
    assert [row.owed.step.code for row in owed_on(campaign, date(2026, 6, 18))] == ["t+5"]


def test_a_town_is_written_to_only_with_consent(campaign, county, office):
    town = make.unit(county, "城关镇", relation=Relation.TOWNSHIP)
    part = handed_over(campaign, office, town)
    note(part, office, date(2026, 6, 17))
    [letter_id] = run(campaign, date(2026, 6, 17)).letters
    letter = Letter.objects.get(pk=letter_id)
    assert letter.consent_on is None
    with pytest.raises(Refused, match="同意依据"):
        signing.check(letter_id, actor=office, now=make.at(date(2026, 6, 17)))


@pytest.mark.parametrize(
    "relation", [Relation.CONGRESS, Relation.DISCIPLINE, Relation.JUDICIAL, Relation.VERTICAL]
)
def test_bodies_that_may_only_be_asked_are_left_alone(campaign, county, office, relation):
    handed_over(campaign, office, make.unit(county, "协助单位", relation=relation))
    for days in range(-20, 60):
        assert owed_on(campaign, DUE + timedelta(days=days)) == []


def test_support_parts_are_left_alone(campaign, county, office, bureau, liaison):
    task = make.task(campaign, due_on=DUE)
    other = make.unit(county, "县住建局")
    make.issued(task, (bureau, PartRole.LEAD), (other, PartRole.SUPPORT), by=office)
    assert {row.unit_id for row in owed_on(campaign, date(2026, 6, 11))} == {bureau.pk}


def test_parts_handed_in_are_left_alone(campaign, office, bureau, liaison):
    part = handed_over(campaign, office, bureau)
    workflow.ACTIONS["submit"](
        part.pk, actor=liaison, now=make.at(date(2026, 6, 10)), text="已办理"
    )
    assert owed_on(campaign, date(2026, 6, 11)) == []


def test_another_county_is_left_alone(campaign, office, bureau, liaison):
    elsewhere = make.county("邻县")
    set_up_county(elsewhere)
    theirs = make.campaign(elsewhere)
    handed_over(theirs, make.seat(elsewhere, Role.OFFICE_CLERK), make.unit(elsewhere, "县水利局"))
    run(campaign, date(2026, 6, 11))
    assert not LadderFiring.objects.exists()


def test_no_letter_head_no_run(campaign, county):
    county.letter_head.delete()
    with pytest.raises(Refused, match="发文设置"):
        run(campaign, date(2026, 6, 11))


def test_a_note_before_the_deadline_is_not_the_note_asked_for(campaign, office, bureau, liaison):
    part = handed_over(campaign, office, bureau)
    note(part, office, date(2026, 6, 9))
    run(campaign, date(2026, 6, 17))
    assert codes() == ["t+1"]
    assert ContactNote.objects.count() == 1


def test_the_reads_do_not_grow_with_the_parts(
    campaign, office, bureau, liaison, django_assert_num_queries
):
    handed_over(campaign, office, bureau)
    owed_on(campaign, date(2026, 6, 11))
    with django_assert_num_queries(8):
        owed_on(campaign, date(2026, 6, 11))
    for _ in range(5):
        handed_over(campaign, office, bureau)
    with django_assert_num_queries(8):
        assert len(owed_on(campaign, date(2026, 6, 11))) == 6
