"""公文用语: which kinds the county words itself, and the versions of each."""

from collections.abc import Mapping
from dataclasses import dataclass

from reports.choices import LetterKind
from reports.letters.wording import LABELS, STARTERS
from reports.models import Wording

# Versions listed on the page of a kind.
MOST = 100


@dataclass(frozen=True)
class Kind:
    """One kind: the labels of the texts that are the county's own, and who wrote last."""

    code: str
    label: str
    own: list[str]
    last: Wording | None


@dataclass(frozen=True)
class Version:
    """One version of one text."""

    row: Wording
    label: str
    in_force: bool


def kinds_of(county_id: int) -> list[Kind]:
    """Return all kinds that have words, in the order in which the work meets them; one query."""
    rows = Wording.objects.in_force(county_id).select_related("written_by__user")
    by_kind: dict[str, list[Wording]] = {}
    for row in rows.order_by("pk"):
        by_kind.setdefault(row.kind, []).append(row)
    return [_kind(f"{code}", by_kind.get(f"{code}", [])) for code in STARTERS]


def starters_of(kind: str, texts: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Return key, label and text of the product's own words where the county has others."""
    words = STARTERS[kind]
    return [(key, LABELS[key], words[key]) for key in words if texts[key] != words[key]]


def _kind(code: str, rows: list[Wording]) -> Kind:
    starters = STARTERS[code]
    own = {row.key for row in rows if row.text != starters.get(row.key, row.text)}
    labels = [LABELS[key] for key in starters if key in own]
    return Kind(code, LetterKind(code).label, labels, rows[-1] if rows else None)


def versions_of(county_id: int, kind: str) -> list[Version]:
    """Return the versions written of the texts of a kind, newest first; one query."""
    rows = Wording.objects.filter(county_id=county_id, kind=kind, key__in=STARTERS[kind])
    rows = rows.select_related("written_by__user").order_by("-pk")[:MOST]
    newest: dict[str, int] = {}
    return [
        Version(row, LABELS[row.key], newest.setdefault(row.key, row.pk) == row.pk) for row in rows
    ]
