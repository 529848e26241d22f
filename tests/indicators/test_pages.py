"""Pages of proof: who sees what, and what is said when something is wrong."""

from datetime import date

import pytest
from django.urls import reverse

from indicators.choices import EvidenceState
from indicators.models import Evidence
from indicators.services.evidence import Facts, grant, register_file, register_offline
from indicators.services.removal import ask_removal, confirm_removal
from tests.indicators.factories import make_seat, upload
from tests.indicators.test_evidence import OFFLINE
from tests.indicators.uploads import samples
from units.models import AuditEntry, User


@pytest.fixture
def evidence(owner, unit, now):
    return register_file(actor=owner, unit=unit, upload=upload("总结.pdf", samples.pdf()), now=now)


@pytest.fixture
def browse(client, settings):
    """Log a seat in and open a page; a file sent is read to its end into `body`."""

    def go(seat, name, *args, method="get", data=None, query="", **headers):
        client.force_login(seat.user, "django.contrib.auth.backends.ModelBackend")
        call = getattr(client, method)
        answer = call(reverse(name, args=args) + query, data or {}, headers=headers or None)
        answer.body = b"".join(answer) if answer.streaming else answer.content
        return answer

    return go


BYTES = [("evidence-file", ()), ("evidence-preview", ()), ("evidence-page", (1,))]


@pytest.mark.parametrize(("name", "more"), BYTES)
def test_bytes_go_to_owner_colleague_office_and_to_no_stranger(
    browse, evidence, owner, colleague, office, stranger, name, more
):
    for seat in (owner, colleague, office):
        assert browse(seat, name, evidence.pk, *more).status_code == 200
    assert browse(stranger, name, evidence.pk, *more).status_code == 404


@pytest.mark.parametrize(("name", "more"), BYTES)
def test_administrators_and_inspectors_get_nothing(browse, evidence, county, name, more):
    inspector = make_seat(None, "inspector", county=county)
    assert browse(inspector, name, evidence.pk, *more).status_code == 404
    auditor = User.objects.create_user("auditor", None, name="审计", kind="auditor")
    auditor.must_change_password = False
    auditor.save()
    seat = type(inspector)(auditor)
    assert browse(seat, name, evidence.pk, *more).status_code in (403, 404)


def test_nobody_logged_out_sees_anything(client, evidence):
    for name, more in [*BYTES, ("evidence-item", ())]:
        response = client.get(reverse(name, args=(evidence.pk, *more)))
        assert response.status_code == 302
        assert "login" in response.url


def test_granted_unit_reads_the_bytes(browse, evidence, owner, stranger, now):
    other = stranger.membership.unit
    grant(actor=owner, evidence=evidence, unit=other, reason="报送牵头单位", now=now)
    assert browse(stranger, "evidence-file", evidence.pk).status_code == 200


def test_same_hash_of_another_unit_opens_nothing(browse, evidence, stranger, now):
    own = register_file(
        actor=stranger,
        unit=stranger.membership.unit,
        upload=upload("同文.pdf", samples.pdf()),
        now=now,
    )
    assert own.blob_id == evidence.blob_id
    assert browse(stranger, "evidence-file", own.pk).status_code == 200
    assert browse(stranger, "evidence-file", evidence.pk).status_code == 404


def test_original_is_an_attachment_that_is_not_sniffed_and_the_reading_is_audited(
    browse, evidence, owner
):
    response = browse(owner, "evidence-file", evidence.pk)
    assert response.body == samples.pdf()
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Type"] == "application/pdf"
    entry = AuditEntry.objects.get(action="evidence.download")
    assert (entry.user, entry.object_id) == (owner.user, str(evidence.pk))


def test_preview_shows_pages_and_escapes_text(browse, owner, unit, evidence, now):
    page = browse(owner, "evidence-preview", evidence.pk).content.decode()
    assert reverse("evidence-page", args=(evidence.pk, 1)) in page
    picture = browse(owner, "evidence-page", evidence.pk, 1)
    assert (picture["Content-Type"], picture.content[:4]) == ("image/png", b"\x89PNG")
    words = register_file(
        actor=owner,
        unit=unit,
        upload=upload("a.docx", samples.docx("&lt;script&gt;alert(1)&lt;/script&gt;")),
        now=now,
    )
    page = browse(owner, "evidence-preview", words.pk).content.decode()
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page
    part = browse(owner, "evidence-preview", words.pk, **{"HX-Request": "true"})
    assert b"<html" not in part.content


def test_page_that_is_not_there(browse, owner, evidence):
    assert browse(owner, "evidence-page", evidence.pk, 2).status_code == 400


def test_removal_by_two_people_through_the_pages(browse, evidence, owner, colleague, stranger):
    reason = {"reason": "传错文件"}
    assert browse(stranger, "evidence-removal", evidence.pk, method="post").status_code == 404
    assert browse(owner, "evidence-removal", evidence.pk, method="post").status_code == 400
    browse(owner, "evidence-removal", evidence.pk, method="post", data=reason)
    assert browse(owner, "evidence-removal-confirm", evidence.pk, method="post").status_code == 403
    done = browse(colleague, "evidence-removal-confirm", evidence.pk, method="post")
    assert done.status_code == 302
    evidence.refresh_from_db()
    assert evidence.state == EvidenceState.REMOVED
    page = browse(owner, "evidence-item", evidence.pk).content.decode()
    assert "已移除" in page
    assert browse(owner, "evidence-file", evidence.pk).status_code == 403


def test_dropped_request_brings_the_proof_back(browse, evidence, owner, now):
    ask_removal(actor=owner, evidence=evidence, reason="传错", now=now)
    browse(owner, "evidence-removal-drop", evidence.pk, method="post")
    evidence.refresh_from_db()
    assert evidence.state == EvidenceState.LIVE


def test_tombstone_of_anothers_proof_stays_out_of_sight(
    browse, evidence, owner, colleague, stranger, now
):
    ask_removal(actor=owner, evidence=evidence, reason="传错", now=now)
    confirm_removal(actor=colleague, evidence=evidence, now=now)
    assert browse(stranger, "evidence-item", evidence.pk).status_code == 404


def test_catalogue_lists_own_and_granted_for_units_and_all_for_office(
    browse, evidence, owner, office, stranger, county, now
):
    register_offline(
        actor=stranger, unit=stranger.membership.unit, title="水务台账", facts=OFFLINE, now=now
    )
    assert seen(browse(owner, "evidence")) == {"总结"}
    assert seen(browse(stranger, "evidence")) == {"水务台账"}
    leader = make_seat(None, "leader", county=county)
    for seat in (office, leader):
        assert seen(browse(seat, "evidence")) == {"总结", "水务台账"}
    inspector = make_seat(None, "inspector", county=county)
    assert browse(inspector, "evidence").status_code == 403


def seen(response):
    return {row.title for row in response.context["page"]}


def test_catalogue_filters(browse, evidence, office, owner, unit, now):
    facts = Facts(year=2025, chain="rule", formed_on=date(2026, 2, 1), pages=2, keeper="档案室")
    register_offline(actor=owner, unit=unit, title="决策目录", facts=facts, now=now)
    for query, titles in [
        ("?year=2025", {"决策目录"}),
        ("?chain=rule", {"决策目录"}),
        ("?kind=file", {"总结"}),
        ("?q=目录", {"决策目录"}),
        (f"?unit={unit.pk}", {"总结", "决策目录"}),
        ("?state=removed", set()),
        ("?year=abc&unit=999999", {"总结", "决策目录"}),
    ]:
        response = browse(office, "evidence", query=query)
        assert response.status_code == 200
        assert seen(response) == titles, query
    page = browse(office, "evidence").content.decode()
    assert "晚于所属年度" in page
    assert "不得为迎检编造、倒签材料" in page


def test_catalogue_takes_few_queries(
    client, office, unit, owner, django_assert_max_num_queries, now
):
    for number in range(30):
        register_offline(actor=owner, unit=unit, title=f"纪要{number}", facts=OFFLINE, now=now)
    client.force_login(office.user, "django.contrib.auth.backends.ModelBackend")
    client.get(reverse("evidence"))  # notes the time of the visit
    with django_assert_max_num_queries(10):
        client.get(reverse("evidence"))


FORM = {"title": "纪要", "formed_on": "2026-02-01", "pages": "3", "keeper": "档案室"}


def test_forms_register_each_kind(browse, owner, unit):
    base = FORM | {"unit": unit.pk}
    for query, more in [
        ("?kind=offline", {}),
        ("?kind=url", {"url": "https://www.example.gov.cn/"}),
        ("?kind=file", {"file": upload("总结.pdf", samples.pdf()), "title": ""}),
        ("?kind=file", {"file": upload("摘录.pdf", samples.pdf()), "excerpt": "on"}),
    ]:
        response = browse(owner, "evidence-new", method="post", data=base | more, query=query)
        assert response.status_code == 302, response.content.decode()
    kinds = Evidence.objects.order_by("id").values_list("kind", flat=True)
    assert list(kinds) == ["offline", "url", "file", "excerpt"]


@pytest.mark.parametrize(
    ("query", "change", "words"),
    [
        ("?kind=offline", {"keeper": ""}, "请填写或选择"),
        ("?kind=offline", {"formed_on": "2099-01-01"}, "形成日期不能晚于今天"),
        ("?kind=offline", {"formed_on": "昨天"}, "日期格式不对"),
        ("?kind=offline", {"title": "机密文件"}, "机密"),
        ("?kind=offline", {"pages": "-1"}, "不小于 1"),
        ("?kind=offline", {"chain": "x"}, "x"),
        ("?kind=url", {"url": "file:///etc/hosts"}, "公开网址"),
        ("?kind=file", {"file": upload("a.exe", b"MZ")}, "不是可以上传的文件类型"),
        ("?kind=file", {"file": upload("a.pdf", b"MZ")}, "不符"),
        ("?kind=file", {"file": upload("a.pdf", b"")}, "空"),
        ("?kind=file", {}, "请填写或选择"),
        ("?kind=nothing", {}, "请填写或选择"),
    ],
)
def test_forms_say_what_is_wrong_and_keep_what_was_typed(browse, owner, unit, query, change, words):
    data = FORM | {"unit": unit.pk, "doc_number": "示政发〔2026〕3号"} | change
    response = browse(owner, "evidence-new", method="post", data=data, query=query)
    assert response.status_code == 400
    assert words in response.content.decode()
    assert "示政发〔2026〕3号" in response.content.decode()
    assert not Evidence.objects.exists()


def test_form_does_not_take_another_unit(browse, owner, stranger):
    data = FORM | {"unit": stranger.membership.unit_id}
    response = browse(owner, "evidence-new", method="post", data=data, query="?kind=offline")
    assert response.status_code == 400
    assert not Evidence.objects.exists()


def test_leader_reads_but_registers_nothing(browse, county, evidence):
    leader = make_seat(None, "leader", county=county)
    assert browse(leader, "evidence-item", evidence.pk).status_code == 200
    assert browse(leader, "evidence-new").status_code == 403
    assert browse(leader, "evidence-removal", evidence.pk, method="post").status_code == 403


def test_grant_through_the_page(browse, evidence, owner, stranger):
    data = {"unit": stranger.membership.unit_id, "reason": "配合审核"}
    assert browse(stranger, "evidence-grant", evidence.pk, method="post").status_code == 404
    empty = browse(owner, "evidence-grant", evidence.pk, method="post", data=data | {"reason": ""})
    assert empty.status_code == 400
    browse(owner, "evidence-grant", evidence.pk, method="post", data=data)
    assert browse(stranger, "evidence-item", evidence.pk).status_code == 200
    again = browse(stranger, "evidence-grant", evidence.pk, method="post", data=data)
    assert again.status_code == 403


def test_upload_page_says_the_system_is_not_for_secrets(browse, owner):
    page = browse(owner, "evidence-new").content.decode()
    assert "本系统为非涉密系统" in page
