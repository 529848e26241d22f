"""What holds of every row of the table: states, persons, version, event."""

import pytest

from tasks.choices import PartState
from tasks.models import Assignment, TaskEvent
from tests.tasks.workflow.scene import LATER, fresh
from units.errors import Conflict, Forbidden, Refused
from units.models import AuditEntry


def moves(scene, action, who, source, target, *, led=True, blocking=None, **needs):
    """The action goes from source to target, raises the version and writes one event."""
    part = scene.part(source, led=led, blocking=blocking)
    actor = getattr(scene, who)
    known = set(TaskEvent.objects.values_list("pk", flat=True))
    after = scene.act(action, part, actor, **needs)
    assert after.state == target
    assert after.version > part.version
    event = TaskEvent.objects.filter(assignment=part, action=action).exclude(pk__in=known).get()
    assert event.to_state == target
    assert (event.user, event.membership) == (actor.user, actor.membership)
    assert event.at == LATER
    audited = AuditEntry.objects.filter(
        action=f"assignment.{action}", object_id=str(part.pk), at=LATER
    )
    assert audited.count() == 1
    return after


def refuses_states(scene, action, who, allowed, *, led=True, blocking=None, **needs):
    """From every other state it is a conflict, and nothing changes.

    A draft answers to nobody yet: its lead-to-be is forbidden rather than late.
    """
    for state in set(PartState.values) - set(allowed):
        part = scene.part(state, led=led, blocking=blocking)
        error = Forbidden if state == "draft" and who == "lead" and led else Conflict
        nothing_happens(scene, action, part, getattr(scene, who), error, **needs)


def refuses_persons(scene, action, source, allowed, *, led=True, blocking=None, **needs):
    """Everybody not named in `allowed` is forbidden, and nothing changes."""
    part = scene.part(source, led=led, blocking=blocking)
    assert set(allowed) < set(scene.PEOPLE)
    for who in set(scene.PEOPLE) - set(allowed):
        nothing_happens(scene, action, part, getattr(scene, who), Forbidden, **needs)


def refuses_stale(scene, action, who, source, *, led=True, blocking=None, **needs):
    """Somebody was faster: the version shown on the page has passed, and the sentence says so."""
    part = scene.part(source, led=led, blocking=blocking)
    Assignment.objects.filter(pk=part.pk).update(version=part.version + 1)
    error = nothing_happens(
        scene,
        action,
        fresh(part),
        getattr(scene, who),
        Conflict,
        expected_version=part.version,
        **needs,
    )
    assert "请刷新" in error.message or "不能" in error.message
    after = scene.act(action, part, getattr(scene, who), expected_version=part.version + 1, **needs)
    assert after.version > part.version + 1


def refuses_needs(scene, action, who, source, field, *, led=True, **needs):
    """A missing need is refused with a sentence beside its field, and nothing changes."""
    part = scene.part(source, led=led)
    error = nothing_happens(scene, action, part, getattr(scene, who), Refused, **needs)
    assert error.status == 400
    assert field in error.fields
    return error


def nothing_happens(scene, action, part, actor, error, **needs):
    before = Assignment.objects.values().get(pk=part.pk)
    events = TaskEvent.objects.count()
    with pytest.raises(error) as caught:
        scene.act(action, part, actor, **needs)
    assert caught.value.message.endswith(("。", "？"))
    assert Assignment.objects.values().get(pk=part.pk) == before
    assert TaskEvent.objects.count() == events
    return caught.value
