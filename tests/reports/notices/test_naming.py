"""Rule 4: who may be named, and why the others are not."""

from datetime import date

import pytest

from reports.letters.naming import Check, naming
from reports.services.notices import checks, editing
from reports.services.notices.composing import naming_of
from tasks.services import extensions
from tests.reports.notices.world import CLEARED, COMPILED, IN_TIME
from units.clock import local_date, moment
from units.errors import Refused

TODAY = date(2026, 4, 2)
LIMIT = date(2026, 4, 1)


def fact(**fields):
    base = {"part_id": 1, "unit_id": 7, "due_on": "2026-03-10", "reminded": True, "prompted": True}
    return {**base, **fields}


def check(answer="waiting", *, answer_by=LIMIT, upheld=None, due_on="2026-03-10"):
    return Check(frozenset({(1, due_on)}), answer, answer_by, upheld)


@pytest.mark.parametrize(
    ("late", "checked", "left_out", "why"),
    [
        (fact(), check(), (), ""),
        (fact(), check("agreed", answer_by=date(2026, 4, 9)), (), ""),
        (fact(), check("objected", upheld=False), (), ""),
        (fact(reminded=False), check(), (), "还没有提醒过"),
        (fact(prompted=False), check(), (), "还没有发过提示函"),
        (fact(), None, (), "还没有送核对"),
        (fact(), check(due_on="2026-02-28"), (), "还没有送核对"),
        (fact(), check(answer_by=TODAY), (), "核对期未满"),
        (fact(), check("objected"), (), "异议待处理"),
        (fact(), check("objected", upheld=True), (), "异议成立"),
        (fact(), check("agreed"), (7,), "依法治县办决定不点名"),
    ],
)
def test_named_only_after_reminder_prompt_and_check(late, checked, left_out, why):
    found = naming([late], [checked] if checked else [], left_out, today=TODAY)
    assert found.why_not == ({1: why} if why else {})
    assert found.named == (() if why else (late,))


@pytest.mark.django_db
class TestThroughTheServices:
    def why(self, notice, now=CLEARED):
        return list(naming_of(notice, today=local_date(now)).why_not.values())

    def test_a_reminder_and_a_prompt_are_found_in_the_history(self, scene):
        bare, reminded = scene.late(), scene.late(scene.other)
        scene.remind(reminded)
        assert self.why(scene.compile()) == ["还没有提醒过", "还没有发过提示函"]
        scene.remind(bare)
        scene.prompt(bare)
        scene.prompt(reminded)
        notice, _ = scene.checked(scene.compile())
        assert self.why(notice, IN_TIME) == ["核对期未满", "核对期未满"]
        assert self.why(notice, CLEARED) == []

    def test_a_prompt_of_before_the_date_in_force_does_not_count(self, scene):
        part = scene.prompted()
        extensions.ask(
            part.pk,
            actor=scene.liaison,
            now=moment(date(2026, 3, 9), 9),
            reason="等待数据",
            wanted_due_on=date(2026, 3, 20),
        )
        extensions.grant(
            part.extensions.get().pk, actor=scene.clerk, now=moment(date(2026, 3, 18), 9)
        )
        notice = scene.compile()
        assert notice.figures["late"][0]["due_on"] == "2026-03-20"
        assert self.why(notice) == ["还没有提醒过"]

    def test_a_unit_is_left_out_and_taken_in_with_the_reason_kept(self, scene):
        scene.prompted()
        notice, _ = scene.checked()
        who = {"actor": scene.clerk, "now": COMPILED, "unit_id": scene.unit.pk}
        notice = editing.leave_unnamed(notice.pk, reason="单位已书面说明", **who)
        assert self.why(notice) == ["依法治县办决定不点名"]
        assert notice.narrative["unnamed"] == {str(scene.unit.pk): "单位已书面说明"}
        assert self.why(editing.leave_unnamed(notice.pk, reason="", **who)) == []
        with pytest.raises(Refused, match="没有逾期"):
            editing.leave_unnamed(
                notice.pk, actor=scene.clerk, now=COMPILED, unit_id=scene.other.pk, reason="无"
            )

    def test_who_was_named_when_it_was_sent_stays_named(self, scene):
        scene.prompted()
        waiting = scene.prompted(scene.other)
        notice, _ = scene.checked()
        checks.answer_check(
            notice.checks.get(unit=scene.unit).pk, actor=scene.liaison, now=IN_TIME, objects=False
        )
        letter = scene.send(notice, IN_TIME)
        notice.refresh_from_db()
        notice.letter = letter
        for now in (IN_TIME, CLEARED):
            found = naming_of(notice, today=local_date(now))
            assert [fact["unit"] for fact in found.named] == ["县司法局"]
            assert found.why_not == {waiting.pk: "核对期未满"}
