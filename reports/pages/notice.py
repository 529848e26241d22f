"""What the page of a 通报 shows beside its paper: who is late, who was asked, what comes next."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from reports.choices import CheckAnswer, LetterState
from reports.letters.naming import UNDER_CHECK, Fact, Naming, key_of, may_be_checked
from reports.models import Notice, NoticeCheck
from reports.pages.notice_rows import late_words
from reports.services.notices.composing import check_of

S = LetterState
STEPS = ("取数", "通报前核对", "改文字", "核稿送签", "签发", "编号印发")


@dataclass(frozen=True)
class LateUnit:
    """A unit with late parts: what will be said of it, or why nothing is."""

    id: int
    unit: str
    facts: tuple[Fact, ...]
    named: int
    why_not: tuple[str, ...]
    left_out: str

    @property
    def longest(self) -> str:
        """How late the latest of its parts is."""
        return late_words(max(fact["days_late"] for fact in self.facts))

    @property
    def may_be_named(self) -> bool:
        """Whether it was reminded and prompted of something, so that it might be named."""
        return bool(may_be_checked(self.facts))

    @property
    def tasks(self) -> str:
        """The numbers of its tasks."""
        return "、".join(fact["task_number"] or fact["task_title"] for fact in self.facts)


def late_units(notice: Notice, named: Naming) -> list[LateUnit]:
    """Return the units with late parts in the order of bodies (no ranking, rule 4)."""
    by_unit: dict[int, list[Fact]] = defaultdict(list)
    for fact in notice.figures["late"]:
        by_unit[fact["unit_id"]].append(fact)
    told = {fact["part_id"] for fact in named.named}
    left_out = notice.narrative.get("unnamed", {})
    return [
        LateUnit(
            id=unit_id,
            unit=facts[0]["unit"],
            facts=tuple(facts),
            named=sum(fact["part_id"] in told for fact in facts),
            why_not=tuple(
                dict.fromkeys(
                    named.why_not[fact["part_id"]]
                    for fact in facts
                    if fact["part_id"] in named.why_not
                )
            ),
            left_out=left_out.get(str(unit_id), ""),
        )
        for unit_id, facts in by_unit.items()
    ]


@dataclass(frozen=True)
class CheckLine:
    """通报前核对 of one unit as the office sees it."""

    row: NoticeCheck
    answer: str
    tone: str
    to_settle: bool


def waiting_units(units: Iterable[LateUnit]) -> list[str]:
    """Return the units that are not named only because their check has not come to an end."""
    return [unit.unit for unit in units if set(unit.why_not) & UNDER_CHECK]


def check_lines(notice: Notice, *, today: date, may_settle: bool) -> list[CheckLine]:
    """Return the checks in the order of bodies with what came of them."""
    rows = notice.checks.select_related("unit", "answered_by__user", "settled_by__user")
    return [check_line(row, today=today, may_settle=may_settle) for row in rows]


def check_line(row: NoticeCheck, *, today: date, may_settle: bool = False) -> CheckLine:
    """Return one check in words; silence past the limit is derived, never stored."""
    if row.answer == CheckAnswer.OBJECTED:
        if row.upheld is None:
            return CheckLine(row, "提出异议，待处理", "red", may_settle)
        words = "异议成立，不点名" if row.upheld else "异议未采纳"
        return CheckLine(row, words, "green" if row.upheld else "amber", may_settle)
    if row.answer == CheckAnswer.AGREED:
        return CheckLine(row, "核对无误", "green", False)
    if today > row.answer_by:
        return CheckLine(row, "期满未答复", "", False)
    return CheckLine(row, "待核对", "amber", False)


def to_check(notice: Notice) -> int:
    """Return how many units have late facts that may be sent for check and were not."""
    sent = {key for row in notice.checks.all() for key in check_of(row).facts}
    may = may_be_checked(notice.figures["late"])
    return len({fact["unit_id"] for fact in may if key_of(fact) not in sent})


def steps_of(notice: Notice, *, today: date) -> list[dict[str, Any]]:
    """Return the steps with the one at which the 通报 stands."""
    state = notice.letter.state
    at = {S.CHECKED: 3, S.FOR_SIGNATURE: 4, S.SIGNED: 5, S.ISSUED: 6, S.REVOKED: 6}.get(S(state))
    if at is None:
        waits = to_check(notice) or any(_waits(row, today) for row in notice.checks.all())
        at = 1 if waits else 2
    return [
        {"n": n + 1, "label": label, "done": n < at, "current": n == at}
        for n, label in enumerate(STEPS)
    ]


def _waits(row: NoticeCheck, today: date) -> bool:
    if row.answer == CheckAnswer.OBJECTED:
        return row.upheld is None
    return row.answer == CheckAnswer.WAITING and today <= row.answer_by
