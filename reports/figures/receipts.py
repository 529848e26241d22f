"""Who has said to have the documents of a month: the facts of the 签收情况 of a 通报."""

from datetime import date
from typing import Any

from indicators.models import Campaign
from reports.choices import LetterKind, LetterState
from reports.figures.period import Month
from reports.models import LetterReceipt
from units.choices import ASKED_ONLY

# A 商请函 asks: whether it was received is not for a 通报.
TOLD = (LetterKind.HANDOVER, LetterKind.PROMPT, LetterKind.SUPERVISION, LetterKind.NOTICE)


def receipt_facts(campaign: Campaign, month: Month, today: date) -> list[dict[str, Any]]:
    """Return one fact per document in force and unit as JSON data, the first issued first; one query.

    `waits` says that the unit has not said to have it; one whose parts were all called off unseen
    counts nowhere, and bodies that may only be asked are left out (rule 2).
    """
    rows = LetterReceipt.objects.standing().filter(
        letter__campaign=campaign,
        letter__kind__in=TOLD,
        letter__state=LetterState.ISSUED,
        letter__issued_on__gte=month.first,
        letter__issued_on__lte=min(month.last, today),
    )
    rows = rows.exclude(unit__relation__in=ASKED_ONLY)
    ordered = rows.order_by("letter__issued_on", "letter_id", "unit__position", "unit_id")
    names = ("letter_id", "letter__kind", "letter__number_text", "letter__title")
    return [
        {
            "letter_id": letter_id,
            "kind": kind,
            "number": number,
            "title": title,
            "unit_id": unit_id,
            "unit": unit,
            "issued_on": issued_on.isoformat(),
            "waits": bool(waits),
        }
        for letter_id, kind, number, title, unit_id, unit, issued_on, waits in ordered.values_list(
            *names, "unit_id", "unit__short", "letter__issued_on", "waits"
        )
    ]
