"""通报前核对: two workdays, an answer, a decision; everybody hears of it."""

from datetime import date, timedelta

import pytest

from reports.choices import CheckAnswer
from reports.models import NoticeCheck
from reports.services.notices import checks
from reports.services.notices.composing import naming_of
from tests.reports.notices.world import CLEARED, COMPILED, IN_TIME
from units.errors import Conflict, Forbidden, Refused
from units.models import InboxItem

pytestmark = [pytest.mark.django_db, pytest.mark.core]


def answer(check, seat, *, objects=False, words="", now=IN_TIME):
    return checks.answer_check(check.pk, actor=seat, now=now, objects=objects, words=words)


@pytest.fixture
def sent(scene):
    scene.prompted()
    return scene.checked()


def test_units_that_may_be_named_get_their_facts_and_two_workdays(scene, sent):
    scene.late(scene.other)
    check = sent[1]
    assert (check.unit, check.sent_on, check.answer_by) == (
        scene.unit,
        date(2026, 3, 30),
        date(2026, 4, 1),
    )
    assert [fact["due_on"] for fact in check.facts] == ["2026-03-10"]
    item = InboxItem.objects.get(person=scene.liaison.user, effect__startswith="notice_check")
    assert (item.title, item.path) == (
        "请核对拟通报事项，4月1日前答复",
        f"/notices/checks/{check.pk}/",
    )
    assert not InboxItem.objects.filter(
        person=scene.teacher.user, effect__startswith="notice_check"
    ).exists()


def test_nothing_is_sent_twice_and_nothing_to_nobody(scene, sent):
    notice, _ = sent
    with pytest.raises(Refused, match="没有需要送核对的单位"):
        checks.send_checks(notice.pk, actor=scene.clerk, now=IN_TIME)


def test_a_new_fact_is_sent_alone_with_the_full_two_workdays(scene, sent):
    answer(sent[1], scene.liaison)
    scene.prompted(due_on=date(2026, 3, 9))
    again = scene.compile(CLEARED)
    new = checks.send_checks(again.pk, actor=scene.clerk, now=CLEARED)[0]
    assert [fact["due_on"] for fact in new.facts] == ["2026-03-09"]
    assert (new.answer, new.answer_by) == (CheckAnswer.WAITING, date(2026, 4, 6))
    assert [row.answer for row in again.checks.order_by("round")] == ["agreed", "waiting"]


def test_what_was_decided_stands_when_a_new_fact_is_sent(scene, sent):
    answer(sent[1], scene.liaison, objects=True, words="3月9日已送纸质件")
    checks.settle(sent[1].pk, actor=scene.clerk, now=IN_TIME, upheld=True, note="属实")
    scene.prompted(due_on=date(2026, 3, 9))
    again = scene.compile(CLEARED)
    checks.send_checks(again.pk, actor=scene.clerk, now=CLEARED)
    first = again.checks.get(round=1)
    assert (first.words, first.upheld, first.office_note) == ("3月9日已送纸质件", True, "属实")
    named = naming_of(again, today=date(2026, 4, 7))  # the second round has passed in silence
    assert [fact["due_on"] for fact in named.named] == ["2026-03-09"]
    assert "异议成立" in named.why_not.values()


def test_the_unit_agrees_or_objects_until_the_limit(scene, sent):
    _, check = sent
    assert answer(check, scene.liaison).answer == CheckAnswer.AGREED
    with pytest.raises(Refused, match="请写明"):
        answer(check, scene.liaison, objects=True, words=" ")
    found = answer(check, scene.liaison, objects=True, words="3月9日已送纸质件")
    assert (found.answer, found.words) == (CheckAnswer.OBJECTED, "3月9日已送纸质件")
    assert InboxItem.objects.filter(
        person=scene.clerk.user, title="通报前核对异议：县司法局"
    ).exists()
    with pytest.raises(Conflict, match="4月1日届满"):
        answer(check, scene.liaison, now=CLEARED)


def test_nobody_else_answers(scene, sent):
    for seat in (scene.stranger, scene.clerk, scene.teacher):
        with pytest.raises(Forbidden):
            answer(sent[1], seat)


def test_the_office_decides_on_an_objection_with_its_reason(scene, sent):
    _, check = sent
    who = {"actor": scene.clerk, "now": IN_TIME}
    with pytest.raises(Conflict, match="没有提出异议"):
        checks.settle(check.pk, upheld=True, note="属实", **who)
    answer(check, scene.liaison, objects=True, words="已送")
    with pytest.raises(Refused, match="处理情况"):
        checks.settle(check.pk, upheld=True, note="", **who)
    with pytest.raises(Forbidden):
        checks.settle(check.pk, actor=scene.liaison, now=IN_TIME, upheld=True, note="属实")
    found = checks.settle(check.pk, upheld=True, note="属实，予以更正", **who)
    assert (found.upheld, found.office_note) == (True, "属实，予以更正")
    assert InboxItem.objects.filter(
        person=scene.liaison.user, title__startswith="通报前核对异议成立"
    ).exists()
    with pytest.raises(Conflict, match="已处理"):
        answer(check, scene.liaison)


def told(seat, title):
    rows = InboxItem.objects.filter(person=seat.user, effect__startswith="notice_check")
    return rows.filter(title__startswith=title).count()


def test_a_second_decision_reaches_the_unit_too(scene, sent):
    _, check = sent
    answer(check, scene.liaison, objects=True, words="已送")
    for minute, upheld in ((1, True), (2, False)):
        checks.settle(
            check.pk,
            actor=scene.clerk,
            now=IN_TIME + timedelta(minutes=minute),
            upheld=upheld,
            note="已核实",
        )
    assert told(scene.liaison, "通报前核对异议成立") == 1
    assert told(scene.liaison, "通报前核对异议未采纳") == 1


def test_facts_sent_twice_on_one_day_are_told_twice(scene, sent):
    notice, check = sent
    check.delete()  # as where its facts have changed since
    checks.send_checks(notice.pk, actor=scene.clerk, now=COMPILED + timedelta(minutes=5))
    assert told(scene.liaison, "请核对拟通报事项") == 2


def test_once_the_notice_is_sent_for_signature_the_check_is_over(scene, sent):
    notice, check = sent
    scene.send(notice, IN_TIME)
    with pytest.raises(Conflict, match="核对已结束"):
        answer(check, scene.liaison)


def test_an_old_link_leads_to_the_check_of_the_last_version(scene, sent):
    _, check = sent
    again = scene.compile(IN_TIME)
    newer = NoticeCheck.objects.get(notice=again)
    assert newer.pk != check.pk
    assert checks.current(check) == newer
    assert checks.current(newer) == newer


def test_what_waits_for_the_unit_and_for_the_office(scene, sent):
    check = sent[1]
    today, later = date(2026, 4, 1), date(2026, 4, 2)

    def waiting(day=today):
        rows = NoticeCheck.objects
        return (
            list(rows.to_answer(scene.liaison, day)),
            list(rows.to_answer(scene.teacher, day)),
            list(rows.to_settle(scene.clerk)),
        )

    assert waiting() == ([check], [], [])
    assert waiting(later) == ([], [], [])
    answer(check, scene.liaison, objects=True, words="已送")
    assert waiting() == ([], [], [check])
    newer = NoticeCheck.objects.get(notice=scene.compile(IN_TIME))
    assert waiting() == ([], [], [newer])
    scene.send(newer.notice, IN_TIME)
    assert waiting() == ([], [], [])
