"""A batch is issued as one job that survives a killed worker and a letter that is refused."""

from datetime import timedelta

import pytest
from django.db import OperationalError

from reports.choices import LetterState
from reports.models import Letter, SeriesNumber
from reports.services.letters import batches, drafting, signing
from reports.services.letters.issuing import issue
from tasks.services import workflow
from tests import factories as make
from tests.factories import at
from tests.reports.factories import later
from units.choices import WorkState
from units.errors import Forbidden, Refused
from units.models import InboxItem, Work
from units.services import works

pytestmark = [pytest.mark.core, pytest.mark.django_db]


@pytest.fixture
def batch(scene):
    task = make.task(scene.campaign)
    for n in range(3):
        make.part(task, make.unit(scene.county, f"县{n}局"), rank=n + 1)
    batch = drafting.draft_handover([task.pk], actor=scene.clerk, now=at())
    ids = list(batch.letters.values_list("pk", flat=True))
    signing.each(signing.check, ids, actor=scene.clerk, now=at())
    signing.each(signing.send, ids, actor=scene.clerk, now=at())
    signing.each(signing.sign, ids, actor=scene.chief, now=at())
    return batch


def tick():
    return at()


def test_all_signed_letters_are_numbered_in_the_order_of_bodies(scene, batch):
    work = batches.request_issue(batch.pk, actor=scene.clerk, now=at())
    with works.taken(work.pk, now=at()) as taken:
        batches.run_issue(taken, clock=tick)
    work.refresh_from_db()
    assert (work.state, work.done_steps, work.all_steps) == (WorkState.DONE, 3, 3)
    numbers = batch.letters.order_by("unit__position", "pk").values_list("number__n", flat=True)
    assert list(numbers) == [1, 2, 3]


def test_each_letter_of_a_batch_sent_again_is_told_to_the_signer(scene, batch):
    told = InboxItem.objects.filter(person=scene.chief.user)
    assert told.count() == 1  # sent in one act
    letters = list(batch.letters.order_by("pk"))[:2]
    for day, letter in enumerate(letters, 1):
        signing.reject(letter.pk, actor=scene.chief, now=later(day), reason="请核对时限")
        signing.check_and_send([letter.pk], actor=scene.clerk, now=later(day, 11))
        assert told.count() == 1 + day


def test_a_batch_goes_on_past_midnight(scene, batch):
    """A letter issued by hand meanwhile bears the new day: the others must not be before it."""
    first, *_ = batch.letters.order_by("unit__position", "pk")
    work = batches.request_issue(batch.pk, actor=scene.clerk, now=at(hour=15))
    issue(first.pk, actor=scene.clerk, now=later(1))
    batches.run_issue(work, clock=lambda: later(1, 11))
    assert set(batch.letters.values_list("state", flat=True)) == {LetterState.ISSUED}


def test_a_second_click_asks_for_nothing_more(scene, batch):
    first = batches.request_issue(batch.pk, actor=scene.clerk, now=at())
    assert batches.request_issue(batch.pk, actor=scene.clerk, now=later(0, 11)) == first
    assert Work.objects.count() == 1


def test_a_refused_letter_stays_signed_and_the_others_go_on(scene, batch):
    letter = batch.letters.order_by("unit__position", "pk")[0]
    part = letter.items.get().assignment
    workflow.cancel(part.pk, actor=scene.clerk, now=at(), reason="不需要")
    work = batches.request_issue(batch.pk, actor=scene.clerk, now=at())
    batches.run_issue(work, clock=tick)
    work.refresh_from_db()
    assert list(work.result["refused"]) == [str(letter.pk)]
    assert batch.letters.filter(state="issued").count() == 2
    assert SeriesNumber.objects.count() == 2
    again = batches.request_issue(batch.pk, actor=scene.clerk, now=at())
    assert (again.pk != work.pk, again.all_steps) == (True, 1)


def test_a_letter_that_fails_does_not_stop_the_others(scene, batch, monkeypatch, caplog):
    poisoned = batch.letters.order_by("unit__position", "pk")[0]
    issue = batches.issue

    def fails(letter_id, **options):
        if letter_id == poisoned.pk:
            raise ValueError("poison")
        return issue(letter_id, **options)

    monkeypatch.setattr(batches, "issue", fails)
    work = batches.request_issue(batch.pk, actor=scene.clerk, now=at())
    batches.run_issue(work, clock=tick)
    work.refresh_from_db()
    assert (work.state, batch.letters.filter(state="issued").count()) == (WorkState.DONE, 2)
    assert work.result["refused"] == {str(poisoned.pk): batches.UNFORESEEN}
    assert "poison" in caplog.text


def test_a_letter_that_is_not_the_askers_any_more_says_so(scene, batch, monkeypatch):
    def forbids(pk, **options):
        raise Forbidden("只有依法治县办可以印发。")

    monkeypatch.setattr(batches, "issue", forbids)
    work = batches.request_issue(batch.pk, actor=scene.clerk, now=at())
    batches.run_issue(work, clock=tick)
    work.refresh_from_db()
    assert set(work.result["refused"].values()) == {"只有依法治县办可以印发。"}


def test_what_is_forbidden_ends_the_work_with_its_sentence(scene, batch):
    work = batches.request_issue(batch.pk, actor=scene.clerk, now=at())
    with works.taken(work.pk, now=at()):
        raise Forbidden("只有依法治县办可以印发。")
    work.refresh_from_db()
    assert (work.state, work.error) == (WorkState.FAILED, "只有依法治县办可以印发。")


def test_an_unreachable_database_gives_the_work_back(scene, batch, monkeypatch):
    def away(letter_id, **options):
        raise OperationalError

    monkeypatch.setattr(batches, "issue", away)
    work = batches.request_issue(batch.pk, actor=scene.clerk, now=at())
    with pytest.raises(OperationalError), works.taken(work.pk, now=at()) as taken:
        batches.run_issue(taken, clock=tick)
    work.refresh_from_db()
    assert work.state == WorkState.WAITING


def test_a_person_who_has_left_issues_nothing(scene, batch):
    work = batches.request_issue(batch.pk, actor=scene.clerk, now=at())
    seat = scene.clerk.membership
    seat.until = at().date() - timedelta(days=1)
    seat.save()
    with works.taken(work.pk, now=at()) as taken:
        batches.run_issue(taken, clock=tick)
    work.refresh_from_db()
    assert work.state == WorkState.FAILED
    assert "已不在任" in work.error
    assert not SeriesNumber.objects.exists()


def test_only_the_office_asks(scene, batch):
    with pytest.raises(Forbidden):
        batches.request_issue(batch.pk, actor=scene.liaison, now=at())


def test_nothing_signed_is_refused(scene, batch):
    Letter.objects.update(state="draft")
    with pytest.raises(Refused, match="没有已签发"):
        batches.request_issue(batch.pk, actor=scene.clerk, now=at())


def test_the_work_of_a_killed_process_is_taken_over(scene, batch):
    work = batches.request_issue(batch.pk, actor=scene.clerk, now=at())
    with pytest.raises(KeyboardInterrupt), works.taken(work.pk, now=at()):
        raise KeyboardInterrupt  # the process ends in the midst of it
    assert works.due_works(at()) == []
    with works.taken(work.pk, now=at()) as other:
        assert other is None
    later_on = at(hour=11)
    assert works.due_works(later_on) == [(batches.KIND, work.pk)]
    with works.taken(work.pk, now=later_on) as taken:
        batches.run_issue(taken, clock=lambda: later_on)
    work.refresh_from_db()
    assert (work.state, work.attempts, work.done_steps) == (WorkState.DONE, 2, 3)


def test_what_never_succeeds_is_given_up_with_a_sentence(scene, batch):
    work = batches.request_issue(batch.pk, actor=scene.clerk, now=at())
    for _ in range(works.MAX_ATTEMPTS):
        with pytest.raises(ZeroDivisionError), works.taken(work.pk, now=at()):
            raise ZeroDivisionError
    assert works.due_works(at()) == []
    works.give_up(at())
    work.refresh_from_db()
    assert work.state == WorkState.FAILED
    assert "系统管理员" in work.error
