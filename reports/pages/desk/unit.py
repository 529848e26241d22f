"""The desk of a unit: its parts by urgency, what it received and is asked, what its head signs."""

from dataclasses import dataclass

from reports.choices import LetterState
from reports.figures.sets import Moment
from reports.models import LetterReceipt, NoticeCheck
from reports.pages.my import Card, MyPage, my_page
from tasks.choices import PartState, SubmissionState
from tasks.models import Submission
from units.access import Seat

SHOWN = 6


@dataclass(frozen=True)
class UnitDesk:
    """All that the page shows."""

    page: MyPage
    signoffs: list[Submission]
    received: list[LetterReceipt]
    checks: list[NoticeCheck]
    signs: bool

    @property
    def doing(self) -> list[Card]:
        """What is to be done; a head does not see once more as work what waits for a signature."""
        return [card for card in self.page.doing if not (self.signs and card.for_signoff)]

    @property
    def more(self) -> int:
        """How many cards are left for 本单位任务."""
        return max(0, len(self.doing) - SHOWN)


def unit_desk(seat: Seat, moment: Moment) -> UnitDesk:
    """Return the desk of a seat of a unit; ten queries."""
    signoffs = (
        Submission.objects.filter(
            assignment__unit_id__in=seat.unit_ids,
            assignment__state__in=[PartState.PENDING, PartState.ACTIVE, PartState.RETURNED],
            state=SubmissionState.FOR_SIGNOFF,
            signoff_by__isnull=True,
        )
        .select_related("assignment__task", "started_by__user")
        .order_by("pk")
    )
    received = (
        LetterReceipt.objects.of(seat)
        .waiting()
        .filter(letter__state=LetterState.ISSUED)
        .select_related("letter")
        .order_by("-letter__issued_on", "-pk")
    )
    checks = NoticeCheck.objects.to_answer(seat, moment.today).select_related("notice")
    return UnitDesk(
        page=my_page(seat, moment),
        signoffs=list(signoffs),
        received=list(received[:SHOWN]),
        checks=list(checks),
        signs=seat.is_unit_lead,
    )
