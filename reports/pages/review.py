"""审核: the queue of a reviewer, oldest first, and one hand-in with its requirement."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery

from reports.figures.sets import Moment
from reports.pages.handins import HandIn, handed_in, under_review
from reports.pages.timing import Timing, timing
from tasks.choices import SubmissionState
from tasks.models import Assignment, Submission, TaskMaterial, WorkRules
from tasks.policies import is_self_review
from tasks.services.workflow import redo_day, waiting_for
from units.access import Seat
from units.clock import local_date
from units.day_words import short_day_cn
from units.errors import Conflict, Forbidden


@dataclass
class Waiting:
    """One line of the queue. `over` is by how many workdays our own limit has passed."""

    part: Assignment
    timing: Timing
    waited: int
    over: int
    in_place: bool
    left: int
    today: bool
    on_behalf: str = ""

    @property
    def waited_words(self) -> str:
        """How long it has waited; a rest day is no workday, but yesterday is not today either."""
        if self.waited:
            return f"{self.waited} 个工作日"
        return "今天报送" if self.today else "不足 1 个工作日"

    @property
    def left_words(self) -> str:
        """What our own limit still leaves."""
        return f"{self.left} 个工作日内审" if self.left else "今天审完"


@dataclass
class Queue:
    """What waits for this reviewer: their own, then what they may review in a lead's place."""

    own: list[Waiting]
    in_place: list[Waiting]
    limit: int

    @property
    def all(self) -> list[Waiting]:
        """The order in which J and K go."""
        return [*self.own, *self.in_place]

    @property
    def over(self) -> int:
        """How many of one's own have waited longer than our limit."""
        return sum(row.over > 0 for row in self.own)

    def next_after(self, part_id: int) -> int | None:
        """Return the part to look at after this one, None when it is the last.

        One's own come first, also those passed over; then what may be reviewed in a lead's place.
        """
        for rows in (self.own, self.in_place):
            ids = [row.part.pk for row in rows]
            later = ids[ids.index(part_id) + 1 :] if part_id in ids else ids
            rest = later or [pk for pk in ids if pk != part_id]
            if rest:
                return rest[0]
        return None


def waiting_for_review(seat: Seat) -> QuerySet[Any]:
    """Return the handed-in parts this seat may review.

    Each with `handed_in_at`, and for 代为登记 `received_on` and `received_from`.
    """
    submissions = Submission.objects.filter(
        assignment_id=OuterRef("pk"), state=SubmissionState.HANDED_IN
    )
    rows = Assignment.objects.visible_to(seat).awaiting_review()
    if not seat.is_office:
        rows = rows.answering_to(seat.unit_ids)
    found: QuerySet[Any] = (
        rows.annotate(
            **{
                name: Subquery(submissions.values(name)[:1])
                for name in ("handed_in_at", "received_on", "received_from")
            }
        )
        .select_related("unit", "task__campaign", "campaign", "answers_to__unit")
        .order_by(F("handed_in_at").asc(nulls_last=True), "pk")
    )
    return found


def queue(seat: Seat, moment: Moment) -> Queue:
    """Return the queue of the seat; two queries."""
    limit = WorkRules.of(seat.county_id).review_workdays
    own: list[Waiting] = []
    in_place: list[Waiting] = []
    for part in waiting_for_review(seat):
        waited = _waited(part.handed_in_at, moment)
        place = seat.is_office and part.answers_to_id is not None
        row = Waiting(
            part=part,
            timing=timing(part, moment),
            waited=waited,
            over=max(0, waited - limit),
            in_place=place,
            left=max(0, limit - waited),
            today=local_date(part.handed_in_at) == moment.today,
            on_behalf=_on_behalf(part.received_on, part.received_from),
        )
        (in_place if place else own).append(row)
    return Queue(own, in_place, limit)


def _on_behalf(received_on: date | None, received_from: str) -> str:
    """Return how a hand-in registered for its unit came in, "" for the unit's own."""
    if received_on is None:
        return ""
    words = f"代为登记，{short_day_cn(received_on)}收到"
    return f"{words}，来源：{received_from}" if received_from else words


def _waited(handed_in_at: datetime, moment: Moment) -> int:
    day: date = local_date(handed_in_at)
    return max(0, moment.calendar.between(day, moment.today))


@dataclass
class ReviewPage:
    """One hand-in before its reviewer."""

    part: Assignment
    timing: Timing
    hand_in: HandIn
    earlier: list[HandIn]
    materials: list[tuple[TaskMaterial, int]]
    waiting: list[str]
    redo_by: date
    keeps: date | None
    in_place: bool
    own_work: str = ""
    self_review: bool = False


def review_page(part: Assignment, seat: Seat, moment: Moment, *, now: datetime) -> ReviewPage:
    """Return the page of a part under review; about eight queries.

    Raises Conflict when the hand-in was taken back since the part was read.
    """
    hand_ins = handed_in([part.pk])[part.pk]
    current = next((h for h in hand_ins if h.row is under_review(hand_ins)), None)
    if current is None:
        raise Conflict(f"{part.unit.short}的这次报送刚刚撤回或已审结，请刷新后查看。")
    page = ReviewPage(
        part=part,
        timing=timing(part, moment),
        hand_in=current,
        earlier=[h for h in hand_ins if h is not current],
        materials=_materials(part, current),
        waiting=[row.unit.short for row in waiting_for(part)],
        redo_by=redo_day(part, moment.today),
        keeps=part.due_on if part.due_on and part.due_on > moment.today else None,
        in_place=seat.is_office and part.answers_to_id is not None,
    )
    page.own_work = own_work(part, hand_ins, seat, now)
    page.self_review = not page.own_work and is_self_review(current.row, seat, now)
    return page


def own_work(part: Assignment, hand_ins: Iterable[HandIn], seat: Seat, now: datetime) -> str:
    """Return why this person may not judge what lies there, "" when they may (rule 6)."""
    row = under_review(hand_ins)
    if row is None:
        return ""
    row.assignment = part
    try:
        is_self_review(row, seat, now)
    except Forbidden as error:
        return error.message
    return ""


def _materials(part: Assignment, hand_in: HandIn) -> list[tuple[TaskMaterial, int]]:
    brought = [proof.material for proof in hand_in.brought]
    return [(row, brought.count(row)) for row in part.task.materials.all()]
