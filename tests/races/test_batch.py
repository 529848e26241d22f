"""A batch whose worker dies is finished by another, each letter issued once."""

from datetime import timedelta

import pytest

from reports.models import Letter, SeriesNumber
from reports.services.letters import batches, drafting, signing
from tests import factories as make
from tests.factories import at
from tests.processes import KILLED, run_together
from tests.reports.factories import Scene
from units.models import InboxItem, Work
from units.services import works

pytestmark = [pytest.mark.core, pytest.mark.race]
RUN = """
from datetime import datetime
from reports.services.letters.batches import run_issue
from units.services.works import taken
now = datetime.fromisoformat({now!r})
with taken({work}, now=now) as work:
    if work:
        run_issue(work, clock=lambda: now)
"""


@pytest.fixture
def work(transactional_db):
    scene = Scene()
    task = make.task(scene.campaign)
    for n in range(4):
        unit = make.unit(scene.county, f"县{n}局")
        make.seat(scene.county, "liaison", unit)
        make.part(task, unit, rank=n + 1)
    batch = drafting.draft_handover([task.pk], actor=scene.clerk, now=at())
    ids = list(batch.letters.values_list("pk", flat=True))
    for act, seat in (
        (signing.check, scene.clerk),
        (signing.send, scene.clerk),
        (signing.sign, scene.chief),
    ):
        signing.each(act, ids, actor=seat, now=at())
    return batches.request_issue(batch.pk, actor=scene.clerk, now=at())


def code(work, now):
    return RUN.format(now=now.isoformat(), work=work.pk)


def all_issued_once():
    numbers = SeriesNumber.objects.order_by("n").values_list("n", flat=True)
    told = InboxItem.objects.filter(effect__endswith=".issued")
    issued = Letter.objects.filter(state="issued")
    return (list(numbers), issued.count(), told.count()) == ([1, 2, 3, 4], 4, 4)


@pytest.mark.parametrize(("point", "issued"), [("after_number", 0), ("between_letters", 1)])
def test_another_worker_goes_on_once_the_lease_has_run_out(
    work, environment_of_tests, point, issued
):
    ((ended, words),) = run_together([code(work, at())], environment_of_tests | {"FAULT_AT": point})
    assert ended == KILLED, words
    assert Letter.objects.filter(state="issued").count() == issued
    assert works.due_works(at()) == [], "the dead worker's lease still holds"
    later = at() + works.LEASE + timedelta(minutes=1)
    assert works.due_works(later) == [("reports.issue_batch", work.pk)]
    ends = run_together([code(work, later)] * 2, environment_of_tests)
    assert [end for end, _ in ends] == [0, 0], ends
    assert all_issued_once()
    assert Work.objects.get().state == "done"
