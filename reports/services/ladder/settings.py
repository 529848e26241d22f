"""督促提醒规则 as the office sets them: on or off, how many workdays, to whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from reports import policies
from reports.choices import StepAction, StepAnchor
from reports.models import LadderStep, LetterHead
from reports.services.ladder.starter import name_of
from units.access import Seat
from units.errors import Refused
from units.services.audit import record_audit

MAX_DAYS, MAX_RETURNS = 60, 9


@dataclass(frozen=True)
class StepFacts:
    """What the office sets of one step; `days` counts workdays (or returns), without sign."""

    enabled: bool
    days: int
    to_deputy: bool = False


def steps_of(county_id: int) -> list[LadderStep]:
    """Return the steps of a county, lowest first."""
    return list(LadderStep.objects.filter(county_id=county_id))


@transaction.atomic
def change_steps(*, actor: Seat, steps: Mapping[int, StepFacts], now: datetime) -> None:
    """Write the steps given by id; the others stay. What has fired already is not undone.

    Raises Refused, naming `days-<id>`, for days out of range or a higher step that would come due
    before a lower one of the same anchor.
    """
    policies.require(actor, "settings")
    rows = steps_of(actor.county_id)
    for row in rows:
        if row.pk in steps:
            _apply(row, steps[row.pk])
    wrong = _wrong(rows)
    if wrong:
        raise Refused("".join(dict.fromkeys(wrong.values())), fields=wrong)
    fields = ["enabled", "offset", "to_deputy", "name"]
    LadderStep.objects.bulk_update(rows, fields)
    record_audit(actor=actor, action="settings.ladder", obj=actor.county, now=now)


@transaction.atomic
def switch(*, actor: Seat, on: bool, now: datetime) -> None:
    """启用 or 停用 the county's ladder; raises Refused where there is no 发文设置 yet."""
    policies.require(actor, "settings")
    if not LetterHead.objects.filter(county_id=actor.county_id).update(ladder_on=on):
        raise Refused("还没有发文设置，请先在“设置—发文设置”中填写，再启用督促提醒。")
    action = "settings.ladder_on" if on else "settings.ladder_off"
    record_audit(actor=actor, action=action, obj=actor.county, now=now)


def _apply(row: LadderStep, facts: StepFacts) -> None:
    row.enabled = facts.enabled
    row.offset = -facts.days if row.offset < 0 else facts.days
    row.to_deputy = facts.to_deputy and row.action == StepAction.REMIND
    row.name = name_of(row.action, row.anchor, row.offset)


def _wrong(rows: list[LadderStep]) -> dict[str, str]:
    wrong = {}
    last: dict[str, LadderStep] = {}
    for row in rows:
        top = MAX_RETURNS if row.anchor == StepAnchor.RETURNS else MAX_DAYS
        if not 1 <= abs(row.offset) <= top:
            wrong[f"days-{row.pk}"] = f"“{row.name}”的天数应在 1 至 {top} 之间。"
        before = last.get(row.anchor)
        if before is not None and row.offset <= before.offset:
            wrong[f"days-{row.pk}"] = f"“{row.name}”应晚于“{before.name}”，请调整天数。"
        last[row.anchor] = row
    return wrong
