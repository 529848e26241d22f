"""导入单位 in the browser: looked at first, all rows or none."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.units.factories import a_county, a_unit, administrator, browser_of, liaison, office
from units.body_sheet import read_units
from units.models import AuditEntry, Unit, UnitGroup
from units.table_files import open_table

pytestmark = pytest.mark.django_db
UNITS = "name,short,aliases,relation\n示例县民政局,县民政局,民政局|民政,县政府部门\n"
GROUPS = "name,aliases,kind,members\n各乡镇(街道),各乡镇|各镇,closed,relation=乡镇街道\n"
HERE = "/import/units/"


@pytest.fixture
def county():
    return a_county()


@pytest.fixture
def browser(county):
    return browser_of(office(county))


def sent(browser, text, name="units.csv"):
    return browser.post(HERE, {"file": SimpleUploadedFile(name, text.encode())})


def test_looked_at_then_confirmed(browser, county):
    page = sent(browser, UNITS)
    assert page.context["found"].added == ("示例县民政局",)
    assert not Unit.objects.filter(short="县民政局").exists()
    assert not AuditEntry.objects.filter(action="unit.import").exists()
    done = browser.post(f"{HERE}confirm/", {"table": page.context["table"]})
    assert (done.status_code, done.url) == (302, "/units/")
    assert Unit.objects.get(county=county, short="县民政局").aliases.count() == 2
    assert AuditEntry.objects.filter(action="unit.import").count() == 1


def test_groups_go_the_same_way(browser, county):
    page = sent(browser, GROUPS, "groups.csv")
    assert "新增分组 1 个" in page.content.decode()
    browser.post(f"{HERE}confirm/", {"table": page.context["table"]})
    assert UnitGroup.objects.get(county=county).relations == ["township"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("name,short,aliases,relation\n示例县民政局,县民政局,,没有这种\n", "第2行"),
        ("没有表头\n", "请"),
        ("", "空"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_kept(browser, text, words):
    before = Unit.objects.count()
    page = sent(browser, text)
    assert page.status_code == 400
    assert words in page.content.decode()
    assert Unit.objects.count() == before


def test_a_large_file_is_refused(browser):
    page = sent(browser, "x" * (1024 * 1024 + 1))
    assert page.status_code == 400
    assert "超过 1 MB" in page.content.decode()


@pytest.mark.parametrize("table", ["", "x", "x:y:z"])
def test_a_made_up_confirmation_is_refused(browser, table):
    assert browser.post(f"{HERE}confirm/", {"table": table}).status_code == 400


def test_the_examples_of_the_template_are_never_taken_in(browser):
    data = browser.get(f"{HERE}template/").content
    assert "【示例】" in "".join(open_table(data, "units.xlsx")[0].texts()[2])
    found = read_units(data, "units.xlsx")
    assert (found.units, found.errors) == ((), ())
    before = Unit.objects.count()
    page = browser.post(HERE, {"file": SimpleUploadedFile("units.xlsx", data)})
    assert page.status_code == 400
    assert "表中还没有单位" in page.content.decode()
    assert Unit.objects.count() == before


def test_only_the_office(county):
    for seat in (liaison(a_unit(county)), administrator()):
        other = browser_of(seat)
        for path in (HERE, f"{HERE}template/"):
            assert other.get(path).status_code == 403
        assert other.post(f"{HERE}confirm/").status_code == 403


def test_several_wrong_rows_are_a_list(browser):
    rows = "".join(f"示例县第{n}局,第{n}局,,没有这种\n" for n in range(1, 4))
    page = sent(browser, f"name,short,aliases,relation\n{rows}").content.decode()
    listed = page[page.index('<ul class="points">') : page.index("</ul>", page.index("points"))]
    assert listed.count("<li>") == 3
    assert listed.split("<li>")[1].startswith("第2行")  # the sentence, not a list of one
    assert "<p>表中有 3 处问题，没有导入任何内容：</p>" in page
