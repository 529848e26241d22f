"""Groups a plan speaks of (各乡镇街道, 各行政执法部门): closed with members, or open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import ProtectedError

from units.access import Seat
from units.choices import GroupKind
from units.errors import Refused
from units.group_sheet import read_groups
from units.models import County, Unit, UnitGroup
from units.names import FIXTURES
from units.policies import require
from units.services.audit import record_audit
from units.services.locking import lock_county
from units.words import free_words


@dataclass(frozen=True)
class GroupFacts:
    """What the office writes about a group; members by relation, by name, or both."""

    name: str
    kind: str
    aliases: Sequence[str] = ()
    relations: Sequence[str] = ()
    members: Sequence[Unit] = ()


@transaction.atomic
def save_group(
    *, actor: Seat, county: County, group: UnitGroup | None, facts: GroupFacts, now: datetime
) -> UnitGroup:
    """Return the group, new when `group` is None; raises Forbidden, or Refused for a word in use."""
    require(actor, "group.edit", group or county)
    lock_county(county.pk)
    group = group or UnitGroup(county=county)
    _check_words(group, facts)
    open_group = facts.kind == GroupKind.OPEN
    group.name, group.kind, group.aliases = facts.name, facts.kind, list(facts.aliases)
    group.relations = [] if open_group else list(facts.relations)
    group.save()
    mine = [unit for unit in facts.members if unit.county_id == group.county_id]
    group.members.set([] if open_group else mine)
    record_audit(actor=actor, action="group.save", obj=group, now=now)
    return group


@transaction.atomic
def delete_group(*, actor: Seat, group: UnitGroup, now: datetime) -> None:
    """Remove a group nobody has used yet; raises Refused for one that stands in issued work."""
    require(actor, "group.edit", group)
    record_audit(actor=actor, action="group.delete", obj=group, now=now)
    try:
        group.delete()
    except ProtectedError as error:
        raise Refused(
            f"“{group.name}”已有事项使用，不能删除；以后不再用的，可改名注明“停用”。"
        ) from error


def starter_groups(county: County) -> None:
    """Give the county the groups that plans speak of; lists of members are the office's to enter."""
    for row in read_groups((FIXTURES / "groups.csv").read_bytes(), "groups.csv").groups:
        UnitGroup.objects.get_or_create(
            county=county,
            name=row.name,
            defaults={
                "kind": row.kind,
                "aliases": list(row.aliases),
                "relations": list(row.relations),
            },
        )


def _check_words(group: UnitGroup, facts: GroupFacts) -> None:
    words = {facts.name, *facts.aliases}
    free_words("、".join(words), "分组名称", "name")
    for other in UnitGroup.objects.filter(county=group.county).exclude(pk=group.pk):
        shared = words & {other.name, *other.aliases}
        if shared:
            sentence = (
                f"“{'、'.join(sorted(shared))}”已是分组“{other.name}”的名称或别名，请改用其他词。"
            )
            raise Refused(sentence, fields={"name": sentence})
