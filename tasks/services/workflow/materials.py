"""Which ticked material of a task nobody has brought yet: one rule for forms, cards and pages."""

from collections import defaultdict
from collections.abc import Iterable

from tasks.choices import SubmissionState
from tasks.models import Assignment, Submission, SubmissionEvidence, TaskMaterial
from tasks.services.workflow.submissions import UNSENT

# What the next hand-in of a part begins with: its open draft, else what came back.
_BEGINS_WITH = (*UNSENT, SubmissionState.RETURNED, SubmissionState.ASKED_MORE)


def lacking(task_ids: Iterable[int]) -> dict[int, list[TaskMaterial]]:
    """Return, by task id, the materials no live proof handed in or accepted answers; one query."""
    brought = SubmissionEvidence.objects.filter(material__isnull=False).brought()
    found: dict[int, list[TaskMaterial]] = defaultdict(list)
    for material in TaskMaterial.objects.filter(task_id__in=list(task_ids)).exclude(
        pk__in=brought.values("material_id")
    ):
        found[material.task_id].append(material)
    return found


def missing_materials(parts: Iterable[Assignment]) -> dict[int, list[str]]:
    """Return the titles still missing when each of the parts hands in, by part id; three queries.

    Beside what the task has, the live proofs of the part's own draft count; without a draft those
    that came back, with which the next one begins.
    """
    listed = list(parts)
    lack = lacking(part.task_id for part in listed)
    own = _own_materials([part.pk for part in listed if lack.get(part.task_id)])
    return {
        part.pk: [row.title for row in lack.get(part.task_id, ()) if row.pk not in own[part.pk]]
        for part in listed
    }


def _own_materials(part_ids: list[int]) -> dict[int, set[int]]:
    rows = Submission.objects.filter(assignment_id__in=part_ids, state__in=_BEGINS_WITH)
    # By number the last one wins: an open draft always is, else the latest that came back.
    begins = dict(rows.order_by("n").values_list("assignment_id", "pk"))
    proofs = SubmissionEvidence.objects.filter(
        submission_id__in=begins.values(), material__isnull=False
    ).live()
    found: dict[int, set[int]] = defaultdict(set)
    for part_id, material_id in proofs.values_list("submission__assignment_id", "material_id"):
        found[part_id].add(material_id)
    return found
