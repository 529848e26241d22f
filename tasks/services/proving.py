"""Which accepted proof counts for which indicator: added and taken back in one place.

A proof whose removal is asked for is written down as well: should it stay, it counts as before.
What is removed is left out by whoever reads.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from indicators.models import Indicator, IndicatorProof
from tasks.models import SubmissionEvidence, Task


def accepted_of(task: Task) -> dict[int, date]:
    """Return the day each proof of the task was accepted, by evidence id."""
    rows = SubmissionEvidence.objects.filter(
        submission__assignment__task=task, submission__assignment__accepted_on__isnull=False
    ).accepted()
    days = rows.values_list("evidence_id", "submission__assignment__accepted_on")
    return {evidence_id: day for evidence_id, day in days if day}


def prove(task: Task, indicators: Iterable[Indicator], accepted: Mapping[int, date]) -> None:
    """Let every proof of `accepted` (evidence id → day) count for every one of the indicators."""
    IndicatorProof.objects.bulk_create(
        [
            IndicatorProof(
                campaign_id=task.campaign_id,
                indicator=indicator,
                evidence_id=evidence_id,
                accepted_on=day,
            )
            for indicator in indicators
            for evidence_id, day in accepted.items()
        ],
        ignore_conflicts=True,
    )


def unprove(task: Task, indicators: Iterable[Indicator], evidence_ids: Iterable[int]) -> None:
    """Let the proofs count no longer, save for an indicator to which other work brought them."""
    ids = list(evidence_ids)
    for indicator in indicators:
        elsewhere = SubmissionEvidence.objects.filter(
            submission__assignment__task__indicators=indicator,
            submission__assignment__campaign_id=task.campaign_id,
        ).accepted()
        IndicatorProof.objects.filter(
            campaign_id=task.campaign_id, indicator=indicator, evidence_id__in=ids
        ).exclude(evidence_id__in=elsewhere.values("evidence_id")).delete()
