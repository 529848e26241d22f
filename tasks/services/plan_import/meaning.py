"""What the words of an import mean today: units and groups may have gone since they were chosen."""

from tasks.models import PlanImport
from units.models import Unit, UnitGroup

Meanings = dict[str, Unit | UnitGroup]


def meanings(found: PlanImport) -> Meanings:
    """Return, by word, the unit in use or the group it was decided or read to mean; three queries."""
    county = found.campaign.county_id
    units = {unit.pk: unit for unit in Unit.objects.filter(county=county, active=True)}
    groups = {
        group.pk: group
        for group in UnitGroup.objects.filter(county=county).prefetch_related("members")
    }
    known: dict[str, dict[int, Unit] | dict[int, UnitGroup]] = {"unit": units, "group": groups}
    return {
        word: known[entry["target"]][entry["id"]]
        for word, entry in found.words.items()
        if entry["id"] in known.get(entry["target"], ())
    }


def undecided(found: PlanImport, meant: Meanings | None = None) -> set[str]:
    """Return the words a person has to decide: never decided, or what they meant has gone.

    `meant` are the meanings where they are known already.
    """
    meant = meanings(found) if meant is None else meant
    return {
        word
        for word, entry in found.words.items()
        if word not in meant and entry["target"] not in ("new", "ignore")
    }
