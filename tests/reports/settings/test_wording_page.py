"""The pages of 公文用语: filled in, looked at, saved, brought back; nothing typed becomes markup."""

import re

import pytest

from reports.letters.wording import STARTERS
from reports.models import LetterHead, Wording
from tests.reports.letters.test_filling import HEAD
from tests.units.factories import browser_of

pytestmark = pytest.mark.django_db
PAGE = "/settings/wording/prompt/"
HOSTILE = "<b>&amp;{{ 7|add:7 }}{% now 'Y' %}]]>\"甲</b>"


@pytest.fixture
def browser(office, county):
    LetterHead.objects.filter(county=county).update(contact_person=HEAD.contact_person)
    return browser_of(office)


def filled(**changed):
    return {**STARTERS["prompt"], "seen": "0", **changed}


def paper_of(page):
    return page.content.decode().partition('id="paper"')[2]


def test_every_kind_is_listed_and_opens(browser):
    listed = browser.get("/settings/wording/").content.decode()
    for kind in STARTERS:
        assert f"/settings/wording/{kind}/" in listed
        page = browser.get(f"/settings/wording/{kind}/")
        assert page.status_code == 200
        assert 'class="title line"' in paper_of(page)
    assert browser.get("/settings/wording/brief/").status_code == 404
    assert browser.get("/settings/wording/nothing/").status_code == 404


def test_the_sample_marks_what_is_filled_in(browser):
    paper = paper_of(browser.get(PAGE))
    assert '下列<span class="live">2项</span>任务，<span class="live">办理时限已到或者临近' in paper
    assert "【" not in paper


def test_words_are_saved_with_who_and_when(browser, office):
    assert browser.post(PAGE, filled(closing="特提示。")).status_code == 302
    (row,) = Wording.objects.all()
    assert (row.kind, row.key, row.text) == ("prompt", "closing", "特提示。")
    text = browser.get(PAGE).content.decode()
    assert "第 1 版" in text
    assert office.user.name in text
    assert "本县修改：结语" in browser.get("/settings/wording/").content.decode()
    assert "本县修改过：提示函" in browser.get("/settings/").content.decode()


def test_looking_saves_nothing(browser):
    page = browser.post(PAGE, filled(opening="请办理下列【几项】任务。", look="1"))
    assert page.status_code == 200
    assert '请办理下列<span class="live">2项</span>任务。' in paper_of(page)
    assert "请办理下列【几项】任务。</textarea>" in page.content.decode()
    assert not Wording.objects.exists()


@pytest.mark.parametrize("how", [{}, {"look": "1"}])
def test_a_broken_blank_is_refused_beside_its_field(browser, how):
    page = browser.post(PAGE, filled(demands="请于【期限】前报送。", **how))
    assert page.status_code == 400
    text = page.content.decode()
    assert re.search(
        r'id="id_demands_error">\s*<p class="error">.*“【期限】”不是可用的填写项', text
    )
    assert "请于【期限】前报送。</textarea>" in text
    assert '请于<span class="blank">【期限】</span>前报送。' in paper_of(page)
    assert not Wording.objects.exists()


def test_who_was_slower_is_told_and_keeps_the_words(browser):
    browser.post(PAGE, filled(closing="快的"))
    page = browser.post(PAGE, filled(closing="慢的"))
    assert page.status_code == 409
    assert "刚被他人修改过" in page.content.decode()
    assert "慢的" in page.content.decode()


def test_nothing_typed_becomes_markup(browser):
    browser.post(PAGE, filled(opening=HOSTILE, demands=f"【限期】{HOSTILE}"))
    assert Wording.objects.count() == 2
    text = browser.get(PAGE).content.decode()
    assert "<b>&" not in text
    escaped = "&lt;b&gt;&amp;amp;{{ 7|add:7 }}{% now &#x27;Y&#x27; %}]]&gt;&quot;甲&lt;/b&gt;"
    assert text.count(escaped) == 6  # field, paper and version of each


def test_versions_and_the_products_words_come_back(browser):
    browser.post(PAGE, filled(closing="一"))
    browser.post(PAGE, filled(closing="二", seen=f"{Wording.objects.get().pk}"))
    first = Wording.objects.get(version=1)
    sent = {"kind": "prompt", "version": f"{first.pk}"}
    assert browser.post("/settings/wording/restore/", sent).headers["Location"] == PAGE
    assert Wording.objects.get(version=3).text == "一"
    page = browser.get(PAGE).content.decode()
    assert f'<p class="pre mt1">{STARTERS["prompt"]["closing"]}</p>' in page
    browser.post("/settings/wording/restore/", {"kind": "prompt", "key": "closing"})
    assert "出厂文字</span>" not in browser.get(PAGE).content.decode().partition("历史版本")[2]
    assert Wording.objects.get(version=4).text == STARTERS["prompt"]["closing"]
    for nonsense in ({}, {"kind": "x"}, {"kind": "prompt", "version": "99999"}):
        assert browser.post("/settings/wording/restore/", nonsense).status_code == 302
    assert Wording.objects.count() == 4


def test_without_head_the_way_is_shown(browser):
    LetterHead.objects.all().delete()
    refused = browser.get(PAGE)
    assert refused.status_code == 400
    assert "发文设置" in refused.content.decode()
