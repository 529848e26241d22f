"""What was handed in for parts: texts, proofs and verdicts, as readers of the part see them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from indicators.choices import EvidenceKind, EvidenceState
from indicators.models import Evidence
from tasks.choices import SubmissionState
from tasks.models import Submission, SubmissionEvidence, TaskMaterial
from tasks.reasons import reason_words
from tasks.transitions import Transition
from units.access import Seat
from units.day_words import short_day_cn


@dataclass(frozen=True)
class Proof:
    """One proof of a hand-in, as a row of `parts/file_row.html`."""

    evidence: Evidence
    material: TaskMaterial | None = None
    reused: bool = False
    readable: bool = True

    @property
    def url(self) -> str:
        """Where it is opened; "" where the reader of the part may not read the proof itself."""
        return reverse("evidence-item", args=[self.evidence.pk]) if self.readable else ""

    @property
    def live(self) -> bool:
        """Whether it counts: not removed, and no removal asked for."""
        return self.evidence.state == EvidenceState.LIVE

    @property
    def ext(self) -> str:
        """What stands in the little box: the suffix of a file, or what else it is."""
        if self.evidence.kind == EvidenceKind.URL:
            return "网址"
        if self.evidence.kind == EvidenceKind.OFFLINE:
            return "线下"
        return self.evidence.blob.suffix if self.evidence.blob else "文件"

    @property
    def has_file(self) -> bool:
        """Whether there are bytes to look at."""
        return self.evidence.blob_id is not None

    @property
    def meta(self) -> str:
        """The facts in one line."""
        row = self.evidence
        words = [
            "" if self.live else row.get_state_display(),
            f"对应“{self.material.title}”" if self.material else "",
            row.doc_number,
            f"{row.pages} 页" if row.pages else "",
            f"保管：{row.keeper}" if row.keeper else "",
            "引用已报材料" if self.reused else "",
            "形成日期晚于所属年度" if row.formed_after_its_year else "",
        ]
        return " · ".join(word for word in words if word)


@dataclass
class HandIn:
    """One submission with its proofs."""

    row: Submission
    proofs: list[Proof] = field(default_factory=list)

    @property
    def who(self) -> str:
        """Who handed it in, and how."""
        by = self.row.handed_in_by or self.row.started_by
        words = f"{by.unit.short if by.unit else ''} {by.user.name}".strip()
        if self.row.on_behalf and self.row.received_on:
            words += f" 代为登记（{short_day_cn(self.row.received_on)}收到）"
        return words

    @property
    def brought(self) -> list[Proof]:
        """The proofs that count, as in `tasks.services.workflow.lacking`."""
        return [] if self.taken_back else [proof for proof in self.proofs if proof.live]

    @property
    def removed(self) -> int:
        """How many proofs are no longer there, or about to go."""
        return sum(not proof.live for proof in self.proofs)

    @property
    def taken_back(self) -> bool:
        """Whether it was withdrawn: the history names its files, but opens them to nobody."""
        return self.row.state == SubmissionState.WITHDRAWN

    @property
    def reasons(self) -> str:
        """Why it was sent back, in words."""
        return reason_words(self.row.reasons, self.row.review_note)


def readable_by(seat: Seat, today: date) -> QuerySet[Evidence] | None:
    """Return the proofs that a reader of parts may open; None for those who may open all of them.

    A second lead reads the parts of a task, but not what others handed in to the first one.
    """
    return Evidence.objects.visible_to(seat, today=today) if seat.is_unit else None


def proofs_of(
    submissions: Iterable[Submission], readable: QuerySet[Evidence] | None = None
) -> dict[int, list[Proof]]:
    """Return the proofs by submission id, removed ones too; one query, two with `readable`.

    A proof that is not `readable` has a name and no address.
    """
    rows = SubmissionEvidence.objects.filter(submission__in=[row.pk for row in submissions])
    brought = list(rows.select_related("evidence__blob", "evidence__unit", "material"))
    ids = {row.evidence_id for row in brought}
    if readable is not None:
        ids = set(readable.filter(pk__in=ids).values_list("pk", flat=True))
    found: dict[int, list[Proof]] = defaultdict(list)
    for row in brought:
        proof = Proof(row.evidence, row.material, row.reused, row.evidence_id in ids)
        found[row.submission_id].append(proof)
    return found


def handed_in(
    part_ids: Iterable[int], readable: QuerySet[Evidence] | None = None
) -> dict[int, list[HandIn]]:
    """Return what readers of these parts may see, the newest first; queries as `proofs_of` and one."""
    rows = list(
        Submission.objects.filter(assignment_id__in=list(part_ids))
        .filter(handed_in_at__isnull=False)  # a draft is its unit's own, withdrawn or not
        .select_related(
            "handed_in_by__user",
            "handed_in_by__unit",
            "started_by__user",
            "started_by__unit",
            "reviewed_by__user",
            "reviewed_by__unit",
            "signoff_by__user",
            "signoff_sheet",
        )
        .order_by("-n")
    )
    proofs = proofs_of(rows, readable)
    found: dict[int, list[HandIn]] = defaultdict(list)
    for row in rows:
        found[row.assignment_id].append(HandIn(row, proofs[row.pk]))
    return found


def under_review(hand_ins: Iterable[HandIn]) -> Submission | None:
    """Return the hand-in that lies before its reviewer, if any."""
    rows = (hand_in.row for hand_in in hand_ins)
    return next((row for row in rows if row.state == SubmissionState.HANDED_IN), None)


def too_late_to_withdraw(row: Transition, hand_ins: Iterable[HandIn]) -> bool:
    """Return whether the action is a 撤回 that comes too late: somebody has begun to review."""
    current = under_review(hand_ins)
    return row.action == "withdraw" and current is not None and current.review_began_at is not None
