"""Documents not received in time: whom the office may ring up about which."""

from dataclasses import dataclass
from datetime import date

from indicators.models import Campaign
from reports.figures.sets import Moment
from reports.models import LetterReceipt
from reports.pages.liaisons import Liaison, liaisons
from units.choices import ASKED_ONLY

SHOWN = 6
_NOBODY = Liaison()


@dataclass(frozen=True)
class Unreceived:
    """A document and a unit that has not said to have it; `asked` bodies get no reminder."""

    unit: str
    asked: bool
    letter_id: int
    title: str
    number: str
    issued_on: date
    reminded_on: date | None
    days: int
    liaison: Liaison


def unreceived(
    campaign: Campaign, moment: Moment, *, people: bool = False
) -> tuple[Unreceived, ...]:
    """Return the documents not received in time, the first issued first; one query.

    `people` names the liaison of each unit, by a second one.
    """
    head = getattr(campaign.county, "letter_head", None)
    if head is None:
        return ()
    before = moment.calendar.add(moment.today, -head.receipt_workdays)
    rows = LetterReceipt.objects.not_in_time(before).filter(letter__campaign=campaign)
    rows = rows.select_related("unit", "letter").only(
        "reminded_on",
        *("unit__short", "unit__relation", "unit__same_body"),
        *("letter__title", "letter__number_text", "letter__issued_on"),
    )
    found = list(rows.order_by("letter__issued_on", "letter_id", "unit__position", "unit_id"))
    bodies = ((row.unit_id, row.unit.body_id) for row in found)
    named = liaisons(bodies, moment.today) if people else {}
    return tuple(
        Unreceived(
            unit=row.unit.short,
            asked=row.unit.relation in ASKED_ONLY,
            letter_id=row.letter_id,
            title=row.letter.title,
            number=row.letter.number_text,
            issued_on=row.letter.issued_on,
            reminded_on=row.reminded_on,
            days=moment.calendar.between(row.letter.issued_on, moment.today),
            liaison=named.get(row.unit_id, _NOBODY),
        )
        for row in found
    )
