"""Hand-ins and proofs of the parts made in bulk, with what a lead may read of them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import cycle, islice

from indicators.choices import EvidenceKind
from indicators.models import Blob, Evidence, EvidenceGrant, IndicatorProof
from reports.services.bulk.world import World, pour, write
from tasks.choices import PartState, SubmissionState
from tasks.models import Assignment, Submission, SubmissionEvidence, Task
from tasks.services.workflow.leading import GRANT_REASON
from units.clock import moment

S = PartState
HANDED_IN = {
    S.SUBMITTED: SubmissionState.HANDED_IN,
    S.RETURNED: SubmissionState.RETURNED,
    S.ACCEPTED: SubmissionState.ACCEPTED,
}


def hand_in(world: World, parts: Iterable[Assignment], per_task: int | None, blob: Blob) -> None:
    """Write the hand-in of each part that had one, and its proofs.

    Each brings one 线下备查; with `per_task`, that many files (all of the bytes of `blob`) are
    spread over the hand-ins of a task instead.
    """
    given = [part for part in parts if part.state in HANDED_IN]
    submissions = dict(
        zip(
            (part.pk for part in given),
            write(_submission(world, part) for part in given),
            strict=True,
        )
    )
    owners = given if per_task is None else _spread(given, per_task)
    proofs = write(_proof(world, part, blob if per_task else None) for part in owners)
    pairs = list(zip(owners, proofs, strict=True))
    pour(
        SubmissionEvidence(submission=submissions[part.pk], evidence=proof) for part, proof in pairs
    )
    pour(_grant(part, proof) for part, proof in pairs if part.answers_to)
    _catalogue(world, pairs)


def _spread(given: Iterable[Assignment], per_task: int) -> list[Assignment]:
    by_task: dict[int, list[Assignment]] = defaultdict(list)
    for part in given:
        by_task[part.task_id].append(part)
    return [part for parts in by_task.values() for part in islice(cycle(parts), per_task)]


def _submission(world: World, part: Assignment) -> Submission:
    seat = world.staff.liaisons[part.unit_id]
    day = _day(part)
    judged = part.state != S.SUBMITTED
    return Submission(
        assignment=part,
        n=1,
        state=HANDED_IN[S(part.state)],
        text="已按要求办理，佐证材料附后。",
        started_by=seat,
        handed_in_by=seat,
        handed_in_at=moment(day, 10),
        reviewed_by=world.staff.office if judged else None,
        reviewed_at=moment(part.accepted_on or day, 10) if judged else None,
        reasons=["page_missing"] if part.state == S.RETURNED else [],
    )


def _proof(world: World, part: Assignment, blob: Blob | None) -> Evidence:
    title = f"{part.task.number}办理情况材料"
    return Evidence(
        county_id=world.campaign.county_id,
        unit_id=part.unit_id,
        kind=EvidenceKind.FILE if blob else EvidenceKind.OFFLINE,
        title=title,
        blob=blob,
        filename=f"{title}.{blob.suffix}" if blob else "",
        year=world.today.year,
        pages=world.rng.randrange(1, 40),
        keeper="" if blob else "本单位档案室",
        uploaded_by=world.staff.liaisons[part.unit_id],
        uploaded_at=moment(_day(part), 10),
    )


def _grant(part: Assignment, proof: Evidence) -> EvidenceGrant:
    assert part.answers_to is not None
    return EvidenceGrant(
        evidence=proof,
        unit_id=part.answers_to.unit_id,
        reason=GRANT_REASON,
        granted_at=proof.uploaded_at,
    )


def _catalogue(world: World, given: Sequence[tuple[Assignment, Evidence]]) -> None:
    linked: dict[int, list[int]] = defaultdict(list)
    through = Task.indicators.through.objects.filter(task__campaign=world.campaign)
    for task_id, indicator_id in through.values_list("task_id", "indicator_id"):
        linked[task_id].append(indicator_id)
    pour(
        IndicatorProof(
            campaign=world.campaign,
            indicator_id=indicator_id,
            evidence=proof,
            accepted_on=part.accepted_on,
        )
        for part, proof in given
        if part.state == S.ACCEPTED and part.accepted_on
        for indicator_id in linked[part.task_id]
    )


def _day(part: Assignment) -> date:
    day = part.handed_in_on or part.first_handed_in_on
    assert day is not None
    return day
