"""One indicator: what it asks for, what proves it by the chain, and the tasks that serve it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from indicators.choices import Chain, EvidenceState
from indicators.gaps import Coverage, coverage, is_there
from indicators.models import Campaign, Evidence, Indicator, IndicatorProof, MaterialRequirement
from reports.figures.sets import Moment
from reports.pages.task_list import CODES, SHORT_METHODS, Row, rows, with_methods
from tasks.choices import TaskState
from tasks.models import Task
from units.access import Seat

UNNAMED = "未标环节"


@dataclass(frozen=True)
class Link:
    """One place of the chain with the proof that stands there."""

    label: str
    proofs: list[IndicatorProof]


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


def indicator_page(
    indicator: Indicator, campaign: Campaign, seat: Seat, moment: Moment
) -> IndicatorPage:
    """Return the page of an indicator in the seat's sight; six queries."""
    proofs = _proofs(indicator, campaign, seat, moment.today)
    proved = [proof.evidence.chain for proof in proofs]
    asked = list(indicator.materials.all())
    methods = {row.method for row in indicator.methods.all()}
    tasks = Task.objects.visible_to(seat).filter(indicators=indicator, campaign=campaign)
    return IndicatorPage(
        indicator=indicator,
        methods=[(code, SHORT_METHODS[code]) for code in CODES if code in methods],
        coverage=coverage([row.chain for row in asked], proved),
        materials=[Material(row, is_there(row.chain, proved)) for row in asked],
        chain=_chain(proofs),
        tasks=rows(with_methods(tasks.exclude(state=TaskState.CANCELLED)), seat, moment),
    )


def _proofs(
    indicator: Indicator, campaign: Campaign, seat: Seat, today: date
) -> list[IndicatorProof]:
    seen = Evidence.objects.visible_to(seat, today=today).exclude(state=EvidenceState.REMOVED)
    return list(
        IndicatorProof.objects.filter(indicator=indicator, campaign=campaign, evidence__in=seen)
        .prefetch_related(Prefetch("evidence", Evidence.objects.select_related("unit")))
        .order_by("-accepted_on", "-pk")
    )


def _chain(proofs: list[IndicatorProof]) -> list[Link]:
    """Return every place of the chain, also those with nothing; unnamed ones last, if any."""
    links = [
        Link(label, [proof for proof in proofs if proof.evidence.chain == code])
        for code, label in Chain.choices
    ]
    rest = [proof for proof in proofs if not proof.evidence.chain]
    return [*links, Link(UNNAMED, rest)] if rest else links
