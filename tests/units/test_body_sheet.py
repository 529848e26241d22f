"""Reading the list of bodies from csv and xlsx."""

from pathlib import Path

import pytest

from tests.units.workbook_files import workbook
from units.body_sheet import read_units
from units.relation_words import RELATION_LABELS
from units.workbook_guard import WorkbookRefused

DATA = Path(__file__).parent.parent / "data"
HEAD = ["单位名称", "简称", "别名", "单位关系"]


def read(*rows):
    return read_units(workbook([HEAD, *rows]), "单位.xlsx")


def messages(table):
    return [str(error) for error in table.errors]


def test_the_bodies_of_the_example_county():
    table = read_units((DATA / "units.csv").read_bytes(), "units.csv")
    assert messages(table) == []
    assert len(table.units) == 90
    assert {unit.relation for unit in table.units} == set(RELATION_LABELS)
    assert sum(unit.relation == "township" for unit in table.units) == 9
    assert sum(unit.relation == "vertical" for unit in table.units) == 9
    first = table.units[0]
    assert (first.name, first.short) == ("中共示例县委办公室", "县委办")
    assert first.aliases == ("县委办公室", "县委办公厅")


def test_gb18030_csv_is_read():
    text = "单位名称,简称,别名,单位关系\n县司法局,司法局,,县政府部门\n"
    table = read_units(text.encode("gb18030"), "单位.CSV")
    assert [unit.name for unit in table.units] == ["县司法局"]


def test_title_rows_and_marked_heads_are_understood():
    rows = [["示例县单位名录"], ["单位名称（必填）*", "单位 简称", "别名", "关系"]]
    table = read_units(
        workbook([*rows, ["县水利局", "", "水利局、县水务局", "政府部门"]]), "a.xlsx"
    )
    assert table.units[0].names() == ("县水利局", "水利局", "县水务局")
    assert table.units[0].row == 3


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("垂管及驻县", "vertical"),
        ("垂管及驻县单位", "vertical"),
        (" 县政府 部门", "government"),
        ("群团组织", "mass"),
        ("TOWNSHIP", "township"),
    ],
)
def test_relation_words(word, code):
    assert read(["某单位", "", "", word]).units[0].relation == code


def test_errors_name_row_and_column():
    table = read(
        ["", "无名", "", "群团"],
        ["县某局", "某局", "", "部门"],
        [],
        ["县某委", "某委", "", ""],
        ["好" * 101, "好", "", "群团"],
    )
    assert table.units == ()
    found = messages(table)
    assert found[0] == "第2行“单位名称”：没有填写，请补上单位全称。"
    assert found[1].startswith("第3行“单位关系”：“部门”不认识，可填：县政府部门、党委部门、")
    assert found[2].startswith("第5行“单位关系”：没有填写")
    assert found[3].startswith("第6行“单位名称”：超过 100 字")


def test_a_word_claimed_twice_is_an_error():
    table = read(
        ["县司法局", "司法局", "依法治县办", "县政府部门"], ["依法治县办", "", "", "党委部门"]
    )
    assert [unit.name for unit in table.units] == ["县司法局"]
    assert messages(table) == ["第3行“单位名称”：“依法治县办”与第2行“县司法局”重复，请只留一处。"]


def test_a_file_without_head_is_refused():
    with pytest.raises(WorkbookRefused, match="没有找到表头，表中应有“单位名称”、“单位关系”列"):
        read_units(workbook([["甲", "乙"]]), "a.xlsx")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "空的"),
        (b"  \n", "空的"),
        (b"a\x00b", "不是 CSV"),
        (b"name,relation\n\xff\xff", "编码无法识别"),
        (b"x" * (20 * 1024 * 1024 + 1), "超过 20 MB"),
        (b"name,relation\n" + b"x" * 40_000, "超过 3 万字"),
        (b'name,relation\n"' + b"y" * 200_000, "无法按 CSV 读取"),
    ],
)
def test_bad_csv_is_refused(data, reason):
    with pytest.raises(WorkbookRefused, match=reason):
        read_units(data, "单位.csv")


def test_an_xlsx_named_csv_is_read_as_what_it_is():
    data = workbook([HEAD, ["县司法局", "", "", "县政府部门"]])
    assert len(read_units(data, "单位.csv").units) == 1
