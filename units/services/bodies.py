"""Bodies of a county: their names, how they stand, which of them are one, and their end."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from units.access import Seat
from units.clock import local_date
from units.errors import Refused
from units.models import County, Membership, Unit, UnitAlias
from units.policies import require
from units.services.audit import record_audit, record_audits
from units.services.locking import lock_county
from units.services.seats import end_seats
from units.words import free_words

ALIAS_MAX = 100  # as long as the field
# Higher apps say here why a unit cannot close yet (its open parts …): `AppConfig.ready` appends a
# function from the unit to sentences. This app cannot know them.
before_close: list[Callable[[Unit], list[str]]] = []


@dataclass(frozen=True)
class UnitFacts:
    """What the office writes about a body; `aliases` are the words plans use for it."""

    name: str
    short: str
    relation: str
    same_body: Unit | None = None
    position: int = 0
    aliases: Sequence[str] = ()
    answers_on_paper: bool = False


@transaction.atomic
def add_unit(*, actor: Seat, county: County, facts: UnitFacts, now: datetime) -> Unit:
    """Return a new body; raises Forbidden, or Refused naming the field that clashes."""
    require(actor, "unit.edit", county)
    unit = Unit(county=county)
    _write(unit, facts)
    record_audit(actor=actor, action="unit.add", obj=unit, now=now)
    return unit


@transaction.atomic
def change_unit(*, actor: Seat, unit: Unit, facts: UnitFacts, now: datetime) -> None:
    """Write what is known of a body; raises as `add_unit`."""
    require(actor, "unit.edit", unit)
    _write(unit, facts)
    record_audit(actor=actor, action="unit.change", obj=unit, now=now)


@transaction.atomic
def close_unit(*, actor: Seat, unit: Unit, now: datetime) -> None:
    """Take a body out of use and end its seats today; raises Refused with what is in the way."""
    require(actor, "unit.edit", unit)
    reasons = obstacles(unit)
    if reasons:
        raise Refused("；".join(reasons))
    unit.active = False
    unit.save(update_fields=["active"])
    end_seats(Membership.objects.filter(unit=unit), today=local_date(now))
    record_audit(actor=actor, action="unit.close", obj=unit, now=now)


@transaction.atomic
def reopen_unit(*, actor: Seat, unit: Unit, now: datetime) -> None:
    """Put a body back into use; its people are given seats anew."""
    require(actor, "unit.edit", unit)
    unit.active = True
    unit.save(update_fields=["active"])
    record_audit(actor=actor, action="unit.reopen", obj=unit, now=now)


def remember_words(
    *, actor: Seat, county: County, meant: Mapping[str, Unit], now: datetime
) -> None:
    """Keep words that a person said to mean a body as its aliases, so that they are known next time.

    A word some body of the county goes by already stays with that body. Raises Forbidden.
    """
    require(actor, "unit.edit", county)
    lock_county(county.pk)
    units = Unit.objects.filter(county=county)
    taken = {name for pair in units.values_list("name", "short") for name in pair}
    taken |= set(UnitAlias.objects.filter(county=county).values_list("text", flat=True))
    fresh = {word: unit for word, unit in meant.items() if word not in taken}
    UnitAlias.objects.bulk_create(
        UnitAlias(county=county, unit=unit, text=word)
        for word, unit in fresh.items()
        if len(word) <= ALIAS_MAX
    )
    changed = {unit.pk: unit for unit in fresh.values()}
    record_audits(actor=actor, action="unit.change", objs=changed.values(), now=now)


def obstacles(unit: Unit) -> list[str]:
    """Return why a body cannot close, one sentence each; [] when nothing is in the way."""
    reasons = []
    if not unit.active:
        reasons.append(f"{unit.short}已经撤销")
    if County.objects.filter(office=unit).exists():
        reasons.append("依法治县办所在单位不能撤销，请先改设依法治县办")
    if unit.shared_bodies.filter(active=True).exists():
        reasons.append("还有单位与它合署，请先改为各自单设")
    return reasons + [reason for check in before_close for reason in check(unit)]


_WRITTEN = ("name", "short", "relation", "same_body", "position", "answers_on_paper")


def _write(unit: Unit, facts: UnitFacts) -> None:
    lock_county(unit.county_id)
    words = list(dict.fromkeys(word.strip() for word in facts.aliases if word.strip()))
    _check_words(unit, facts, words)
    _check_same_body(unit, facts.same_body)
    unit.name, unit.short, unit.relation = facts.name, facts.short, facts.relation
    unit.same_body, unit.position = facts.same_body, facts.position
    unit.answers_on_paper = facts.answers_on_paper
    # A form opened before the body was closed knows nothing of that, and must not undo it.
    unit.save(update_fields=_WRITTEN if unit.pk else None)
    unit.aliases.exclude(text__in=words).delete()
    known = set(unit.aliases.values_list("text", flat=True))
    UnitAlias.objects.bulk_create(
        UnitAlias(county=unit.county, unit=unit, text=word) for word in words if word not in known
    )


def _check_words(unit: Unit, facts: UnitFacts, aliases: Sequence[str]) -> None:
    """Two bodies never share a word: a plan that used it would reach the wrong one."""
    fields = {"name": [facts.name], "short": [facts.short], "aliases": aliases}
    others = Unit.objects.filter(county=unit.county).exclude(pk=unit.pk)
    for field, words in fields.items():
        free_words("、".join(words), "单位名称", field)
        named = others.filter(
            Q(name__in=words) | Q(short__in=words) | Q(aliases__text__in=words)
        ).first()
        if named is not None:
            sentence = f"“{'、'.join(words)}”与“{named.name}”的名称、简称或别名重复，请改用其他词。"
            raise Refused(sentence, fields={field: sentence})


def _check_same_body(unit: Unit, other: Unit | None) -> None:
    if other is None:
        return
    if other.county_id != unit.county_id or other.pk == unit.pk:
        raise Refused("请选择本县的另一个单位。", fields={"same_body": "请选择本县的另一个单位。"})
    if other.same_body_id or (unit.pk and unit.shared_bodies.exists()):
        sentence = "合署只有一层：请选择主体单位，且本单位名下不能再有合署单位。"
        raise Refused(sentence, fields={"same_body": sentence})
