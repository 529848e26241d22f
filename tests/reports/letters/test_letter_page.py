"""`/letters/<pk>/`: the paper, the acts of policy and state, files, receipts, history."""

from datetime import date
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from reports.models import Letter, Series
from reports.pdf import PdfFailed
from reports.services.letters import drafting, rendering
from tasks.services.workflow import ACTIONS
from tests import factories as make
from tests.factories import DAY, at
from tests.indicators.uploads import samples
from tests.reports.factories import CODE, scan
from tests.reports.letters.conftest import Browser
from units.choices import Role
from units.models import AuditEntry

pytestmark = pytest.mark.django_db

STATES = ("draft", "checked", "for_signature", "signed", "issued", "discarded")
# Buttons by the address they send to, per state, for the clerk and for the head of the office.
CLERK = {
    "draft": {"check", "check-send", "edit", "discard"},
    "checked": {"send", "edit", "sign-offline", "discard"},
    "for_signature": {"sign-offline", "discard"},
    "signed": {"issue", "discard"},
    "issued": set(),
    "discarded": set(),
}
HEAD = {
    **CLERK,
    "for_signature": {"sign", "reject", "sign-offline", "discard"},
    "signed": {"issue", "reject", "discard"},
    "issued": {"revoke"},
}
VERBS = set().union(*CLERK.values(), *HEAD.values(), {"receive"})


def page_of(letter):
    return reverse("letter", args=(letter.pk,))


def act(letter, verb):
    return reverse(f"letter-{verb}", args=(letter.pk,))


def offered(browser, letter):
    text = browser.get(page_of(letter)).text_
    return {verb for verb in VERBS if f'action="{act(letter, verb)}"' in text}


@pytest.mark.parametrize("state", STATES)
def test_the_page_offers_what_may_be_done(scene, clerk, chief, state):
    letter = scene.in_state(state)
    assert offered(clerk, letter) == CLERK[state]
    assert offered(chief, letter) == HEAD[state]


def test_the_paper_is_that_of_the_docx(scene, clerk):
    letter = scene.issued()
    text = clerk.get(page_of(letter)).text_
    for words in (f"{CODE}〔2026〕1号", "县司法局：", "2026年3月2日", letter.title):
        assert words in text


def test_a_unit_reads_its_own_only(scene, liaison, stranger, foreigner):
    letter, draft = scene.issued(), scene.handover()
    text = liaison.get(page_of(letter)).text_
    assert "办理过程" not in text
    assert AuditEntry.objects.filter(action="letter.open", object_id=str(letter.pk)).exists()
    liaison.get(page_of(draft), status=404)
    for browser in (stranger, foreigner):
        for name in ("letter", "letter-files", "letter-docx"):
            browser.get(reverse(name, args=(letter.pk,)), status=404)


@pytest.mark.parametrize("verb", sorted(VERBS - {"receive"}))
def test_no_act_of_the_office_is_a_units(scene, liaison, foreigner, verb):
    letter = scene.issued()
    liaison.post(act(letter, verb), status=403)
    foreigner.post(act(letter, verb), status=404)
    letter.refresh_from_db()
    assert letter.state == "issued"


def test_from_draft_to_issue_by_buttons(scene, clerk, chief, liaison):
    letter = scene.handover()
    clerk.post(act(letter, "check-send"))
    chief.post(act(letter, "sign"))
    answer = clerk.post(act(letter, "issue"), follow=True, status=200)
    assert "已编号印发" in answer.text_
    letter.refresh_from_db()
    assert (letter.state, letter.number_text) == ("issued", f"{CODE}〔2026〕1号")
    part = letter.items.get().assignment
    assert part.state == "pending"
    assert "签收（1 项任务）" in liaison.get(page_of(letter)).text_
    liaison.post(act(letter, "receive"))
    part.refresh_from_db()
    assert part.state == "active"
    assert offered(liaison, letter) == set()


def test_the_button_counts_what_is_not_received_yet(scene, liaison):
    first, second = scene.part(), scene.part(title="第二项")
    letter = scene.issued(scene.handover(first, second))
    ACTIONS["acknowledge"](first.pk, actor=scene.liaison, now=at())
    assert "签收（1 项任务）" in liaison.get(page_of(letter)).text_


def test_the_history_names_acts_people_and_the_machine(scene, clerk):
    letter = scene.issued()
    clerk.get(page_of(letter))  # reading is no act
    page = clerk.get(page_of(letter))
    titles = [event["title"] for event in page.context["history"]]
    assert titles == ["编号印发", "签发", "送签", "核稿", "拟稿"]
    assert scene.chief.user.name in page.context["history"][1]["who"]


def test_a_rejected_letter_shows_why(scene, clerk, chief):
    letter = scene.in_state("for_signature")
    answer = chief.post(act(letter, "reject"), status=400)
    assert "请填写原因。" in answer.text_
    chief.post(act(letter, "reject"), **{"reject-reason": "请补充联系人"})
    assert "签发人退回：请补充联系人" in clerk.get(page_of(letter)).text_


def words(letter, **changed):
    given = {"title": letter.title, "opening": "开头", "demands": "", "closing": "结尾"}
    return {**given, "version": letter.version, **changed}


def test_words_are_changed_and_a_mistake_keeps_what_was_typed(scene, clerk):
    letter = scene.handover()
    answer = clerk.post(
        act(letter, "edit"), status=400, **words(letter, title="", opening="新开头")
    )
    assert "请填写标题。" in answer.text_
    assert "新开头" in answer.text_
    clerk.post(act(letter, "edit"), **words(letter, title="关于新事项的函", opening="新开头"))
    letter.refresh_from_db()
    assert (letter.title, letter.draft["opening"]) == ("关于新事项的函", "新开头")


def test_who_was_slower_is_told_and_keeps_the_words(scene, clerk):
    letter = scene.handover()
    stale = words(letter, opening="慢的人写的")
    clerk.post(act(letter, "edit"), **words(letter, opening="快的人写的"))
    answer = clerk.post(act(letter, "edit"), status=409, **stale)
    assert "刚被他人修改过" in answer.text_
    assert "慢的人写的" in answer.text_


def test_consent_is_asked_of_letters_to_towns_only(scene, clerk):
    town = scene.town()
    part = scene.owed(town, due_on=date(2026, 3, 4))
    letter = drafting.draft_letter(
        "prompt", town, [part], actor=scene.clerk, now=at(), answer_by=date(2026, 3, 20)
    )
    given = words(letter, answer_by="2026-03-20", consent_by="李县长")
    answer = clerk.post(act(letter, "edit"), status=400, **given)
    assert "须一并填写" in answer.text_
    clerk.post(act(letter, "edit"), **given, consent_on="2026-03-01")
    assert "同意依据：李县长，2026年3月1日" in clerk.get(page_of(letter)).text_
    assert "同意的领导" not in clerk.get(page_of(scene.handover())).text_


def test_a_signature_on_paper_is_registered(scene, clerk):
    letter = scene.in_state("for_signature")
    answer = clerk.post(act(letter, "sign-offline"), status=400, signer_name="王主任")
    assert "请上传签发件扫描件。" in answer.text_
    assert 'value="王主任"' in answer.text_
    paper = SimpleUploadedFile("签发.pdf", samples.pdf())
    clerk.post(
        act(letter, "sign-offline"), signer_name="王主任", signed_on=DAY.isoformat(), scan=paper
    )
    letter.refresh_from_db()
    assert (letter.state, letter.sign_mode, letter.signer_name) == ("signed", "offline", "王主任")
    assert clerk.get(reverse("letter-scan", args=(letter.pk,))).status_code == 200


def test_a_scan_that_is_no_paper_is_refused(scene, clerk):
    letter = scene.in_state("for_signature")
    paper = SimpleUploadedFile("签发.pdf", b"MZ\x90 not a pdf")
    given = {"signer_name": "王主任", "signed_on": DAY.isoformat(), "scan": paper}
    clerk.post(act(letter, "sign-offline"), status=400, **given)
    letter.refresh_from_db()
    assert letter.state == "for_signature"


def test_a_number_of_the_paper_register_is_asked_for(scene, clerk):
    Series.objects.create(county=scene.county, code=CODE, year=2026, shared=True)
    letter = scene.signed()
    assert "登记簿上的号" in clerk.get(page_of(letter)).text_
    assert "请填写登记簿上的号" in clerk.post(act(letter, "issue"), status=400).text_
    assert "空号" in clerk.post(act(letter, "issue"), status=400, number=5).text_
    clerk.post(act(letter, "issue"), number=5, gap_confirmed="on")
    letter.refresh_from_db()
    assert letter.number_text == f"{CODE}〔2026〕5号"


def test_an_issued_letter_is_revoked_by_a_later_one(scene, chief, clerk):
    first, second = scene.issued(), scene.issued()
    answer = chief.post(act(first, "revoke"), status=400)
    assert "请选择文书。" in answer.text_
    chief.post(act(first, "revoke"), by=second.pk)
    assert "本文书已撤销" in clerk.get(page_of(first)).text_


@pytest.mark.parametrize("state", [s for s in STATES if s != "issued"])
def test_a_letter_that_is_not_out_cannot_be_revoked(scene, chief, state):
    letter = scene.in_state(state)
    chief.post(act(letter, "revoke"), status=400, by=scene.issued().pk)


def test_an_act_in_the_wrong_state_says_what_happened(scene, chief):
    letter = scene.in_state("signed")
    answer = chief.post(act(letter, "sign"), status=200, follow=True)
    assert "现为“已签发”" in answer.text_


def test_files_are_told_as_they_are(scene, clerk, monkeypatch):
    letter = scene.issued()
    files = reverse("letter-files", args=(letter.pk,))
    text = clerk.get(files).text_
    assert "文件生成中" in text
    assert "X-Poll" in text
    answer = clerk.get(reverse("letter-docx", args=(letter.pk,)), status=302)
    assert answer.url == page_of(letter)
    rendering.make_docx(letter, now=at())
    assert "X-Poll" not in clerk.get(files).text_
    docx = clerk.get(reverse("letter-docx", args=(letter.pk,)))
    assert docx["Content-Disposition"].startswith("attachment")

    def broken(data):
        raise PdfFailed("服务器的字体缺少字符，未生成PDF。")

    monkeypatch.setattr(rendering, "to_pdf", broken)
    with pytest.raises(PdfFailed):
        rendering.make_pdf(letter.pk, now=at())
    monkeypatch.setattr("reports.views.letters.detail.libreoffice", lambda: "/usr/bin/soffice")
    text = clerk.get(files).text_
    assert "没有生成：服务器的字体缺少字符" in text
    assert "重新生成 PDF" in text
    monkeypatch.setattr(rendering, "to_pdf", lambda data: samples.pdf())
    rendering.make_pdf(letter.pk, now=at())
    assert reverse("letter-pdf", args=(letter.pk,)) in clerk.get(files).text_
    assert Letter.objects.get(pk=letter.pk).pdf_error == ""


def test_a_pdf_in_stand_in_faces_is_called_a_preview(scene, clerk, monkeypatch):
    letter = scene.issued()
    rendering.make_docx(letter, now=at())
    monkeypatch.setattr(rendering, "to_pdf", lambda data: samples.pdf())
    monkeypatch.setattr(rendering, "substituted", lambda: ["仿宋"])
    rendering.make_pdf(letter.pk, now=at())
    monkeypatch.setattr(rendering, "substituted", list)
    rendering.make_pdf(letter.pk, now=at())  # the PDF that is there stays what it was
    text = clerk.get(reverse("letter-files", args=(letter.pk,))).text_
    assert "以代用字体排印" in text
    assert "打印、传阅" not in text
    sent = clerk.get(reverse("letter-pdf", args=(letter.pk,)))
    assert quote("（预览）.pdf") in sent["Content-Disposition"]
    Letter.objects.filter(pk=letter.pk).update(pdf=None)
    rendering.make_pdf(letter.pk, now=at())
    assert "打印、传阅" in clerk.get(reverse("letter-files", args=(letter.pk,))).text_


def test_without_libreoffice_the_page_says_so(scene, clerk, monkeypatch):
    letter = scene.issued()
    rendering.make_docx(letter, now=at())
    for place in ("detail", "files"):
        monkeypatch.setattr(f"reports.views.letters.{place}.libreoffice", lambda: None)
    assert "未安装 LibreOffice" in clerk.get(page_of(letter)).text_
    answer = clerk.post(reverse("letter-make-pdf", args=(letter.pk,)), status=200, follow=True)
    assert "请下载 docx" in answer.text_


def test_a_draft_gives_its_docx_and_the_sheet_for_pen_and_ink(scene, clerk, liaison):
    letter = scene.handover()
    for name in ("letter-docx", "letter-sheet"):
        answer = clerk.get(reverse(name, args=(letter.pk,)))
        assert answer.content[:2] == b"PK"
    clerk.get(reverse("letter-pdf", args=(letter.pk,)), status=404)
    clerk.get(reverse("letter-files", args=(letter.pk,)), status=404)
    liaison.get(reverse("letter-sheet", args=(scene.issued().pk,)), status=403)


def test_a_leader_reads_and_does_nothing(scene, noon):
    letter = scene.issued()
    Letter.objects.filter(pk=letter.pk).update(sign_scan=scan(scene.county))
    browser = Browser(make.seat(scene.county, Role.LEADER))
    assert offered(browser, letter) == set()
    browser.get(reverse("letter-scan", args=(letter.pk,)), status=403)
