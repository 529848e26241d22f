"""Which late parts a 通报 may name (rule 4): reminded, prompted, and two workdays to object. Pure."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from reports.choices import CheckAnswer

Fact = Mapping[str, Any]
# Reasons that end by themselves, or by an act of the office, within days.
UNDER_CHECK = frozenset({"还没有送核对", "核对期未满", "异议待处理"})


@dataclass(frozen=True)
class Check:
    """One round of 通报前核对 with a unit: the facts sent, and what came of it.

    `facts` are (part id, date in force): a part whose date has moved since must be sent again.
    `upheld` is the office's decision on an objection, None before it.
    """

    facts: frozenset[tuple[int, str]]
    answer: str
    answer_by: date
    upheld: bool | None = None

    def cleared(self, today: date) -> bool:
        """Return whether the unit may be named: agreed, silent past the limit, or overruled."""
        if self.answer == CheckAnswer.OBJECTED:
            return self.upheld is False
        return self.answer == CheckAnswer.AGREED or today > self.answer_by


@dataclass(frozen=True)
class Naming:
    """Late facts that will be named, and why the others will not: part id → Chinese words."""

    named: tuple[Fact, ...]
    why_not: dict[int, str]


def key_of(fact: Fact) -> tuple[int, str]:
    """Return what identifies a fact that was sent for check."""
    return fact["part_id"], str(fact["due_on"])


def may_be_checked(late: Iterable[Fact]) -> list[Fact]:
    """Return the late facts that may go to 通报前核对: reminded and prompted first."""
    return [fact for fact in late if fact["reminded"] and fact["prompted"]]


def naming(
    late: Iterable[Fact], checks: Iterable[Check], unnamed: Collection[int], *, today: date
) -> Naming:
    """Part the late facts into those to be named and those not; `unnamed` are unit ids left out."""
    by_fact = {key: check for check in checks for key in check.facts}
    named, why_not = [], {}
    for fact in late:
        reason = _reason(fact, by_fact.get(key_of(fact)), unnamed, today)
        if reason:
            why_not[fact["part_id"]] = reason
        else:
            named.append(fact)
    return Naming(tuple(named), why_not)


def _reason(fact: Fact, check: Check | None, unnamed: Collection[int], today: date) -> str:
    if fact["unit_id"] in unnamed:
        return "依法治县办决定不点名"
    if not fact["reminded"]:
        return "还没有提醒过"
    if not fact["prompted"]:
        return "还没有发过提示函"
    if check is None:
        return "还没有送核对"
    if check.cleared(today):
        return ""
    if check.answer != CheckAnswer.OBJECTED:
        return "核对期未满"
    return "异议成立" if check.upheld else "异议待处理"
