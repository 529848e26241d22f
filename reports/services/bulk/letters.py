"""交办函 and 商请函 of the parts made in bulk: numbered in a row, frozen, received."""

from collections import Counter
from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import replace
from datetime import date
from itertools import groupby

from indicators.models import Blob
from reports.choices import ItemOutcome, LetterState, NumberState, SignMode
from reports.correspondence import handover_kind, needs_consent
from reports.docx.frozen import to_json
from reports.docx.snapshot import TEMPLATE_VERSION
from reports.letters.compose import compose
from reports.letters.facts import Facts
from reports.letters.wording import propose
from reports.models import (
    Letter,
    LetterBatch,
    LetterItem,
    LetterReceipt,
    Series,
    SeriesNumber,
)
from reports.services.bulk.world import World, pour, write
from reports.services.letters.building import facts_for, item_of
from reports.services.letters.freezing import text_hash
from reports.services.letters.numbering import text
from tasks.models import Assignment
from units.clock import moment
from units.day_words import day_cn
from units.models import Unit

Bundle = tuple[date, Unit, list[Assignment]]


def hand_over(world: World, parts: Iterable[Assignment], docx: Blob) -> list[Letter]:
    """Write one issued letter per unit and day of issue, oldest first; returns them.

    All share the bytes of `docx`: rendering each would take most of the time of a load test.
    """
    bundles = _bundles(parts)
    if not bundles:
        return []
    batches = _batches(world, bundles)
    _, unit, rows = bundles[0]
    # Read once: head, rules and plan are the same in every letter of a county.
    common = facts_for(unit, rows, today=world.today)
    counted: Counter[int] = Counter()
    drawn = []
    for day, unit, rows in bundles:
        counted[day.year] += 1
        facts = replace(
            common,
            addressee=unit.name,
            items=tuple(item_of(_at_issue(part)) for part in rows),
            as_of=day,
            consent=needs_consent(handover_kind(unit.relation), unit.relation),
        )
        drawn.append(_letter(world, day, unit, facts, counted[day.year], batches[day], docx))
    letters = write(drawn)
    _register(world, letters, common.head.letter_code)
    pour(
        LetterItem(letter=letter, assignment=part, outcome=ItemOutcome.INCLUDED)
        for letter, (_, _, rows) in zip(letters, bundles, strict=True)
        for part in rows
    )
    pour(
        LetterReceipt(letter=letter, unit=unit)
        for letter, (_, unit, _) in zip(letters, bundles, strict=True)
    )
    return letters


def _bundles(parts: Iterable[Assignment]) -> list[Bundle]:
    def key(part: Assignment) -> tuple[date, int, int]:
        assert part.issued_on is not None
        return part.issued_on, part.unit.position, part.unit_id

    issued = sorted((part for part in parts if part.issued_on), key=key)
    groups = ((day, list(rows)) for (day, _, _), rows in groupby(issued, key=key))
    return [(day, rows[0].unit, rows) for day, rows in groups]


def _batches(world: World, bundles: Sequence[Bundle]) -> dict[date, LetterBatch]:
    count = Counter(day for day, _, _ in bundles)
    rows = write(
        LetterBatch(
            campaign=world.campaign,
            title=f"{day_cn(day)}向{n}个单位交办",
            created_by=world.staff.office,
            created_at=moment(day, 8),
        )
        for day, n in count.items()
    )
    return dict(zip(count, rows, strict=True))


def _letter(
    world: World,
    day: date,
    unit: Unit,
    facts: Facts,
    n: int,
    batch: LetterBatch,
    docx: Blob,
) -> Letter:
    kind = handover_kind(unit.relation)
    texts = propose(kind, facts)
    number = text(facts.head.letter_code, day.year, n)
    snapshot = compose(kind, facts, texts, number=number, signed_on=day)
    return Letter(
        county_id=world.campaign.county_id,
        campaign=world.campaign,
        kind=kind,
        state=LetterState.ISSUED,
        version=4,
        unit=unit,
        batch=batch,
        title=texts.pop("title"),
        draft=texts,
        consent_by="示例领导" if facts.consent else "",
        consent_on=day if facts.consent else None,
        drafted_by=world.staff.office,
        drafted_at=moment(day, 8),
        checked_by=world.staff.head,
        sign_mode=SignMode.ONLINE,
        signed_by=world.staff.head,
        signer_name=world.staff.head.user.name,
        signed_on=day,
        issued_on=day,
        issued_at=moment(day, 10),
        number_text=number,
        snapshot=to_json(snapshot),
        frozen_on=day,
        frozen_sha256=text_hash(snapshot),
        template_version=str(TEMPLATE_VERSION),
        docx=docx,
    )


def _at_issue(part: Assignment) -> Assignment:
    """Return the part with the date it was handed over with, whatever came later."""
    then = copy(part)
    then.due_on = part.agreed_due_on
    return then


def _register(world: World, letters: Sequence[Letter], code: str) -> None:
    days = [(row.issued_on, row) for row in letters if row.issued_on]
    for year, rows in groupby(days, key=lambda pair: pair[0].year):
        listed = list(rows)
        series = Series.objects.create(
            county_id=world.campaign.county_id,
            code=code,
            year=year,
            last=len(listed),
            last_issued_on=listed[-1][0],
        )
        pour(
            SeriesNumber(series=series, n=n, state=NumberState.USED, letter=row, taken_on=day)
            for n, (day, row) in enumerate(listed, 1)
        )
