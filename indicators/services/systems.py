"""Indicator systems: taken in whole from a table, or not at all."""

import re
from datetime import datetime
from typing import Any

from django.db import transaction

from indicators.choices import Chain, Method
from indicators.models import AssessmentMethod, Indicator, IndicatorSystem, MaterialRequirement
from indicators.policies import require
from indicators.sheets.rows import IndicatorRow, IndicatorTable
from indicators.starter import STARTER_TITLE, starter_table
from units.access import Actor
from units.errors import Refused
from units.models import County
from units.services.audit import record_audit
from units.services.locking import lock_county
from units.words import free_words

STARTER_EDITION = "示例体系"
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_CHAINS = {chain.label: chain.value for chain in Chain}


@transaction.atomic
def import_system(
    *,
    actor: Actor,
    county: County,
    edition: str,
    table: IndicatorTable,
    now: datetime,
    note: str = "",
) -> IndicatorSystem:
    """Store a read table as a new edition of the county; five statements whatever its length.

    Raises Refused when the table has errors or is empty, or the edition has a system already.
    """
    require(actor, "import_indicators", county.pk)
    name, said = free_words(edition, "版本名称", "edition"), free_words(note, "说明", "note")
    lock_county(county.pk)
    _check(county, name, table)
    system = IndicatorSystem.objects.create(
        county=county, edition=name, note=said[:200], created_at=now
    )
    made = _add_indicators(system, table)
    _add_methods(table, made)
    _add_materials(table, made)
    record_audit(actor=actor, action="indicators.import", obj=system, now=now)
    return system


def load_starter(*, actor: Actor, county: County, now: datetime) -> IndicatorSystem:
    """Return the county's starter system, storing it on the first call."""
    held = IndicatorSystem.objects.filter(county=county, edition=STARTER_EDITION).first()
    return held or import_system(
        actor=actor,
        county=county,
        edition=STARTER_EDITION,
        table=starter_table(),
        now=now,
        note=STARTER_TITLE,
    )


def report(table: IndicatorTable, *, edition: str) -> dict[str, Any]:
    """Return what an import of `table` brings: counts per level and method, and its errors.

    Keys `edition`, `levels` {"1": n, …}, `methods` {code: n}, `materials`, `errors` [sentence].
    """
    counted = table.by_method
    return {
        "edition": edition,
        "levels": {str(level): count for level, count in table.by_level.items()},
        "methods": {method.value: counted.get(method.value, 0) for method in Method},
        "materials": sum(len(row.materials) for row in table.rows),
        "errors": [str(error) for error in table.errors],
    }


def _check(county: County, edition: str, table: IndicatorTable) -> None:
    if not edition or len(edition) > 100 or _CONTROL.search(edition):
        words = "请填写版本名称，不超过 100 字，不含控制字符。"
        raise Refused(words, fields={"edition": words})
    if table.errors:
        first = table.errors[0]
        raise Refused(f"表中有 {len(table.errors)} 处问题，没有导入。{first}")
    if not table.rows:
        raise Refused("表中没有指标，没有导入。")
    if IndicatorSystem.objects.filter(county=county, edition=edition).exists():
        words = f"已有名为“{edition}”的指标体系，请换一个版本名称。"
        raise Refused(words, fields={"edition": words})


def _add_indicators(system: IndicatorSystem, table: IndicatorTable) -> dict[str, Indicator]:
    """Add the three levels, parents first; returns the indicators by number."""
    made: dict[str, Indicator] = {}
    places = {row.number: place for place, row in enumerate(table.rows, 1)}
    for level in (1, 2, 3):
        rows = [row for row in table.rows if row.level == level]
        new = [_indicator(system, row, places[row.number], made) for row in rows]
        made |= {indicator.number: indicator for indicator in Indicator.objects.bulk_create(new)}
    return made


def _indicator(
    system: IndicatorSystem, row: IndicatorRow, place: int, made: dict[str, Indicator]
) -> Indicator:
    return Indicator(
        system=system,
        parent=made[row.parent_number] if row.level > 1 else None,
        level=row.level,
        number=row.number,
        position=place,
        title=row.title,
        requirement=row.requirement,
        guidance=row.guidance,
    )


def _add_methods(table: IndicatorTable, made: dict[str, Indicator]) -> None:
    AssessmentMethod.objects.bulk_create(
        AssessmentMethod(indicator=made[row.number], method=code)
        for row in table.rows
        for code in row.methods
    )


def _add_materials(table: IndicatorTable, made: dict[str, Indicator]) -> None:
    """The years a material is asked for are part of its words."""
    MaterialRequirement.objects.bulk_create(
        MaterialRequirement(
            indicator=made[row.number],
            title=f"{line.title}（{line.years}）"[:200] if line.years else line.title[:200],
            chain=_CHAINS.get(line.chain, ""),
            position=place,
        )
        for row in table.rows
        for place, line in enumerate(row.materials, 1)
    )
