"""The beat table: each of its jobs does its thing, and twice is not once too often."""

from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from celery import current_app

from config import beat
from config.celery import app
from indicators.models import Blob
from indicators.services.blobs import stage
from reports.choices import LetterKind
from reports.models import CampaignDay, LadderFiring, Letter, LetterHead
from reports.services.ladder import starter
from reports.services.letters import drafting
from tasks.models import Assignment
from tests import factories as make
from tests.reports.factories import Scene, letter_head
from units import clock
from units.models import AuditSeal, Delivery, InboxItem, Work

pytestmark = [pytest.mark.django_db, pytest.mark.core]
NOON = make.at(make.DAY, 12)


@pytest.fixture
def day(monkeypatch):
    """Move the clock; jobs read it at the edge."""

    def to(moment):
        monkeypatch.setattr(clock, "now", lambda: moment)

    to(NOON)
    return to


@pytest.fixture
def asked(monkeypatch, django_capture_on_commit_callbacks):
    """Run a job; jobs it asks for run at once, as a worker would."""
    app.loader.import_default_modules()
    done = []

    def send(name, kwargs=None, **_):
        done.append(name)
        app.tasks[name](**(kwargs or {}))

    monkeypatch.setattr(current_app._get_current_object(), "send_task", send)

    def run(name):
        assert name in beat.TABLE
        done.clear()
        with django_capture_on_commit_callbacks(execute=True):
            app.tasks[name]()
        return list(done)

    return run


@pytest.fixture
def queue(monkeypatch, django_capture_on_commit_callbacks):
    """Run a job; returns name and arguments of the jobs it asks for, as a broker keeps them."""
    app.loader.import_default_modules()
    kept = []
    monkeypatch.setattr(
        current_app._get_current_object(),
        "send_task",
        lambda name, kwargs, **_: kept.append((name, kwargs)),
    )

    def run(name):
        with django_capture_on_commit_callbacks(execute=True):
            app.tasks[name]()
        return kept

    return run


@pytest.fixture
def scene(day):
    scene = Scene()
    starter.set_up(scene.county)
    LetterHead.objects.update(ladder_on=True)
    return scene


def days_on(number, hour=12):
    return make.at(make.DAY + timedelta(days=number), hour)


def test_the_ladder_becomes_a_message_that_is_delivered(scene, day, asked, mailoutbox):
    scene.owed(due_on=make.DAY + timedelta(days=2))
    day(days_on(3))
    assert asked("reports.climb_ladder") == ["reports.climb_campaign", "units.deliver"]
    assert asked("reports.climb_ladder") == ["reports.climb_campaign"]
    assert LadderFiring.objects.filter(superseded=False).count() == 1
    item = InboxItem.objects.get(title__startswith="工作提醒")
    assert item.person == scene.liaison.user
    for _ in range(2):
        asked("units.deliver")
    mine = [mail for mail in mailoutbox if mail.to == [scene.liaison.user.email]]
    assert len(mine) == 1
    assert Delivery.objects.get(person=scene.liaison.user).state == "sent"


def test_each_campaign_climbs_by_itself_where_the_ladder_is_on(scene, day, asked):
    make.campaign(scene.county)
    make.campaign(make.county("邻县"))
    assert asked("reports.climb_ladder") == ["reports.climb_campaign"] * 2


def test_what_nobody_acknowledged_counts_as_received(scene, day, asked):
    part = scene.owed(due_on=make.DAY + timedelta(days=60))
    day(days_on(7))
    for _ in range(2):
        asked("tasks.acknowledge_silent")
        part.refresh_from_db()
        assert (part.state, part.acknowledged_silently) == ("active", True)
    assert part.events.filter(action="acknowledge").count() == 1


def test_a_document_nobody_received_is_reminded_of_once(scene, day, asked):
    part = scene.owed(due_on=make.DAY - timedelta(days=5), day=make.DAY - timedelta(days=20))
    scene.issued(
        drafting.draft_letter(
            "prompt", scene.unit, [part], actor=scene.clerk, now=NOON, answer_by=days_on(7).date()
        )
    )
    day(days_on(3))
    asked("reports.remind_receipts")
    asked("reports.remind_receipts")
    assert InboxItem.objects.filter(title__startswith="请签收").count() == 1


@pytest.mark.parametrize(
    ("sweep", "job", "service"),
    [
        ("reports.climb_ladder", "reports.climb_campaign", "reports.jobs.firing.run"),
        (
            "reports.remind_receipts",
            "reports.remind_campaign",
            "reports.jobs.unreceived.remind_receipts",
        ),
        ("reports.count_days", "reports.count_campaign", "reports.jobs.count_day"),
        (
            "tasks.acknowledge_silent",
            "tasks.acknowledge_campaign",
            "tasks.jobs.acknowledge_silent",
        ),
    ],
)
def test_a_county_that_fails_stops_no_other(scene, day, monkeypatch, queue, sweep, job, service):
    starter.set_up(county := make.county("邻县"))
    letter_head(county)
    LetterHead.objects.update(ladder_on=True)
    broken, neighbour = scene.campaign, make.campaign(county)
    done = []

    def act(campaign, **_):
        if campaign == broken:
            raise ZeroDivisionError
        done.append(campaign)

    monkeypatch.setattr(service, act)
    jobs = queue(sweep)
    assert [name for name, _ in jobs] == [job] * 2
    for name, ids in jobs:
        with suppress(ZeroDivisionError):
            app.tasks[name](**ids)
    assert done == [neighbour]


def test_the_audit_is_sealed(scene, day, asked):
    scene.owed(due_on=make.DAY)
    day(days_on(1))
    asked("units.seal_audit")
    seals = AuditSeal.objects.count()
    asked("units.seal_audit")
    assert AuditSeal.objects.count() == seals == 1


def test_a_job_that_waits_is_asked_for_again_and_given_up_in_the_end(
    scene, day, asked, monkeypatch
):
    work = Work.objects.create(kind="units.seal_audit", key="x", created_at=NOON)
    Work.objects.create(kind="units.seal_audit", key="y", created_at=NOON, state="done")
    again = []
    monkeypatch.setattr("units.jobs.kick", lambda name, work_id: again.append(work_id))
    asked("units.sweep_works")
    asked("units.sweep_works")
    assert again == [work.pk, work.pk]
    Work.objects.filter(state="waiting").update(attempts=5)
    asked("units.sweep_works")
    assert again == [work.pk, work.pk]
    work.refresh_from_db()
    assert work.state == "failed"


def test_a_letter_without_its_file_gets_it(scene, day, asked):
    letter = scene.issued()
    Letter.objects.filter(pk=letter.pk).update(docx=None)
    assert "reports.render_letter" in asked("reports.render_missing")
    first = Letter.objects.get(kind=LetterKind.HANDOVER).docx
    assert first is not None
    assert asked("reports.render_missing") == []
    assert Letter.objects.get(pk=letter.pk).docx == first


def test_the_day_has_one_row(scene, day, asked):
    part = scene.owed(due_on=make.DAY)
    asked("reports.count_days")
    assert CampaignDay.objects.get().done == 0
    Assignment.objects.filter(pk=part.pk).update(
        state="accepted",
        accepted_on=make.DAY,
        handed_in_on=make.DAY,
        first_handed_in_on=make.DAY,
        first_due_on=make.DAY,
    )
    asked("reports.count_days")
    row = CampaignDay.objects.get()
    assert (row.day, row.expected, row.done, row.on_time) == (make.DAY, 1, 1, 1)


def test_forgotten_bytes_go(scene, day, asked):
    stage(county=scene.county, stream=b"left over", suffix="txt", now=NOON)
    asked("indicators.sweep_blobs")
    assert Blob.objects.count() == 1
    day(days_on(2))
    for _ in range(2):
        asked("indicators.sweep_blobs")
        assert not Blob.objects.exists()


def test_old_sessions_go(client, day, asked):
    from django.contrib.sessions.models import Session

    session = client.session
    session.save()
    Session.objects.update(expire_date=NOON - timedelta(days=3650))
    for _ in range(2):
        asked("units.clear_sessions")
        assert not Session.objects.exists()


def test_every_job_of_the_table_is_tried_here():
    here = Path(__file__).read_text(encoding="utf-8")
    assert {name for name in beat.TABLE if f'asked("{name}")' not in here} == set()
