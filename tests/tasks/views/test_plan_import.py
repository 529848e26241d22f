"""核对导入: every form says which version it was made from."""

import pytest
from django.urls import reverse

from tasks.services.plan_import import editing, reading
from tests import factories as make
from tests.units.factories import browser_of
from units.models import Unit

PLAN = "示例县2026年法治政府建设工作要点\n\n一、强化组织领导\n1.建立台账。按时报送。\n牵头单位：县司法局\n责任单位：县水利局\n完成时限：11月底前\n"


@pytest.fixture
def found(scene):
    return reading.start(
        scene.campaign,
        actor=scene.office,
        now=make.at(),
        year=2026,
        filename="plan.txt",
        data=PLAN.encode(),
    )


@pytest.fixture
def browser(scene):
    return browser_of(scene.office)


ROW = {
    "r1-number": "1.",
    "r1-title": "建立新的台账",
    "r1-requirement": "按时报送。",
    "r1-due_on": "2026-11-30",
    "r1-lead": "县司法局",
    "r1-co": "县水利局",
}


def forms(found):
    """Every form of the page with what it sends beside the version."""
    word = {"word": "县水利局", "target": "ignore"}
    return {
        reverse("plan-import-word", args=[found.pk]): word,
        reverse("plan-import-dates", args=[found.pk]): {"long_term": "on"},
        reverse("plan-import-facts", args=[found.pk]): {"title": "别的名称", "year": "2026"},
        reverse("plan-import-settle", args=[found.pk, 1]): {},
        reverse("plan-import-drop-row", args=[found.pk, 1]): {"dropped": "1"},
        reverse("plan-import-drop", args=[found.pk]): {},
        reverse("plan-import-confirm", args=[found.pk]): {"doubts_checked": "1"},
        reverse("plan-import-row", args=[found.pk, 1]): ROW,
    }


def stored(found):
    found.refresh_from_db()
    return found.version, found.state, found.rows, found.words


def test_nothing_is_written_over_what_another_reviewer_did(scene, found, browser):
    shown = found.version
    editing.settle(found.pk, [1], actor=scene.office_head, now=make.at())
    before = stored(found)
    for address, sent in forms(found).items():
        answer = browser.post(address, sent | {"version": shown}, follow=True)
        assert "刚被他人修改过" in answer.content.decode(), address
        assert stored(found) == before, address


def test_a_form_without_version_changes_nothing(found, browser):
    before = stored(found)
    for address, sent in forms(found).items():
        for version in ({}, {"version": "x"}, {"version": "-1"}):
            assert browser.post(address, sent | version).status_code == 400, address
    assert stored(found) == before


def test_every_form_of_the_page_carries_the_version(found, browser):
    page = browser.get(reverse("plan-import", args=[found.pk])).content.decode()
    start = page.index("<main")
    forms_shown = page[start:].count("<form")
    assert forms_shown >= 4
    assert page[start:].count(f'name="version" value="{found.version}"') == forms_shown


def test_a_lost_race_keeps_what_was_typed(scene, found, browser):
    shown = found.version
    editing.settle(found.pk, [1], actor=scene.office_head, now=make.at())
    address = reverse("plan-import-row", args=[found.pk, 1])
    answer = browser.post(address, ROW | {"version": shown})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "建立新的台账" in page
    assert f'name="version" value="{found.version + 1}"' in page
    assert browser.post(address, ROW | {"version": found.version + 1}).status_code == 302
    found.refresh_from_db()
    assert found.rows[0]["title"] == "建立新的台账"


def test_only_the_office_of_the_county_comes_in(scene, found):
    address = reverse("plan-import", args=[found.pk])
    for seat in (scene.owner, scene.leader, scene.inspector, scene.expert):
        assert browser_of(seat).get(address).status_code == 403
    assert browser_of(scene.foreign_office).get(address).status_code == 404


def test_a_name_too_long_for_a_body_is_refused(scene, found, browser):
    word = "县" * 51
    found.words[word] = found.words["县水利局"]
    found.save()
    sent = {"word": word, "target": "new", "relation": "government", "version": found.version}
    answer = browser.post(reverse("plan-import-word", args=[found.pk]), sent, follow=True)
    assert "不能作为单位名称" in answer.content.decode()


def test_a_plan_is_read_on_the_page(scene, browser):
    address = reverse("import")
    assert browser.post(address, {"year": 2026, "text": PLAN}).status_code == 302
    answer = browser.post(address, {"year": 2026, "text": "没有任务的文字"})
    assert answer.status_code == 400
    assert "没有从文件中读到任务" in answer.content.decode()


def page_of(browser, found):
    return browser.get(reverse("plan-import", args=[found.pk]) + "?show=all").content.decode()


def test_open_doubts_are_not_called_ready_and_dates_are_in_words(scene, found, browser):
    found.rows[0]["doubts"] = [
        {"code": "no_lead", "message": "请确认。", "field": "lead", "settled": False}
    ]
    found.rows[0]["due_on"] = "2026-11-30"
    found.save()
    page = page_of(browser, found)
    assert "还有疑点没有核对" in page
    assert "可以导入" not in page
    assert "2026年11月30日" in page
    editing.settle(found.pk, [1], actor=scene.office, now=make.at())
    assert "可以导入" in page_of(browser, found)


def test_what_one_decision_settles_for_all_is_no_doubt_of_an_item(scene, browser):
    item = "{}.完成{}事项。\n牵头单位：县司法局\n{}\n"
    items = [
        item.format(1, "甲", "责任单位：县新设局"),
        item.format(2, "乙", "完成时限：第一季度前"),
        item.format(3, "丙", "责任单位：县水利局"),
    ]
    found = reading.start(
        scene.campaign,
        actor=scene.office,
        now=make.at(),
        year=2026,
        filename="plan.txt",
        data=("示例县2026年法治政府建设工作要点\n\n一、强化领导\n" + "".join(items)).encode(),
    )
    answer = browser.get(reverse("plan-import", args=[found.pk]))
    assert [row["row"]["key"] for row in answer.context["rows"]] == [2]
    page = answer.content.decode()
    assert "先看疑点 1" in page
    assert "还有 2 项没有时限" in page
    assert "县新设局" in page
    assert page_of(browser, found).count("没有读到完成时限") == 2


def test_title_number_and_year_are_corrected_on_the_page(found, browser):
    address = reverse("plan-import-facts", args=[found.pk])
    sent = {"version": found.version, "title": "示例县工作要点", "doc_number": "示法办〔2026〕1号"}
    wrong = browser.post(address, sent | {"year": "甲"})
    assert wrong.status_code == 400
    assert "示法办〔2026〕1号" in wrong.content.decode()
    assert browser.post(address, sent | {"year": "2026"}).status_code == 302
    found.refresh_from_db()
    assert (found.title, found.doc_number, found.year) == (
        "示例县工作要点",
        "示法办〔2026〕1号",
        2026,
    )


def test_a_document_of_another_year_goes_in_only_with_its_tick(found, browser):
    found.title = "示例县2023年工作要点"
    found.save()
    assert 'form="confirm"' in page_of(browser, found)
    address = reverse("plan-import-confirm", args=[found.pk])
    sent = {"version": found.version, "doubts_checked": "1"}
    refused = browser.post(address, sent, follow=True).content.decode()
    assert "文件写的是2023年" in refused
    browser.post(address, sent | {"whole_checked": "1"})
    found.refresh_from_db()
    assert found.state == "confirmed"


def test_endless_text_is_answered_with_a_sentence(scene, browser):
    answer = browser.post(reverse("import"), {"year": 2026, "text": "胡言乱语" * 20_000})
    assert answer.status_code == 400
    assert "请按条分段后再试" in answer.content.decode()


DATELESS = PLAN.replace("完成时限：11月底前\n", "")


@pytest.fixture
def dateless(scene):
    campaign, data = scene.campaign, DATELESS.encode()
    return reading.start(
        campaign, actor=scene.office, now=make.at(), year=2026, filename="a.txt", data=data
    )


@pytest.mark.parametrize("typed", ["2099.12.18", "12月18日"])
def test_a_date_for_all_that_is_refused_stays_on_the_page(dateless, browser, typed):
    address = reverse("plan-import-dates", args=[dateless.pk])
    answer = browser.post(address, {"due_on": typed, "version": dateless.version})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert f'value="{typed}"' in page or 'value="2099-12-18"' in page
    assert 'id="id_due_on_error"' in page


@pytest.mark.parametrize("typed", ["2026.12.18", "20261218", "2026/12/18", "2026年12月18日"])
def test_a_date_for_all_is_typed_as_offices_write_it(dateless, browser, typed):
    address = reverse("plan-import-dates", args=[dateless.pk])
    answer = browser.post(address, {"due_on": typed, "version": dateless.version})
    assert answer.status_code == 302
    dateless.refresh_from_db()
    assert [row["due_on"] for row in dateless.rows] == ["2026-12-18"]


def test_a_unit_closed_since_the_reading_is_asked_for_again(scene, found, browser):
    address = reverse("plan-import", args=[found.pk])
    assert "单位名称待定" not in browser.get(address).content.decode()
    Unit.objects.filter(pk=scene.unit.pk).update(active=False)
    page = browser.get(address).content.decode()
    assert "单位名称待定" in page
    assert f"原来指“{scene.unit.name}”，已撤销或删除，请重选" in page
