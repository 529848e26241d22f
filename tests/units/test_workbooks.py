"""Opening workbooks: plain values out, hostile files refused with a sentence."""

import datetime as dt
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from tests.units.workbook_files import hostile, saved, with_sheet, workbook
from units.workbooks import Merge, WorkbookRefused, open_rows, text_of

SOUND = workbook([["甲", 1], ["乙", 2]], merges=["A1:B1"])
REASONS = {
    "empty": "空的",
    "text": "不是 .xlsx",
    "only_magic": "损坏",
    "truncated": "损坏",
    "cut_tail": "损坏",
    "encrypted": "打开密码",
    "old_xls": "旧格式",
    "macros": "含有宏",
    "macro_type": "含有宏",
    "bomb": "压缩炸弹",
    "picture_bomb": "压缩炸弹",
    "lying_sizes": "损坏",
    "long_cell": "3 万字",
    "element_flood": "内容过多",
    "same_name_twice": "部件重名",
    "entity": "外部实体",
    "far_cell": "范围过大",
    "wide_text": "文字总量过大",
    "merge_flood": "合并单元格过多",
    "broken_xml": "损坏",
    "utf16": "编码异常",
    "no_workbook": "不是 .xlsx",
    "oversize": "超过 20 MB",
}


@pytest.fixture(scope="module")
def hostile_files():
    return hostile()


def test_every_hostile_file_has_its_reason(hostile_files):
    assert hostile_files.keys() == REASONS.keys()


@pytest.mark.parametrize("name", REASONS)
def test_hostile_files_are_refused_with_a_sentence(hostile_files, name):
    with pytest.raises(WorkbookRefused, match=REASONS[name]) as caught:
        open_rows(hostile_files[name])
    assert str(caught.value).endswith("。")


def test_values_keep_their_kind_and_place():
    day = dt.date(2026, 3, 1)
    sheets = open_rows(workbook([[None, "甲"], [], [3, 2.5, day, True]], title="台账"))
    assert [sheet.name for sheet in sheets] == ["台账"]
    assert sheets[0].rows[0][:2] == ("", "甲")
    assert sheets[0].texts()[2] == ("3", "2.5", "2026-03-01", "是")


def test_merged_cells_know_their_anchor():
    sheet = open_rows(workbook([["甲", "乙"], ["", "丙"]], merges=["A1:A2"]))[0]
    assert sheet.merges == (Merge(0, 0, 1, 0),)
    assert sheet.anchors() == {(0, 0): (0, 0), (1, 0): (0, 0)}


def test_hidden_sheets_are_marked():
    book = Workbook()
    book.worksheets[0].append(["甲"])
    book.create_sheet("隐藏").sheet_state = "hidden"
    assert [sheet.visible for sheet in open_rows(saved(book))] == [True, False]


def test_a_formula_is_never_evaluated():
    rows = open_rows(workbook([["甲", "=1+1"], ["=WEBSERVICE(1)", "乙"]]))[0].texts()
    assert rows == (("甲", ""), ("", "乙"))


def test_a_stored_formula_result_is_read_as_a_value():
    data = with_sheet('<row r="1"><c r="A1"><f>1+1</f><v>2</v></c></row>')
    assert open_rows(data)[0].texts() == (("2",),)


def test_styled_empty_cells_far_away_do_not_count():
    near = '<row r="1"><c r="A1"><v>1</v></c></row>'
    data = with_sheet(near + '<row r="1048576"><c r="XFD1048576" s="0"/></row>')
    assert open_rows(data)[0].texts() == (("1",),)


def test_the_limit_can_be_lowered():
    with pytest.raises(WorkbookRefused, match="超过 1 MB"):
        open_rows(b"PK" + b"\0" * 2_000_000, max_bytes=1024 * 1024)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (" 甲\r\n乙 ", "甲\n乙"),
        (3.0, "3"),
        (0.1, "0.1"),
        (dt.datetime.fromisoformat("2026-03-01T08:30:00"), "2026-03-01 08:30:00"),
        (dt.datetime.fromisoformat("2026-03-01"), "2026-03-01"),
        (False, "否"),
    ],
)
def test_text_of(value, shown):
    assert text_of(value) == shown


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_damaged_file_is_refused_or_read_never_an_accident(data):
    damaged = bytearray(SOUND)
    for _ in range(data.draw(st.integers(1, 8))):
        place = data.draw(st.integers(0, 99_999)) % len(damaged)
        damaged[place] = data.draw(st.integers(0, 255))
    with suppress(WorkbookRefused):
        open_rows(bytes(damaged))


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet='<>/crvfistrow&;"= 019AZx:-[]!?', max_size=200))
def test_strange_sheet_xml_is_refused_or_read(xml):
    with suppress(WorkbookRefused):
        open_rows(with_sheet(xml))
