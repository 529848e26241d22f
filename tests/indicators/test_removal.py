"""A wrong upload leaves by two people; the tombstone stays."""

from datetime import timedelta

import pytest

from indicators.choices import BlobState, EvidenceState
from indicators.models import Blob, Evidence
from indicators.policies import can
from indicators.services.blob_paths import blob_path, preview_folder
from indicators.services.blobs import open_blob, stage
from indicators.services.evidence import register_file
from indicators.services.removal import ask_removal, confirm_removal, drop_removal
from indicators.services.sweep import sweep
from tests.indicators.factories import make_seat, upload
from tests.indicators.uploads import samples
from units.errors import Conflict, Forbidden, Refused

pytestmark = [pytest.mark.core, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def evidence(owner, unit, today, now):
    return register_file(actor=owner, unit=unit, upload=upload("误传.pdf", samples.pdf()), now=now)


@pytest.fixture
def asked(evidence, owner, now):
    return ask_removal(actor=owner, evidence=evidence, reason="传错文件", now=now)


def test_two_people_remove_and_the_bytes_go(asked, colleague, now):
    preview_folder(asked.blob).mkdir(parents=True)
    confirm_removal(actor=colleague, evidence=asked, now=now)
    stone = Evidence.objects.get()
    assert (stone.state, stone.title, stone.removal_reason) == (
        EvidenceState.REMOVED,
        "误传",
        "传错文件",
    )
    assert (stone.removed_by, stone.removed_at) == (colleague.membership, now)
    assert stone.blob.state == BlobState.PURGED
    assert not blob_path(stone.blob).exists()
    assert not preview_folder(stone.blob).exists()
    with pytest.raises(Refused, match="已按程序移除"):
        open_blob(stone.blob)


def test_who_asked_cannot_confirm(asked, owner, now):
    with pytest.raises(Forbidden, match="另一人"):
        confirm_removal(actor=owner, evidence=asked, now=now)


def test_one_person_in_two_seats_is_still_one(asked, owner, office, now):
    second = make_seat(office.membership.unit, "office_clerk")
    second.membership.user = owner.user
    second.membership.save()
    seat = type(second)(owner.user, second.membership)
    with pytest.raises(Forbidden, match="另一人"):
        confirm_removal(actor=seat, evidence=asked, now=now)


def test_another_liaison_does_not_confirm_but_the_office_does(asked, unit, office, now):
    with pytest.raises(Forbidden):
        confirm_removal(actor=make_seat(unit, "liaison"), evidence=asked, now=now)
    confirm_removal(actor=office, evidence=asked, now=now)


def test_stranger_neither_asks_nor_confirms(evidence, stranger, owner, now):
    with pytest.raises(Forbidden):
        ask_removal(actor=stranger, evidence=evidence, reason="不喜欢", now=now)
    ask_removal(actor=owner, evidence=evidence, reason="传错", now=now)
    with pytest.raises(Forbidden):
        confirm_removal(actor=stranger, evidence=evidence, now=now)


def test_reason_is_needed(evidence, owner, now):
    with pytest.raises(Refused, match="移除原因"):
        ask_removal(actor=owner, evidence=evidence, reason="  ", now=now)


def test_confirming_what_was_dropped_meanwhile_is_a_conflict(asked, owner, colleague, now):
    stale = Evidence.objects.get()
    drop_removal(actor=owner, evidence=asked, now=now)
    with pytest.raises(Conflict, match="刷新"):
        confirm_removal(actor=colleague, evidence=stale, now=now)
    assert asked.state == EvidenceState.LIVE


def test_bytes_stay_while_other_proof_has_them(asked, stranger, colleague, today, now):
    other = register_file(
        actor=stranger,
        unit=stranger.membership.unit,
        upload=upload("同一份.pdf", samples.pdf()),
        now=now,
    )
    confirm_removal(actor=colleague, evidence=asked, now=now)
    assert blob_path(other.blob).exists()
    assert Blob.objects.get().state == BlobState.LIVE


def test_while_asked_only_owner_and_office_open_the_file(asked, owner, office, stranger):
    assert can(owner, "read_file", asked)
    assert can(office, "read_file", asked)
    assert not can(stranger, "read_file", asked)


def test_same_bytes_uploaded_again_but_never_registered_are_purged_again(
    asked, colleague, now, county
):
    confirm_removal(actor=colleague, evidence=asked, now=now)
    blob = stage(county=county, stream=samples.pdf(), suffix="pdf", now=now)
    assert blob.state == BlobState.STAGED
    sweep(now=now + timedelta(hours=25))
    assert not blob_path(blob).exists()
    assert Evidence.objects.get().blob.state == BlobState.PURGED
