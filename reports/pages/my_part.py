"""One part before those who owe it: draft, material, what came back, who answers to us."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from indicators.models import Evidence
from reports.figures.sets import Moment
from reports.pages.handins import (
    HandIn,
    Proof,
    handed_in,
    proofs_of,
    too_late_to_withdraw,
    under_review,
)
from reports.pages.history import timeline
from reports.pages.timing import Timing, timing
from tasks.choices import ExtensionState, PartState, SubmissionState
from tasks.models import Assignment, Extension, Submission, TaskEvent, TaskMaterial
from tasks.policies import actions_for
from tasks.services.drafts import WRITABLE
from tasks.services.workflow import UNSENT, missing_materials, sent_back, waiting_for
from tasks.transitions import Transition
from units.access import Seat
from units.models import Unit

FOUND = 20


@dataclass
class Answering:
    """A part that answers to ours."""

    part: Assignment
    timing: Timing


@dataclass
class MyPart:
    """All that the page shows beside its form."""

    part: Assignment
    timing: Timing
    writable: bool
    draft: Submission | None
    kept: list[Proof]
    hand_ins: list[HandIn]
    materials: list[TaskMaterial]
    missing: list[str]
    waiting: list[Assignment]
    answering: list[Answering]
    actions: list[Transition]
    events: list[dict[str, Any]]
    asked: Extension | None
    extensions: list[Extension]
    may_ask_extension: bool

    @property
    def returned(self) -> HandIn | None:
        """The hand-in that came back, while it has to be mended."""
        last = self.hand_ins[0] if self.hand_ins else None
        return last if last and self.part.state == PartState.RETURNED else None

    @property
    def answered(self) -> Extension | None:
        """The last request for more time, once the office has answered it."""
        last = max(self.extensions, key=lambda row: row.pk, default=None)
        said = (ExtensionState.GRANTED, ExtensionState.REFUSED)
        return last if last and last.state in said else None

    @property
    def review_began(self) -> bool:
        """Whether the reviewer has begun: what was handed in cannot be taken back any more."""
        current = under_review(self.hand_ins)
        return current is not None and current.review_began_at is not None

    @property
    def signing(self) -> bool:
        """Whether the draft lies before the unit's head."""
        return bool(self.draft and self.draft.state == SubmissionState.FOR_SIGNOFF)


def my_part(part: Assignment, seat: Seat, moment: Moment) -> MyPart:
    """Return the page of a part of one's own (task, unit and answers_to loaded)."""
    draft = (
        part.submissions.filter(state__in=UNSENT)
        .select_related("signoff_by__user", "signoff_sheet")
        .first()
    )
    hand_ins = handed_in([part.pk])[part.pk]
    writable = part.state in WRITABLE
    begun = draft or (sent_back(part) if writable else None)
    answering = part.answering.exclude(state=PartState.CANCELLED).select_related("unit")
    extensions = list(part.extensions.select_related("evidence"))
    asked = next((row for row in extensions if row.state == ExtensionState.ASKED), None)
    in_time = part.due_on is not None and moment.calendar.effective(part.due_on) >= moment.today
    return MyPart(
        part=part,
        timing=timing(part, moment),
        writable=writable,
        draft=draft,
        kept=_kept(begun),
        hand_ins=hand_ins,
        materials=list(part.task.materials.all()),
        missing=missing_materials([part])[part.pk] if writable else [],
        waiting=waiting_for(part) if writable else [],
        answering=[Answering(row, timing(row, moment)) for row in answering],
        actions=[
            row
            for row in actions_for(seat, part)
            if row.action in BESIDE and not too_late_to_withdraw(row, hand_ins)
        ],
        events=timeline(TaskEvent.objects.filter(assignment=part), seat, limit=30),
        asked=asked,
        extensions=extensions,
        may_ask_extension=writable and in_time and asked is None,
    )


def _kept(begun: Submission | None) -> list[Proof]:
    """Return what need not be brought again: the draft's proofs, or those that came back."""
    if begun is None:
        return []
    return [proof for proof in proofs_of([begun])[begun.pk] if proof.live]


# Actions with a small page of their own; handing in is the page itself.
BESIDE = frozenset({"acknowledge", "object", "drop_objection", "withdraw"})


def find_evidence(unit: Unit, words: str, *, kept: list[Proof]) -> QuerySet[Evidence]:
    """引用已报材料: proof the unit may use whose name or 文号 contains the words."""
    rows = Evidence.objects.usable_by(unit).filter(
        Q(title__icontains=words) | Q(doc_number__icontains=words) | Q(filename__icontains=words)
    )
    have = [proof.evidence.pk for proof in kept]
    return rows.exclude(pk__in=have).select_related("blob").order_by("-pk")[:FOUND]
