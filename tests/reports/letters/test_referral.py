"""提请督查室督办: the drafted form, and 督查室's own number, result and day."""

from datetime import date

import pytest

from reports.models import Letter, Referral
from reports.pages.letter import sent_this_month
from reports.services.letters import drafting, issuing, signing
from reports.services.letters.building import shown
from reports.services.letters.referring import enter_referral
from reports.services.verifying import verify_letters, verify_numbers
from tasks.choices import PartRole
from tests import factories as make
from tests.factories import at
from tests.reports.docx.reading import paragraphs
from tests.units.factories import browser_of
from units.choices import Role
from units.errors import Forbidden, Refused
from units.models import AuditEntry, InboxItem

pytestmark = [pytest.mark.django_db, pytest.mark.core]
DUE, NOW = date(2026, 3, 31), at(date(2026, 4, 14))


@pytest.fixture
def inspector(scene):
    return make.seat(scene.county, Role.INSPECTOR)


@pytest.fixture
def letter(scene):
    task = make.task(scene.campaign, due_on=DUE, title="开展评查")
    other = make.unit(scene.county, "县审计局")
    lead, _ = make.issued(
        task, (scene.unit, PartRole.LEAD), (other, PartRole.SUPPORT), by=scene.clerk
    )
    facts = {"answer_by": date(2026, 4, 28), "route": "inspector"}
    return drafting.draft_letter(
        "supervision", scene.unit, [lead], actor=scene.clerk, now=NOW, **facts
    )


@pytest.fixture
def issued(scene, letter):
    signing.check_and_send([letter.pk], actor=scene.clerk, now=NOW)
    signing.sign(letter.pk, actor=scene.chief, now=NOW)
    return issuing.issue(letter.pk, actor=scene.clerk, now=NOW)


def cells(letter):
    (form,) = shown(letter, today=NOW.date()).blocks
    texts = [cell.text for row in form.rows for cell in row.cells]
    return {text: texts[n + 1] for n, text in enumerate(texts[:-1])}


def test_it_is_the_form_and_no_letter_to_the_unit(scene, letter):
    said = cells(letter)
    assert letter.title == "“开展评查”任务督办单"
    assert shown(letter, today=NOW.date()).kind == "supervision_form"
    assert said["编号"] == ""
    assert said["督办事项"].endswith("开展评查")
    assert (said["主办单位"], said["协办单位"]) == (scene.unit.name, "县审计局")
    assert said["原定时限"] == "2026年3月31日（截至制表逾期10个工作日）"
    assert said["办理要求"].startswith("请于2026年4月28日前办结")
    assert said["办理限期"] == "2026年4月28日"
    assert not letter.receipts.exists()


def test_it_goes_out_to_the_inspectors_alone(scene, inspector, issued):
    told = InboxItem.objects.filter(effect=f"letter.{issued.pk}.issued")
    assert [(item.person, item.path) for item in told] == [
        (inspector.user, f"/referrals/{issued.pk}/")
    ]
    assert list(Letter.objects.visible_to(inspector)) == [issued]
    assert not Letter.objects.visible_to(scene.liaison).exists()
    assert issued.number_text in {issued.frozen["number"]}
    assert sent_this_month(scene.county.pk, NOW.date()) == {}
    assert [*verify_numbers(), *verify_letters()] == []


def test_an_inspector_sees_no_other_letter(scene, inspector):
    scene.issued()
    assert not Letter.objects.visible_to(inspector).exists()


def test_the_inspector_enters_number_then_result(inspector, issued):
    browser = browser_of(inspector)
    page = browser.get(f"/referrals/{issued.pk}/").content.decode()
    assert "督查室编号" in page
    assert browser.post(f"/referrals/{issued.pk}/", {"number": "督〔2026〕7号"}).status_code == 302
    half = browser.post(f"/referrals/{issued.pk}/", {"number": "督7", "result": "已办结"})
    assert half.status_code == 400
    assert "须一并填写" in half.content.decode()
    facts = {"number": "督7", "result": "已办结。", "result_on": date(2026, 4, 14)}
    enter_referral(issued.pk, actor=inspector, now=NOW, **facts)
    row = Referral.objects.get(letter=issued)
    assert (row.number, row.result, row.entered_by) == ("督7", "已办结。", inspector.membership)
    assert AuditEntry.objects.filter(action="referral.enter").count() == 2
    assert "已办结" not in f"{Letter.objects.get(pk=issued.pk).snapshot}"


def test_a_result_of_tomorrow_is_refused(inspector, issued):
    facts = {"number": "督7", "result": "已办结", "result_on": date(2026, 4, 15)}
    with pytest.raises(Refused, match="不能晚于今天"):
        enter_referral(issued.pk, actor=inspector, now=NOW, **facts)


@pytest.mark.parametrize("who", ["clerk", "chief"])
def test_nobody_else_enters_it(scene, issued, who):
    with pytest.raises(Forbidden, match="由督查室登记"):
        enter_referral(issued.pk, actor=getattr(scene, who), now=NOW, number="督7")
    browser = browser_of(getattr(scene, who))
    assert "没有登记编号" in browser.get(f"/referrals/{issued.pk}/").content.decode()
    assert browser.post(f"/referrals/{issued.pk}/", {"number": "督7"}).status_code == 403


def test_the_words_of_the_demands_can_be_changed(scene, letter):
    browser = browser_of(scene.clerk)
    page = browser.get(f"/letters/{letter.pk}/").content.decode()
    assert 'name="opening"' not in page
    sent = {"title": letter.title, "demands": "请抓紧整改。", "answer_by": "2026-04-29"}
    answer = browser.post(f"/letters/{letter.pk}/edit/", sent | {"version": letter.version})
    assert answer.status_code == 302, answer.content.decode()[:3000]
    letter.refresh_from_db()
    assert cells(letter)["办理要求"] == "请抓紧整改。"
    docx = browser.get(f"/letters/{letter.pk}/files/docx/").content
    assert "重点任务督办单" in paragraphs(docx)
