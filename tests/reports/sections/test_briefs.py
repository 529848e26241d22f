"""专报 and 年度报告 as pages and letters: compiled, edited on one page, signed, issued, read."""

from datetime import date

import pytest

from reports.choices import LetterState, SpanKind
from reports.figures.span import Span
from reports.models import Letter, LetterFigures, LetterHead
from reports.services.letters import after, drafting, issuing, signing
from reports.services.sections.compiling import compile_brief, compile_report
from reports.services.verifying import verify_letters, verify_numbers
from tests import factories as make
from tests.reports.conftest import MONDAY, seat_in
from tests.reports.docx.reading import paragraphs
from tests.reports.factories import scan
from units.choices import Role
from units.errors import Conflict, Refused
from units.models import InboxItem

pytestmark = [pytest.mark.django_db, pytest.mark.core]
WEEK = Span.of(SpanKind.WEEK, date(2026, 11, 23))
YEAR = Span.of(SpanKind.YEAR, date(2026, 11, 23))
REPORT = {
    "report_issuer": "示例县人民政府",
    "report_code": "示政",
    "report_to": "示例市人民政府",
    "report_signer": "某某",
    "report_printed_by": "示例县人民政府办公室",
}


@pytest.fixture
def clerk(busy):
    return seat_in(busy, Role.OFFICE_CLERK)


@pytest.fixture
def head(busy):
    return seat_in(busy, Role.OFFICE_HEAD)


@pytest.fixture
def brief(busy, clerk):
    return compile_brief(busy, span=WEEK, actor=clerk, now=MONDAY)


@pytest.fixture
def report(busy, clerk):
    LetterHead.objects.filter(county=busy.county).update(**REPORT)
    return compile_report(busy, span=YEAR, actor=clerk, now=MONDAY)


def texts_of(letter, **changed):
    return {key: text for key, text in letter.draft.items() if key != "span"} | changed


def edit(letter, clerk, **changed):
    return drafting.edit(
        letter.pk, actor=clerk, now=MONDAY, title=letter.title, texts=texts_of(letter, **changed)
    )


def signed(letter, clerk, head):
    signing.check_and_send([letter.pk], actor=clerk, now=MONDAY)
    return signing.sign(letter.pk, actor=head, now=MONDAY)


def issued(letter, clerk, head):
    signed(letter, clerk, head)
    return issuing.issue(letter.pk, actor=clerk, now=MONDAY)


def test_it_is_numbered_by_issue_and_told_to_the_leaders(busy, brief, clerk, head):
    leader = make.seat(busy.county, Role.LEADER)
    letter = issued(brief, clerk, head)
    assert letter.number_text.endswith("2026年第1期")
    assert letter.frozen["number"] == "第1期"
    assert InboxItem.objects.get(person=leader.user).path == f"/letters/{letter.pk}/"
    assert not InboxItem.objects.filter(person=clerk.user, effect__contains="issued").exists()
    assert list(Letter.objects.visible_to(leader).filter(kind="brief")) == [letter]
    assert [*verify_numbers(), *verify_letters()] == []


def test_a_second_issue_follows_and_may_revoke_the_first(busy, brief, clerk, head):
    first = issued(brief, clerk, head)
    with pytest.raises(Conflict, match="已印发的请用另一份文书撤销"):
        compile_brief(busy, span=WEEK, actor=clerk, now=MONDAY)
    month = compile_brief(busy, span=Span.of(SpanKind.MONTH, WEEK.first), actor=clerk, now=MONDAY)
    second = issued(month, clerk, head)
    assert second.frozen["number"] == "第2期"
    assert after.revoke(first.pk, by_letter_id=second.pk, actor=head, now=MONDAY)


def test_it_refuses_to_grow_and_says_by_how_many_lines(brief, clerk):
    with pytest.raises(Refused, match=r"限一页A4纸，现约超出\d+行"):
        edit(brief, clerk, overall="长" * 600)
    assert "长" not in Letter.objects.get(pk=brief.pk).draft["overall"]


def test_a_new_compile_keeps_what_a_person_wrote(busy, brief, clerk):
    edit(brief, clerk, matters="请协调用房。")
    again = compile_brief(busy, span=WEEK, actor=clerk, now=MONDAY)
    assert again.draft["matters"] == "请协调用房。"
    assert again.draft["late"] == brief.draft["late"]
    assert Letter.objects.get(pk=brief.pk).state == LetterState.DISCARDED


def test_it_warns_of_persons_named(busy, brief, clerk):
    unit = busy.county.units.first()
    person = make.seat(busy.county, Role.LIAISON, unit).user
    person.name = "赵钱孙"
    person.save()
    edit(brief, clerk, matters="赵钱孙没有办结。")
    found = signing.findings(Letter.objects.get(pk=brief.pk), today=MONDAY.date())
    assert [f.message for f in found] == ["专报不写个人姓名，请删去“赵钱孙”。"]


def test_a_span_still_to_come_is_refused(busy, clerk):
    with pytest.raises(Refused, match="还没有开始"):
        compile_brief(busy, span=WEEK.following, actor=clerk, now=MONDAY)


def test_each_number_opens_its_frozen_rows(browse, busy, brief, clerk):
    page = browse(clerk, f"/letters/{brief.pk}/")
    figures = LetterFigures.objects.get(letter=brief).figures
    busy.assignments.update(due_on=date(2027, 6, 30))
    for number in page.context["numbers"]:
        rows = browse(clerk, f"/letters/{brief.pk}/numbers/{number.name}/").context["page"]
        assert rows.paginator.count == number.value, number
    assert figures["total"]["overdue"] == len(figures["late"]) > 0
    assert browse(clerk, f"/letters/{brief.pk}/numbers/none/").status_code == 404


def test_the_numbers_of_a_report_are_its_years(browse, report, clerk):
    page = browse(clerk, f"/letters/{report.pk}/")
    assert [row.name for row in page.context["numbers"]] == ["period", "period-done"]
    for number in page.context["numbers"]:
        rows = browse(clerk, f"/letters/{report.pk}/numbers/{number.name}/").context["page"]
        assert rows.paginator.count == number.value > 0
    assert browse(clerk, f"/letters/{report.pk}/numbers/overdue/").status_code == 404


def test_the_pages_compile_and_edit(browse, client, clerk):
    assert "取数并拟稿" in browse(clerk, "/notices/briefs/").content.decode()
    wrong = client.post("/notices/briefs/compile/", {"what": "week.2020-01-06"})
    assert wrong["Location"] == "/notices/briefs/"
    answer = client.post("/notices/briefs/compile/", {"what": f"week.{WEEK.first}"})
    letter = Letter.objects.get(kind="brief")
    assert answer["Location"] == f"/letters/{letter.pk}/"
    page = client.get(answer["Location"]).content.decode()
    assert "需县领导协调事项" in page
    fields = texts_of(letter, next="开展自查。") | {"title": letter.title, "version": 0}
    assert client.post(f"/letters/{letter.pk}/edit/", fields).status_code == 302
    letter.refresh_from_db()
    assert letter.draft["next"] == "开展自查。"
    long = fields | {"overall": "长" * 700, "version": letter.version}
    refused = client.post(f"/letters/{letter.pk}/edit/", long)
    assert refused.status_code == 400
    assert "限一页A4纸" in refused.content.decode()
    assert "长" * 700 in refused.content.decode()
    docx = client.get(f"/letters/{letter.pk}/files/docx/")
    assert any("开展自查。" in line for line in paragraphs(docx.content))


def test_a_report_needs_its_settings(busy, clerk):
    with pytest.raises(Refused, match="发文机关、代字、主送机关、签发人"):
        compile_report(busy, span=YEAR, actor=clerk, now=MONDAY)


def test_a_report_is_signed_on_paper_by_its_signer(busy, report, clerk, head):
    with pytest.raises(Refused, match="还没有填上"):
        signing.check_and_send([report.pk], actor=clerk, now=MONDAY)
    filled = dict.fromkeys(("done", "leaders", "lacking", "plan"), "第一点。已经做了。")
    edit(report, clerk, **filled)
    signing.check_and_send([report.pk], actor=clerk, now=MONDAY)
    with pytest.raises(Conflict, match="登记线下签发"):
        signing.sign(report.pk, actor=head, now=MONDAY)
    facts = {"now": MONDAY, "signed_on": MONDAY.date(), "scan": scan(busy.county)}
    with pytest.raises(Refused, match="签发人是某某"):
        signing.sign_offline(report.pk, actor=clerk, signer_name="别人", **facts)
    signing.sign_offline(report.pk, actor=clerk, signer_name="某某", **facts)
    letter = issuing.issue(report.pk, actor=clerk, now=MONDAY)
    assert letter.number_text == "示政〔2026〕1号"
    assert letter.frozen["signers"] == ["某某"]
    assert list(verify_numbers()) == []


def test_the_web_text_is_the_reports_alone(browse, report, brief, clerk):
    answer = browse(clerk, f"/letters/{report.pk}/files/text/")
    assert answer.content.decode("utf-8-sig").startswith("示例县人民政府关于2026年法治政府")
    assert browse(clerk, f"/letters/{brief.pk}/files/text/").status_code == 404
