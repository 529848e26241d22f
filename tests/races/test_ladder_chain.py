"""The chain as it runs: beat's question, a real worker, the ladder, the inbox, one mail."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from config.celery import app
from reports.models import LadderFiring
from reports.services.ladder import firing, starter
from tests import factories as make
from tests.processes import run_together
from tests.reports.factories import Scene
from tests.waiting import until
from units.models import ClockShift, Delivery, InboxItem

pytestmark = [pytest.mark.core, pytest.mark.race]
LATE = make.at(make.DAY + timedelta(days=3), 10)  # the day after a Wednesday's deadline

CLIMB = f"""
from datetime import datetime
from reports.services.ladder import firing
for campaign in firing.climbing():
    firing.run(campaign, now=datetime.fromisoformat("{LATE.isoformat()}"))
"""


@pytest.fixture
def scene(transactional_db):
    scene = Scene()
    starter.set_up(scene.county)
    scene.head.ladder_on = True
    scene.head.save()
    for _ in range(5):
        scene.owed(due_on=make.DAY + timedelta(days=2))
    return scene


def reminders():
    return InboxItem.objects.filter(title__startswith="工作提醒")


def mails_to(seat, settings):
    """How many mails the worker has written to this person, in this run or before."""
    files = Path(settings.EMAIL_FILE_PATH).glob("*.log")
    return "".join(path.read_text("utf-8") for path in files).count(f"To: {seat.user.email}")


def test_a_worker_climbs_and_the_liaison_gets_one_mail(scene, real_worker, settings):
    before = mails_to(scene.liaison, settings)
    ClockShift.objects.create(seconds=int((LATE - timezone.now()).total_seconds()))
    for _ in range(2):
        app.send_task("reports.climb_ladder", retry=False)
    sent = Delivery.objects.filter(person=scene.liaison.user, state="sent")
    until(sent.exists, alive=real_worker)
    assert LadderFiring.objects.filter(superseded=False).count() == 5
    assert reminders().count() == 1
    app.send_task("units.deliver", retry=False)
    assert mails_to(scene.liaison, settings) == before + 1


def test_eight_planners_at_once_fire_each_step_once(scene, environment_of_tests):
    ends = run_together([CLIMB] * 8, environment_of_tests)
    assert [code for code, _ in ends] == [0] * 8, ends
    assert LadderFiring.objects.filter(superseded=False).count() == 5
    assert reminders().count() == 1
    assert firing.run(scene.campaign, now=LATE) == firing.Run(0, 0, ())
