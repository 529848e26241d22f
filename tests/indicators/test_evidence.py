"""Registering proof: four kinds, facts checked, only for units one answers for."""

import io
from datetime import date
from types import SimpleNamespace

import pytest
from PIL import Image

from indicators.choices import BlobState, EvidenceKind
from indicators.models import Blob, Evidence, EvidenceGrant
from indicators.services.blobs import read_checked
from indicators.services.evidence import (
    Facts,
    duplicates,
    grant,
    register_file,
    register_offline,
    register_url,
)
from tests.indicators.factories import make_county, make_unit, upload
from tests.indicators.test_blobs import stored
from tests.indicators.uploads import samples
from units.errors import Forbidden, Refused
from units.models import AuditEntry

pytestmark = pytest.mark.core
OFFLINE = Facts(formed_on=date(2026, 2, 1), pages=12, keeper="档案室")


def test_file_is_stored_registered_and_audited(owner, unit, now):
    facts = Facts(doc_number="示政发〔2026〕3号", year=2026, chain="plan", sealed=True)
    evidence = register_file(
        actor=owner, unit=unit, upload=upload("方案.pdf", samples.pdf()), facts=facts, now=now
    )
    assert (evidence.title, evidence.filename, evidence.kind) == ("方案", "方案.pdf", "file")
    assert (evidence.doc_number, evidence.chain, evidence.sealed) == (
        "示政发〔2026〕3号",
        "plan",
        True,
    )
    assert evidence.blob.state == BlobState.LIVE
    assert read_checked(evidence.blob) == samples.pdf()
    assert AuditEntry.objects.filter(action="evidence.add_file").count() == 1


def test_refused_file_stores_nothing(owner, unit, blob_dir, now):
    with pytest.raises(Refused, match="不符"):
        register_file(actor=owner, unit=unit, upload=upload("a.pdf", b"hello"), now=now)
    assert stored(blob_dir) == []
    assert not Blob.objects.exists()
    assert not Evidence.objects.exists()


def test_bad_facts_are_refused_before_the_file_is_stored(owner, unit, blob_dir, now):
    facts = Facts(formed_on=date(2026, 3, 17))
    with pytest.raises(Refused, match="形成日期不能晚于今天") as caught:
        register_file(
            actor=owner, unit=unit, upload=upload("a.pdf", samples.pdf()), facts=facts, now=now
        )
    assert "formed_on" in caught.value.fields
    assert stored(blob_dir) == []


def test_photo_loses_place_and_device_and_stands_upright(owner, unit, now):
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x0110] = "手机"
    exif.get_ifd(0x8825)[1] = "N"
    photo = samples.picture(size=(80, 40), exif=exif, quality=95)
    evidence = register_file(actor=owner, unit=unit, upload=upload("现场.JPG", photo), now=now)
    with Image.open(io.BytesIO(read_checked(evidence.blob))) as picture:
        assert picture.size == (40, 80)
        assert dict(picture.getexif()) == {}
    assert b"Exif" not in read_checked(evidence.blob)


def test_heic_becomes_a_picture_every_browser_shows(owner, unit, now):
    evidence = register_file(
        actor=owner, unit=unit, upload=upload("照片.heic", samples.heic()), now=now
    )
    assert (evidence.filename, evidence.blob.suffix) == ("照片.jpg", "jpg")


def test_stranger_registers_nothing_for_another_unit(stranger, unit, blob_dir, now):
    with pytest.raises(Forbidden, match="本单位"):
        register_file(actor=stranger, unit=unit, upload=upload("a.pdf", samples.pdf()), now=now)
    assert stored(blob_dir) == []


def test_office_registers_on_behalf_in_its_county_only(office, unit, now):
    evidence = register_url(
        actor=office, unit=unit, url="https://www.example.gov.cn/a", title="公开", now=now
    )
    assert evidence.unit == unit
    foreign = make_unit(make_county("邻县"), "县水务局")
    with pytest.raises(Forbidden):
        register_url(actor=office, unit=foreign, url="https://a.cn/", title="公开", now=now)


@pytest.mark.parametrize(
    "url",
    ["", "www.example.cn", "ftp://a.cn/x", "javascript:alert(1)", "https://a@b.cn/", "https:///x"],
)
def test_address_must_be_public_and_whole(owner, unit, url, now):
    with pytest.raises(Refused, match="网址"):
        register_url(actor=owner, unit=unit, url=url, title="公开", now=now)


def test_offline_note_holds_no_file(owner, unit, now):
    evidence = register_offline(actor=owner, unit=unit, title="会议纪要", facts=OFFLINE, now=now)
    assert (evidence.kind, evidence.blob, evidence.keeper) == (EvidenceKind.OFFLINE, None, "档案室")


def test_offline_note_says_what_is_missing(owner, unit, now):
    with pytest.raises(Refused) as caught:
        register_offline(actor=owner, unit=unit, title="会议纪要", facts=Facts(), now=now)
    assert set(caught.value.fields) == {"formed_on", "pages", "keeper"}


@pytest.mark.parametrize("word", ["绝密", "机密文件", "秘密★10年", "内部资料", "工作秘密"])
def test_title_with_a_word_of_secrecy_is_refused(owner, unit, word, now):
    with pytest.raises(Refused, match="线下备查"):
        register_offline(actor=owner, unit=unit, title=word, facts=OFFLINE, now=now)


def test_grant_lets_one_unit_read_and_no_other(owner, stranger, unit, today, now):
    evidence = register_offline(actor=owner, unit=unit, title="纪要", facts=OFFLINE, now=now)
    other = make_unit(unit.county, "县财政局")

    def seen(seat):
        return Evidence.objects.visible_to(seat, today=today).filter(pk=evidence.pk).exists()

    assert seen(owner)
    assert not seen(stranger)
    kwargs = {"actor": owner, "evidence": evidence, "reason": "报送牵头单位", "now": now}
    grant(unit=other, **kwargs)
    assert not seen(stranger)
    grant(unit=stranger.membership.unit, **kwargs)
    grant(unit=stranger.membership.unit, **kwargs)
    assert seen(stranger)
    assert EvidenceGrant.objects.count() == 2


def test_stranger_cannot_grant_to_itself(owner, stranger, unit, now):
    evidence = register_offline(actor=owner, unit=unit, title="纪要", facts=OFFLINE, now=now)
    with pytest.raises(Forbidden):
        grant(
            actor=stranger,
            evidence=evidence,
            unit=stranger.membership.unit,
            reason="想看",
            now=now,
        )


def test_duplicates_shows_only_what_the_seat_may_read(
    owner, colleague, stranger, office, unit, today, now
):
    mine = register_file(actor=owner, unit=unit, upload=upload("a.pdf", samples.pdf()), now=now)
    theirs = register_file(
        actor=stranger,
        unit=stranger.membership.unit,
        upload=upload("b.pdf", samples.pdf()),
        now=now,
    )
    assert mine.blob == theirs.blob
    case = SimpleNamespace(sha256=mine.blob.sha256, today=today)

    def found(seat):
        return set(duplicates(seat=seat, sha256=case.sha256, today=case.today))

    assert found(owner) == {mine}
    assert found(colleague) == {mine}
    assert found(stranger) == {theirs}
    assert found(office) == {mine, theirs}


def test_formed_after_its_year_is_kept_and_marked(owner, unit, now):
    facts = Facts(formed_on=date(2026, 2, 1), year=2025, pages=1, keeper="档案室")
    evidence = register_offline(actor=owner, unit=unit, title="台账", facts=facts, now=now)
    assert evidence.formed_after_its_year
