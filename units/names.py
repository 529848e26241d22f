"""The names of a county's bodies and groups, for recognising words of a plan."""

from collections import defaultdict
from pathlib import Path

from units.body_sheet import read_units
from units.group_sheet import read_groups
from units.models import County, Unit, UnitAlias, UnitGroup
from units.recognition import Recognizer, UnitName

FIXTURES = Path(__file__).parent / "fixtures"


def recognizer_of(county: County) -> Recognizer:
    """Return the recognizer of a county; ids are `unit:<pk>` and `group:<pk>`. Three queries."""
    aliases: dict[int, list[str]] = defaultdict(list)
    for unit_id, text in UnitAlias.objects.filter(county=county).values_list("unit_id", "text"):
        aliases[unit_id].append(text)
    names = [
        UnitName(f"unit:{unit.pk}", unit.name, unit.short, tuple(aliases[unit.pk]))
        for unit in Unit.objects.filter(county=county, active=True)
    ]
    names += [
        UnitName(f"group:{group.pk}", group.name, "", tuple(group.aliases), "group")
        for group in UnitGroup.objects.filter(county=county)
    ]
    return Recognizer(names, county=county.name)


def usual_recognizer() -> Recognizer:
    """Return the recognizer of the usual county bodies, where no county is meant; no database."""
    units = read_units((FIXTURES / "units.csv").read_bytes(), "units.csv").units
    groups = read_groups((FIXTURES / "groups.csv").read_bytes(), "groups.csv").groups
    names = [UnitName(u.name, u.short, u.name, u.aliases) for u in units]
    names += [UnitName(g.name, g.name, "", g.aliases, "group") for g in groups]
    return Recognizer(names, county="示例县")
