"""本单位任务: the parts of one's units as cards, the most urgent first, returned ones before all."""

from dataclasses import dataclass, field

from reports.figures.sets import Moment
from reports.pages.handins import HandIn, handed_in
from reports.pages.timing import Timing, timing
from tasks.choices import PartRole, PartState, SubmissionState
from tasks.models import Assignment, Submission
from tasks.services.workflow import missing_materials
from units.access import Seat

DOING = (PartState.RETURNED, PartState.PENDING, PartState.ACTIVE)
WAITING = (PartState.SUBMITTED, PartState.OBJECTED, PartState.SUSPENDED)
BUTTONS = {
    PartState.RETURNED: "补正并重新报送",
    PartState.PENDING: "签收并报送",
    PartState.ACTIVE: "填写情况并报送",
}


@dataclass
class Card:
    """One part, with what is still missing and why it came back."""

    part: Assignment
    timing: Timing
    missing: list[str] = field(default_factory=list)
    last: HandIn | None = None
    for_signoff: bool = False
    signs: bool = False  # who looks is a head of the unit

    @property
    def button(self) -> str:
        """What the one button of the card says; "" where there is nothing to hand in."""
        if self.for_signoff and self.signs:
            return "看稿并审签"
        if self.part.state == PartState.RETURNED and self.missing:
            return f"补 {len(self.missing)} 件材料并重新报送"
        return BUTTONS.get(PartState(self.part.state), "")

    @property
    def answers_to(self) -> str:
        """To whom one hands in."""
        to = self.part.answers_to
        return to.unit.short if to else "依法治县办"


@dataclass
class MyPage:
    """The cards in their groups, and the counts of the sentence above them."""

    doing: list[Card]
    waiting: list[Card]
    done: list[Card]
    counts: dict[str, int]
    to_review: int

    @property
    def sentence(self) -> str:
        """What to do first."""
        returned = sum(card.part.state == PartState.RETURNED for card in self.doing)
        if not self.doing:
            return "没有要办的事项。" if not self.waiting else "都已报送，等待答复。"
        if returned:
            return f"还有 {len(self.doing)} 件要办，先补正退回的 {returned} 件。"
        if self.counts["late"]:
            return f"还有 {len(self.doing)} 件要办，先办逾期的 {self.counts['late']} 件。"
        return f"还有 {len(self.doing)} 件要办。"


def my_page(seat: Seat, moment: Moment) -> MyPage:
    """Return the cards of the seat's units; eight queries whatever their number."""
    parts = list(
        Assignment.objects.visible_to(seat)
        .filter(unit_id__in=seat.unit_ids)
        .exclude(state=PartState.CANCELLED)
        .select_related("task", "unit", "answers_to__unit")
        .order_by("task__position", "pk")
    )
    cards = [Card(part, timing(part, moment), signs=seat.is_unit_lead) for part in parts]
    _fill(cards)
    doing = [card for card in cards if card.part.state in DOING]
    doing.sort(key=lambda c: (c.part.state != PartState.RETURNED, *c.timing.urgency))
    counts = {kind: sum(c.timing.kind == kind for c in doing) for kind in ("late", "soon", "ok")}
    done = [card for card in cards if card.part.state == PartState.ACCEPTED]
    review = Assignment.objects.awaiting_review().answering_to(seat.unit_ids)
    return MyPage(
        doing=doing,
        waiting=[card for card in cards if card.part.state in WAITING],
        done=done,
        counts=counts | {"done": len(done)},
        to_review=review.count(),
    )


def _fill(cards: list[Card]) -> None:
    """Add why a part came back, what a lead still misses and whether a draft waits for its head."""
    returned = [card.part.pk for card in cards if card.part.state == PartState.RETURNED]
    last = handed_in(returned)
    open_ids = [card.part.pk for card in cards if card.part.state in DOING]
    signing = set(
        Submission.objects.filter(
            assignment_id__in=open_ids, state=SubmissionState.FOR_SIGNOFF, signoff_by__isnull=True
        ).values_list("assignment_id", flat=True)
    )
    led = [card.part for card in cards if card.part.role == PartRole.LEAD]
    missing = missing_materials(part for part in led if part.state in DOING)
    for card in cards:
        hand_ins = last.get(card.part.pk)
        card.last = hand_ins[0] if hand_ins else None
        card.for_signoff = card.part.pk in signing
        card.missing = missing.get(card.part.pk, [])
