"""One indicator: what it asks for, what proves it by the chain, and the tasks that serve it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef

from indicators.choices import Chain
from indicators.gaps import Coverage, coverage, is_there
from indicators.models import (
    Campaign,
    Evidence,
    Indicator,
    IndicatorProof,
    IndicatorStatement,
    MaterialRequirement,
)
from reports.figures.sets import Moment
from reports.pages.handins import Proof
from reports.pages.task_list import CODES, SHORT_METHODS, Row, rows, with_methods
from tasks.choices import TaskState
from tasks.models import Task
from units.access import Seat

UNNAMED = "未标环节"


@dataclass(frozen=True)
class Link:
    """One place of the chain with the proof that stands there."""

    label: str
    proofs: list[Proof]


@dataclass(frozen=True)
class Material:
    """A material asked for, and whether it is there."""

    row: MaterialRequirement
    there: bool


@dataclass(frozen=True)
class IndicatorPage:
    """All that the page shows."""

    indicator: Indicator
    methods: list[tuple[str, str]]
    coverage: Coverage
    materials: list[Material]
    chain: list[Link]
    tasks: list[Row]
    statement: IndicatorStatement | None


def indicator_page(
    indicator: Indicator, campaign: Campaign, seat: Seat, moment: Moment
) -> IndicatorPage:
    """Return the page of an indicator in the seat's sight; some ten queries."""
    proofs = _proofs(indicator, campaign, seat, moment.today)
    proved = [row.chain for row in proofs]
    asked = list(indicator.materials.all())
    methods = {row.method for row in indicator.methods.all()}
    tasks = Task.objects.visible_to(seat).filter(indicators=indicator, campaign=campaign)
    statements = IndicatorStatement.objects.filter(indicator=indicator, campaign=campaign)
    return IndicatorPage(
        indicator=indicator,
        methods=[(code, SHORT_METHODS[code]) for code in CODES if code in methods],
        coverage=coverage([row.chain for row in asked], proved),
        materials=[Material(row, is_there(row.chain, proved)) for row in asked],
        chain=_chain(proofs),
        tasks=rows(with_methods(tasks.exclude(state=TaskState.CANCELLED)), seat, moment),
        statement=statements.select_related("written_by__user").first(),
    )


def _proofs(indicator: Indicator, campaign: Campaign, seat: Seat, today: date) -> list[Evidence]:
    """Return the accepted proof in the seat's sight, the latest first; one query."""
    of_it = IndicatorProof.objects.filter(indicator=indicator, campaign=campaign)
    seen = Evidence.objects.visible_to(seat, today=today).kept()
    rows = seen.filter(Exists(of_it.filter(evidence_id=OuterRef("pk"))))
    return list(rows.select_related("unit", "blob").order_by("-pk"))


def _chain(proofs: list[Evidence]) -> list[Link]:
    """Return every place of the chain, also those with nothing; unnamed ones last, if any."""
    by_chain: dict[str, list[Proof]] = defaultdict(list)
    for row in proofs:
        by_chain[row.chain].append(Proof(row))
    links = [Link(label, by_chain[code]) for code, label in Chain.choices]
    return [*links, Link(UNNAMED, by_chain[""])] if by_chain[""] else links
