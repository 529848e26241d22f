"""The desk of 依法治县办: what waits, what is late with us, whom to call."""

from datetime import timedelta

import pytest

from reports.choices import CheckAnswer, LetterKind, LetterState
from reports.models import Letter, Notice, NoticeCheck
from tasks.choices import PartState
from tasks.models import Assignment, Extension, Submission, WorkRules
from tasks.services import contacts, extensions
from tasks.services.workflow import ACTIONS
from tests import factories as make
from tests.reports.conftest import MONDAY, seat_in
from units.choices import ASKED_ONLY, Role
from units.clock import local_date

pytestmark = [pytest.mark.django_db, pytest.mark.core]
TODAY = local_date(MONDAY)


@pytest.fixture
def office(busy):
    return seat_in(busy, Role.OFFICE_CLERK)


@pytest.fixture
def head(busy):
    return seat_in(busy, Role.OFFICE_HEAD)


@pytest.fixture
def desk(browse, office):
    def look(seat=None):
        answer = browse(seat or office, "/")
        assert answer.status_code == 200
        return answer.context.get("desk"), answer.content.decode()

    return look


def tile(desk, label):
    return next(row for row in desk.tiles if row["label"] == label)


def test_what_waits_for_review_is_red_once_our_own_limit_has_passed(desk, busy):
    first = desk()[0].queue.own[0].part
    Submission.objects.filter(assignment=first).update(handed_in_at=MONDAY - timedelta(days=14))
    found, html = desk()
    limit = WorkRules.of(busy.county_id).review_workdays
    waiting = Assignment.objects.filter(campaign=busy, state=PartState.SUBMITTED)
    assert len(found.queue.own) == waiting.filter(answers_to__isnull=True).count() > 0
    over = [row for row in found.queue.own if row.waited > limit]
    assert found.queue.over == len(over) > 0
    assert tile(found, "待我审核") | {"tone": "late", "value": len(found.queue.own)} == tile(
        found, "待我审核"
    )
    assert f"超 {over[0].over} 个工作日" in html
    WorkRules.objects.update_or_create(county=busy.county, defaults={"review_workdays": 90})
    found, html = desk()
    assert tile(found, "待我审核")["tone"] == ""


def test_calls_name_unit_liaison_phone_and_what_is_missing(desk, busy):
    found, html = desk()
    late = Assignment.objects.filter(campaign=busy).counted().owed().filter(due_on__lt=TODAY)
    assert {c.unit_id for c in found.calls} >= set(late.values_list("unit_id", flat=True))
    call = found.calls[0]
    assert call.liaison == f"{call.unit}联络员"
    assert call.phone == "0900-0000000"
    assert call.parts[0].title in html
    assert found.late_parts == sum(line.late for line in found.calls)


def test_bodies_that_are_only_asked_are_called_but_never_late(desk, busy):
    part = Assignment.objects.filter(
        campaign=busy, unit__relation__in=ASKED_ONLY, blocking=True
    ).first()
    Assignment.objects.filter(pk=part.pk).update(
        state=PartState.ACTIVE, due_on=TODAY - timedelta(days=20)
    )
    call = next(c for c in desk()[0].calls if c.unit_id == part.unit_id)
    assert call.asked
    assert call.late == 0
    assert call.unit_id not in {c.unit_id for c in desk()[0].late}


def test_the_last_answer_stands_beside_and_a_broken_promise_comes_first(desk, busy, office):
    found, _ = desk()
    first, second = found.calls[0], found.calls[1]
    for call, promised in ((first, TODAY + timedelta(days=3)), (second, TODAY - timedelta(days=1))):
        contacts.note_contact(
            [part.pk for part in call.parts],
            actor=office,
            now=MONDAY,
            method="phone",
            person="李四",
            answer="本周内报送",
            promised_on=promised,
            day=TODAY - timedelta(days=3),
        )
    found, html = desk()
    order = [call.unit_id for call in found.calls]
    assert order.index(second.unit_id) < order.index(first.unit_id)
    assert order[-1] == first.unit_id
    assert "本周内报送" in html or len(order) > 8


def test_requests_to_adjust_and_to_extend_with_the_day_of_our_answer(desk, busy):
    part = Assignment.objects.filter(campaign=busy, state=PartState.PENDING).first()
    part = part or Assignment.objects.filter(campaign=busy, state=PartState.ACTIVE).first()
    unit = make.seat(busy.county, Role.LIAISON, part.unit)
    Assignment.objects.filter(pk=part.pk).update(
        state=PartState.PENDING, issued_on=TODAY, due_on=TODAY + timedelta(days=30)
    )
    ACTIONS["object"](part.pk, actor=unit, now=MONDAY, reason="职责已划转")
    other = (
        Assignment.objects.filter(campaign=busy, state=PartState.ACTIVE, due_on__gt=TODAY)
        .exclude(pk=part.pk)
        .exclude(pk__in=Extension.objects.filter(state="asked").values("assignment_id"))
        .first()
    )
    asked = extensions.ask(
        other.pk,
        actor=make.seat(busy.county, Role.LIAISON, other.unit),
        now=MONDAY,
        reason="等上级文件",
        wanted_due_on=other.due_on + timedelta(days=10),
    )
    found, html = desk()
    rows = {row.part.pk: row for row in found.requests}
    assert rows[part.pk].words == "职责已划转"
    assert rows[part.pk].left == WorkRules.of(busy.county_id).answer_workdays
    assert rows[other.pk].extension == asked
    assert "等上级文件" in html
    objected = busy.assignments.filter(state=PartState.OBJECTED).count()
    assert tile(found, "申请调整分工")["value"] == objected
    assert (
        tile(found, "申请延期")["value"]
        == Extension.objects.filter(assignment__campaign=busy, state="asked").count()
    )


def test_what_is_due_day_by_day(desk, busy):
    found, _ = desk()
    shown = sum(task.parts for tasks in found.due.values() for task in tasks)
    assert shown == sum(found.weeks) > 0
    until = TODAY + timedelta(days=13)
    assert all(day <= until for day in found.due)


def letter(busy, state, kind=LetterKind.PROMPT):
    unit = busy.county.units.first()
    return Letter.objects.create(
        county=busy.county,
        campaign=busy,
        kind=kind,
        state=state,
        unit=unit,
        title=f"{kind}{state}",
        drafted_at=MONDAY,
    )


def test_the_head_finds_what_to_sign_first_and_the_clerk_what_to_issue(desk, busy, head):
    Letter.objects.filter(county=busy.county).exclude(state=LetterState.ISSUED).delete()
    waiting = [
        letter(busy, state)
        for state in (LetterState.DRAFT, LetterState.SIGNED, LetterState.FOR_SIGNATURE)
    ]
    letter(busy, LetterState.DRAFT, LetterKind.REMINDER)
    found, html = desk(head)
    assert found.letters.rows[0] == waiting[2]
    assert found.tiles[0] | {"label": "待我签发", "value": 1} == found.tiles[0]
    assert html.index("待我签发") < html.index("待我审核")
    found, _ = desk()
    assert found.letters.rows[0] == waiting[1]
    assert found.letters.total == 3


def test_objections_before_a_notice_wait_until_settled(desk, busy):
    notice = Notice.objects.create(
        campaign=busy,
        letter=letter(busy, LetterState.DRAFT, LetterKind.NOTICE),
        period=TODAY.replace(day=1),
        as_of=MONDAY,
        figures={},
    )
    check = NoticeCheck.objects.create(
        notice=notice,
        unit=busy.county.units.first(),
        sent_on=TODAY,
        answer_by=TODAY,
        answer=CheckAnswer.OBJECTED,
        words="已于上周报送",
        answered_at=MONDAY,
    )
    found, html = desk()
    assert found.objections == [check]
    assert "已于上周报送" in html
    NoticeCheck.objects.update(upheld=True)
    assert desk()[0].objections == []


def test_another_county_stands_on_no_desk(desk, busy, busy_campaigns):
    html = desk()[1]
    found = desk()[0]
    foreign = set(busy_campaigns[1].county.units.values_list("pk", flat=True))
    assert not foreign & {call.unit_id for call in found.calls}
    assert busy_campaigns[1].county.name not in html


def test_an_empty_county_is_led_from_step_to_step(desk):
    county = make.county("新县")
    seat = make.seat(county, Role.OFFICE_CLERK)
    assert "先在“设置”中建立创建批次" in desk(seat)[1]
    fresh = make.campaign(county)
    assert "还没有任务" in desk(seat)[1]
    make.task(fresh)
    found, html = desk(seat)
    assert "任务还没有交办" in html
    assert found.drafts == 1


@pytest.mark.parametrize(
    ("role", "address"),
    [(Role.LEADER, "/dashboard/"), (Role.INSPECTOR, "/late/"), (Role.EXPERT, "/indicators/")],
)
def test_others_go_to_the_page_that_is_theirs(browse, busy, role, address):
    answer = browse(make.seat(busy.county, role), "/")
    assert (answer.status_code, answer["Location"]) == (302, address)


@pytest.mark.parametrize(
    ("kind", "address"),
    [("sysadmin", "/people/"), ("auditor", "/audit/"), ("secadmin", "/people/")],
)
def test_administrators_have_no_desk(client, kind, address):
    make.county()  # without one, the first page leads to the set-up
    person = make.person(kind=kind)
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/")["Location"] == address


def test_when_silence_counts_as_receipt_is_said_as_it_is_set(desk, busy):
    part = Assignment.objects.filter(campaign=busy, state=PartState.ACTIVE).first()
    Assignment.objects.filter(pk=part.pk).update(state=PartState.PENDING)
    WorkRules.objects.update_or_create(county=busy.county, defaults={"silent_workdays": 4})
    assert "4 个工作日未签收的视为已签收" in desk()[1]
