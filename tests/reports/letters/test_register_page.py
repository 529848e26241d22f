"""`/letters/register/`: one row per number, 空号, 作废, this year against last, as Excel."""

import io
from datetime import date

import openpyxl
import pytest
import time_machine
from django.urls import reverse

from reports.models import Letter, Series, SeriesNumber
from tests.factories import at
from tests.reports.factories import CODE

pytestmark = pytest.mark.django_db
REGISTER, VOID, XLSX = (reverse(n) for n in ("register", "register-void", "register-xlsx"))


@pytest.fixture
def shared(scene):
    """A series whose numbers 2, 3 and 6 come from a paper register."""
    Series.objects.create(county=scene.county, code=CODE, year=2026, shared=True)
    for n in (2, 3, 6):
        scene.issued(number=n, gap_confirmed=True)


def test_every_number_has_its_row(scene, clerk):
    scene.issued()
    clerk.post(VOID, code=CODE, note="打印作废")
    scene.issued()
    page = clerk.get(REGISTER)
    assert [row.n for row in page.context["page"]] == [3, 2, 1]
    assert "打印作废" in page.text_
    assert page.context["gaps"] == []
    assert [row.n for row in clerk.get(REGISTER, kind="void").context["page"]] == [2]


def test_gaps_of_a_shared_series_are_named_and_can_be_voided(shared, clerk):
    page = clerk.get(REGISTER)
    assert [(gap.first, gap.last) for gap in page.context["gaps"]] == [(1, 1), (4, 5)]
    assert f"{CODE}〔2026〕4—5号" in page.text_
    clerk.post(VOID, code=CODE, typed=1, note="纸质登记簿已作废")
    page = clerk.get(REGISTER)
    assert [(gap.first, gap.last) for gap in page.context["gaps"]] == [(4, 5)]
    assert SeriesNumber.objects.get(n=1).state == "void"


def test_the_link_of_a_gap_fills_the_form(shared, clerk):
    page = clerk.get(REGISTER, code=CODE, typed=4)
    assert 'name="typed" value="4"' in page.text_


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"code": CODE}, "请填写作废原因。"),
        ({"code": "别的", "note": "x"}, "请从列出的代字中选择。"),
        ({"code": CODE, "note": "留着", "typed": "x"}, "请填写数字。"),
        ({"code": CODE, "note": "留着", "typed": "0"}, "号从 1 开始。"),
        ({"code": CODE, "note": "留着", "typed": "100000000"}, "号不超过"),
        ({"code": CODE, "note": "留着", "typed": "3"}, "已经用过"),
        ({"code": CODE, "note": "留着"}, "请填写登记簿上的号"),
    ],
)
def test_a_wrong_void_keeps_what_was_typed(shared, clerk, given, words):
    answer = clerk.post(VOID, status=409 if words == "已经用过" else 400, **given)
    assert words in answer.text_
    assert given.get("note") != "留着" or 'value="留着"' in answer.text_
    assert not SeriesNumber.objects.filter(state="void").exists()


def test_this_year_stands_against_last_by_the_same_day(scene, clerk):
    for issued_on in (date(2025, 1, 9), date(2025, 3, 2), date(2025, 3, 3)):
        letter = scene.issued()
        Letter.objects.filter(pk=letter.pk).update(issued_on=issued_on)
    scene.issued()
    page = clerk.get(REGISTER)
    (row,) = page.context["kinds"]
    assert (row.label, row.now, row.before, row.change) == ("交办函", 1, 2, -1)


MORE = "当年已发文2件，比上年同期（1件）多1件"


def test_more_documents_than_last_year_are_warned_of(scene, clerk):
    """减负 (rule 1): above the register and in its Excel; by the same day only."""
    for issued_on in (date(2025, 3, 2), date(2025, 3, 3)):
        Letter.objects.filter(pk=scene.issued().pk).update(issued_on=issued_on)
    scene.issued()
    assert "减负提醒" not in clerk.get(REGISTER).text_
    assert "减负提醒" not in _words(clerk)
    scene.issued()
    assert MORE in clerk.get(REGISTER).text_
    assert MORE in _words(clerk)


def test_a_first_year_says_that_nothing_was_registered_before(scene, clerk):
    scene.issued()
    assert "当年已发文1件，上年同期没有登记发文" in clerk.get(REGISTER).text_


def _words(clerk):
    sheet = openpyxl.load_workbook(io.BytesIO(clerk.get(XLSX, year=2026).content)).active
    return " ".join(f"{cell.value}" for cell in sheet["A"])


def test_excel_has_the_rows_of_the_page(shared, scene, clerk):
    letter = scene.handover()
    Letter.objects.filter(pk=letter.pk).update(title="=1+1的函")
    scene.issued(letter, number=7)
    answer = clerk.get(XLSX, year=2026)
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value]
    values = [str(cell.value) for cell in cells]
    for n in (2, 3, 6, 7):
        assert f"{CODE}〔2026〕{n}号" in values
    assert not any(cell.data_type == "f" for cell in cells)


@pytest.mark.parametrize("query", [{"year": "x"}, {"year": "99999"}, {"kind": "x"}, {"page": "x"}])
def test_a_wrong_year_or_kind_shows_the_whole(scene, clerk, query):
    scene.issued()
    assert len(clerk.get(REGISTER, **query).context["page"]) == 1


def test_for_the_office_of_the_county_only(scene, liaison, foreigner):
    scene.issued()
    for address in (REGISTER, XLSX):
        liaison.get(address, status=403)
    liaison.post(VOID, status=403, code=CODE, note="x")
    assert not list(foreigner.get(REGISTER).context["page"])


def test_queries_do_not_grow_with_the_rows(scene, clerk, django_assert_max_num_queries):
    scene.issued()
    clerk.get(REGISTER)
    for _ in range(9):
        scene.issued()
    with django_assert_max_num_queries(18):
        assert len(clerk.get(REGISTER).context["page"]) == 10


def test_the_register_says_whom_the_paper_addresses(scene, clerk):
    scene.unit.name = "示例县人民法院"
    scene.unit.save()
    scene.issued()
    answer = clerk.get(XLSX, year=2026)
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert "示例县人民法院" in [cell.value for row in sheet.iter_rows() for cell in row]


def test_the_day_on_the_export_is_that_of_beijing(scene, clerk):
    with time_machine.travel(at(hour=7)):
        answer = clerk.get(XLSX, year=2026)
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert "截至2026年3月2日" in " ".join(f"{cell.value}" for cell in sheet["A"])
