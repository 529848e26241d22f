"""The desk of a unit: its own parts, returned ones first, and nobody else's."""

from datetime import timedelta

import pytest

from reports.choices import CheckAnswer, LetterKind, LetterState
from reports.models import Letter, LetterReceipt, Notice, NoticeCheck
from tasks.choices import PartState, SubmissionState
from tasks.models import Assignment, Submission
from tests import factories as make
from tests.reports.conftest import MONDAY
from units.choices import Role
from units.clock import local_date

pytestmark = [pytest.mark.django_db, pytest.mark.core]
TODAY = local_date(MONDAY)


@pytest.fixture
def part(busy):
    return Assignment.objects.filter(
        campaign=busy, state=PartState.ACTIVE, due_on__gt=TODAY
    ).counted()[0]


@pytest.fixture
def liaison(busy, part):
    return make.seat(busy.county, Role.LIAISON, part.unit)


def test_its_own_parts_by_urgency_returned_first(browse, liaison, part):
    Assignment.objects.filter(pk=part.pk).update(
        state=PartState.RETURNED, return_count=1, due_on=TODAY + timedelta(days=20)
    )
    answer = browse(liaison, "/")
    desk, cards = answer.context["desk"], answer.context["cards"]
    assert cards[0].part == part
    assert {card.part.unit_id for card in desk.page.doing} == {part.unit_id}
    rest = [card.timing.urgency for card in desk.page.doing if card.part != part]
    assert rest == sorted(rest)
    assert desk.more == max(0, len(desk.page.doing) - 6)


def test_a_draft_waits_for_the_head(browse, busy, liaison, part):
    Submission.objects.create(
        assignment=part,
        n=9,
        state=SubmissionState.FOR_SIGNOFF,
        text="已完成",
        started_by=liaison.membership,
    )
    head = make.seat(busy.county, Role.UNIT_HEAD, part.unit)
    answer = browse(head, "/")
    html = answer.content.decode()
    assert "看稿并审签" in html
    assert part.pk not in {card.part.pk for card in answer.context["cards"]}, "one matter, once"
    assert part.pk in {card.part.pk for card in browse(liaison, "/").context["desk"].doing}

    def button(seat):
        cards = browse(seat, "/my/").context["page"].doing
        return next(card.button for card in cards if card.part.pk == part.pk)

    assert (button(head), button(liaison)) == ("看稿并审签", "填写情况并报送")
    assert html.index("看稿并审签") < html.index("并报送")
    assert "等本单位负责人审签" in browse(liaison, "/").content.decode()


def test_letters_to_receive_and_facts_to_check(browse, busy, liaison, part):
    kinds = (LetterKind.PROMPT, LetterState.ISSUED), (LetterKind.NOTICE, LetterState.DRAFT)
    prompt, notice_letter = (
        Letter.objects.create(
            county=busy.county,
            campaign=busy,
            kind=kind,
            state=state,
            title=f"关于{kind}的函",
            drafted_at=MONDAY,
            issued_on=TODAY,
            snapshot={},
        )
        for kind, state in kinds
    )
    receipt = LetterReceipt.objects.create(letter=prompt, unit=part.unit)
    notice = Notice.objects.create(
        campaign=busy, letter=notice_letter, period=TODAY, as_of=MONDAY, figures={}
    )
    check = NoticeCheck.objects.create(
        notice=notice, unit=part.unit, sent_on=TODAY, answer_by=TODAY + timedelta(days=2)
    )
    answer = browse(liaison, "/")
    assert receipt in answer.context["desk"].received
    assert answer.context["desk"].checks == [check]
    assert "11月25日前答复" in answer.content.decode()
    NoticeCheck.objects.update(answer=CheckAnswer.AGREED)
    assert browse(liaison, "/").context["desk"].checks == []


def test_a_unit_without_work_is_told_what_comes_next(browse, busy):
    unit = make.unit(busy.county, "县档案馆")
    answer = browse(make.seat(busy.county, Role.LIAISON, unit), "/")
    assert answer.context["cards"] == []
    assert "依法治县办交办后在这里列出" in answer.content.decode()
