"""A county's bodies or groups from a table, all rows or none."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from units.access import Seat
from units.body_sheet import UnitRow, UnitTable, read_units
from units.choices import GroupKind
from units.errors import Refused
from units.group_sheet import GroupRow, GroupTable, read_groups
from units.models import County, Unit, UnitAlias, UnitGroup
from units.names import recognizer_of
from units.policies import require
from units.services.audit import record_audit
from units.services.locking import lock_county
from units.table_words import RowError, fold
from units.workbook_guard import WorkbookRefused

SHOWN_ERRORS = 20


@dataclass(frozen=True)
class Imported:
    """What an import did, or would do: names of new and of changed rows."""

    kind: str  # "units" or "groups"
    added: tuple[str, ...]
    changed: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return what `--json` prints."""
        return {"kind": self.kind, "added": list(self.added), "changed": list(self.changed)}


def read_bodies(data: bytes, filename: str) -> UnitTable | GroupTable:
    """Return the bodies or the groups of a csv or xlsx, told apart by the head.

    Raises Refused when the file is no such table.
    """
    try:
        return read_units(data, filename)
    except WorkbookRefused as refusal:
        try:
            return read_groups(data, filename)
        except WorkbookRefused:
            raise Refused(str(refusal)) from refusal


def import_bodies(
    *,
    actor: Seat | None,
    county: County,
    data: bytes,
    filename: str,
    now: datetime,
    dry_run: bool = False,
) -> Imported:
    """Add or change the bodies (or groups) of a table; rows are matched by their full name.

    `actor=None` is the command on the server. Raises Forbidden, or Refused naming rows and
    columns; then nothing has been written. `dry_run` writes nothing and returns the same.
    """
    if actor is not None:
        require(actor, "unit.edit", county)
    table = read_bodies(data, filename)
    _refuse(table.errors)
    if isinstance(table, UnitTable) and not table.units:
        raise Refused("表中还没有单位，请在表头下面逐行填写后再上传（标“【示例】”的行不会导入）。")
    with transaction.atomic():
        lock_county(county.pk)
        if isinstance(table, UnitTable):
            done = _write_units(county, table.units)
        else:
            done = _write_groups(county, table.groups)
        if dry_run:
            transaction.set_rollback(True)
        else:
            record_audit(
                actor=actor, action="unit.import", obj=county, username="(命令行)", now=now
            )
    return done


def _refuse(errors: tuple[RowError, ...] | list[RowError]) -> None:
    if errors:
        head = f"表中有 {len(errors)} 处问题，没有导入任何内容"
        shown = [str(error).rstrip("。") for error in errors[:SHOWN_ERRORS]]
        if len(errors) > SHOWN_ERRORS:
            shown.append(f"另有 {len(errors) - SHOWN_ERRORS} 处")
        points = [f"{head}：", *(f"{line}。" for line in shown)]
        raise Refused(f"{head}：{'；'.join(shown)}。", points=points)


def _write_units(county: County, rows: tuple[UnitRow, ...]) -> Imported:
    known = {unit.name: unit for unit in Unit.objects.filter(county=county)}
    _refuse(_clashes(county, rows))
    last = Unit.objects.filter(county=county).aggregate(n=Max("position"))["n"] or 0
    new = [row for row in rows if row.name not in known]
    old = [row for row in rows if row.name in known and _differs(known[row.name], row)]
    Unit.objects.bulk_create(
        Unit(
            county=county,
            name=row.name,
            short=row.short,
            relation=row.relation,
            position=last + place,
        )
        for place, row in enumerate(new, start=1)
    )
    for row in old:
        known[row.name].short, known[row.name].relation = row.short, row.relation
    Unit.objects.bulk_update([known[row.name] for row in old], ["short", "relation"], 500)
    aliased = _add_aliases(county, rows)
    changed = [row.name for row in rows if row in old or (row not in new and row.name in aliased)]
    return Imported("units", tuple(row.name for row in new), tuple(changed))


def _differs(unit: Unit, row: UnitRow) -> bool:
    return (unit.short, unit.relation) != (row.short, row.relation)


def _clashes(county: County, rows: tuple[UnitRow, ...]) -> list[RowError]:
    """Words of a row that another body of the county already goes by."""
    owner: dict[str, str] = {}
    for name, short in Unit.objects.filter(county=county).values_list("name", "short"):
        owner[fold(name)] = owner[fold(short)] = name
    aliases = UnitAlias.objects.filter(county=county).values_list("text", "unit__name")
    owner |= {fold(text): name for text, name in aliases}
    return [
        RowError(row.row, "别名", f"“{word}”已是“{owner[fold(word)]}”的名称、简称或别名。")
        for row in rows
        for word in row.names()
        if owner.get(fold(word), row.name) != row.name
    ]


def _add_aliases(county: County, rows: tuple[UnitRow, ...]) -> set[str]:
    """Add the other names that are new; returns the names of the bodies that got some."""
    units = {unit.name: unit for unit in Unit.objects.filter(county=county)}
    known = set(UnitAlias.objects.filter(county=county).values_list("text", flat=True))
    new = {text: row.name for row in rows for text in row.aliases if text not in known}
    UnitAlias.objects.bulk_create(
        UnitAlias(county=county, unit=units[name], text=text) for text, name in new.items()
    )
    return set(new.values())


def _write_groups(county: County, rows: tuple[GroupRow, ...]) -> Imported:
    members = _members(county, rows)
    known = {group.name: group for group in UnitGroup.objects.filter(county=county)}
    for row in rows:
        group = known.get(row.name) or UnitGroup(county=county, name=row.name)
        group.kind = GroupKind(row.kind)
        group.aliases, group.relations = list(row.aliases), list(row.relations)
        group.save()
        if not row.by_office:  # a list the office keeps is not emptied by an import
            group.members.set(members[row.name])
    added = tuple(row.name for row in rows if row.name not in known)
    changed = tuple(row.name for row in rows if row.name in known)
    return Imported("groups", added, changed)


def _members(county: County, rows: tuple[GroupRow, ...]) -> dict[str, list[Unit]]:
    """Return the bodies of each group; raises Refused for a word that names none for certain.

    Lists of members leave the last word out (公安、住建), so 局 is tried after the word as written.
    """
    recognizer = recognizer_of(county)
    units = {f"unit:{unit.pk}": unit for unit in Unit.objects.filter(county=county)}
    found: dict[str, Unit | None] = {}
    for word in {word for row in rows for word in row.members}:
        matches = [recognizer.resolve(word), recognizer.resolve(f"{word}局")]
        sure = [units[str(m.target)] for m in matches if m.certain and m.kind == "unit"]
        found[word] = sure[0] if sure else None
    _refuse(
        [
            RowError(row.row, "成员", f"“{word}”不在单位名录中，请先添加单位或改用其简称。")
            for row in rows
            for word in row.members
            if found[word] is None
        ]
    )
    return {row.name: [unit for w in row.members if (unit := found[w])] for row in rows}
