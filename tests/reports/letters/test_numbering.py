"""Numbers: no gap, no twin, none backdated; own and shared series; the turn of the year."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports.choices import NumberState
from reports.models import Series, SeriesNumber
from reports.services.letters.numbering import void
from tests.factories import DAY, at
from tests.reports.factories import CODE, Scene, later
from units.errors import Conflict, Refused

pytestmark = [pytest.mark.core, pytest.mark.django_db]


def numbers(series):
    return list(series.numbers.order_by("n").values_list("n", flat=True))


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(acts=st.lists(st.sampled_from(["issue", "void", "refused", "backdated"]), max_size=6))
def test_whatever_is_done_the_register_has_every_number_once(db, acts):
    scene = Scene()
    day = 10
    for act in acts:
        if act == "issue":
            scene.issued(now=later(day))
        elif act == "void":
            void(code=CODE, actor=scene.clerk, now=later(day), note="打印作废")
        elif act == "refused":
            with pytest.raises(Refused):
                scene.issued(now=later(day), number=77)
        else:
            letter = scene.signed(now=later(1))
            series = Series.objects.filter(county=scene.county).first()
            if series and series.last_issued_on:
                with pytest.raises(Refused, match="不得倒签"):
                    scene_issue(scene, letter, later(1))
        day += 1
    for series in Series.objects.filter(county=scene.county):
        assert numbers(series) == list(range(1, series.last + 1))


def scene_issue(scene, letter, now, **fields):
    from reports.services.letters import issuing

    return issuing.issue(letter.pk, actor=scene.clerk, now=now, **fields)


def test_numbers_follow_each_other_and_are_printed_as_the_standard_has_them(scene):
    first, second = scene.issued(), scene.issued()
    assert first.number_text == f"{CODE}〔2026〕1号"
    assert second.number_text == f"{CODE}〔2026〕2号"
    assert second.snapshot["number"] == second.number_text


def test_an_issue_date_before_the_last_one_is_refused_and_no_number_is_spent(scene):
    early = scene.signed(now=at())
    scene.issued(now=later(3))
    with pytest.raises(Refused, match="不得倒签"):
        scene_issue(scene, early, later(2))
    early.refresh_from_db()
    assert early.state == "signed"
    assert numbers(Series.objects.get()) == [1]


def test_the_year_turns_at_midnight_in_beijing(scene):
    old_year = datetime(2026, 12, 31, 15, 59, tzinfo=UTC)  # 23:59 in Beijing
    new_year = datetime(2026, 12, 31, 16, 1, tzinfo=UTC)
    parts = [scene.part(due_on=date(2027, 3, 31)) for _ in range(3)]
    old = scene.issued(scene.handover(parts[0], now=old_year), now=old_year)
    new = scene.issued(scene.handover(parts[1], now=new_year), now=new_year)
    assert (old.number_text, new.number_text) == (f"{CODE}〔2026〕1号", f"{CODE}〔2027〕1号")
    assert (old.issued_on, new.issued_on) == (date(2026, 12, 31), date(2027, 1, 1))
    signed = scene.signed(scene.handover(parts[2], now=old_year), now=old_year)
    late = scene_issue(scene, signed, new_year)
    assert late.number_text == f"{CODE}〔2027〕2号"
    assert late.snapshot["date"] == "2026-12-31"


@pytest.fixture
def shared(scene):
    return Series.objects.create(county=scene.county, code=CODE, year=2026, last=7, shared=True)


def test_a_shared_series_takes_the_typed_number(scene, shared):
    assert scene.issued(number=8).number_text.endswith("8号")
    shared.refresh_from_db()
    assert shared.last == 8


def test_a_shared_series_needs_a_number(scene, shared):
    with pytest.raises(Refused, match="请填写登记簿上的号") as refused:
        scene.issued()
    assert "number" in refused.value.fields


@pytest.mark.parametrize("typed", [0, -3, 100_000, 2**40])
def test_a_shared_series_refuses_what_is_no_number(scene, shared, typed):
    with pytest.raises(Refused, match="登记簿"):
        scene.issued(number=typed)


def test_a_twin_is_refused(scene, shared):
    scene.issued(number=8)
    with pytest.raises(Conflict, match="已经用过"):
        scene.issued(number=8)


def test_a_gap_must_be_confirmed(scene, shared):
    with pytest.raises(Refused, match="中间有空号"):
        scene.issued(number=12)
    assert scene.issued(number=12, gap_confirmed=True).number_text.endswith("12号")
    with pytest.raises(Refused, match="号在前而日期在后"):
        scene.issued(number=9)
    assert scene.issued(number=9, gap_confirmed=True).number_text.endswith("9号")
    shared.refresh_from_db()
    assert shared.last == 12


def test_next_year_a_shared_series_is_still_shared(scene, shared):
    now = at(date(2027, 1, 4))
    with pytest.raises(Refused, match="登记簿"):
        scene.issued(scene.handover(scene.part(due_on=date(2027, 5, 1)), now=now), now=now)


def test_an_own_series_takes_no_typed_number(scene):
    with pytest.raises(Refused, match="不能手工填号"):
        scene.issued(number=5)
    assert not SeriesNumber.objects.exists()


def test_a_void_number_stays_in_the_register_and_is_not_used_again(scene):
    scene.issued()
    row = void(code=CODE, actor=scene.clerk, now=at(), note="盖章错误")
    assert (row.n, row.state, row.taken_on) == (2, NumberState.VOID, DAY)
    assert scene.issued().number_text.endswith("3号")


def test_a_void_number_needs_a_reason_and_a_code_of_the_county(scene):
    with pytest.raises(Refused, match="作废原因"):
        void(code=CODE, actor=scene.clerk, now=at(), note=" ")
    with pytest.raises(Refused, match="代字"):
        void(code="他县函", actor=scene.clerk, now=at(), note="误编")
