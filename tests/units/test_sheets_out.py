"""The one writer of Excel tables: no formula, nothing lost, ready to print."""

import datetime as dt
import gc
import io
import re
import zipfile
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet import _writer

from units.sheets_out import Table, write_table, write_tables
from units.workbooks import open_rows

TRIGGERS = ["=1+1", "=cmd|'/c calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", "#N/A", "#REF!"]


def sheet_of(data):
    return openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]


def values_of(data):
    """Rows under the head as calamine reads them, untrimmed."""
    return [list(row) for row in open_rows(data)[0].rows[2:]]


def allowed(text):
    """What of a text XML and spreadsheets can hold."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "", text)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(st.characters(), max_size=40), max_size=30))
def test_text_in_is_text_out(texts):
    data = write_table("台账", ["甲", "乙"], [[text, "止"] for text in texts])
    assert values_of(data) == [[allowed(text), "止"] for text in texts]
    assert_no_formula(data)


@settings(max_examples=40, deadline=None)
@given(st.sampled_from("=+-@\t＝"), st.text(st.characters(codec="utf-8"), max_size=20))
def test_nothing_that_looks_like_a_formula_becomes_one(first, rest):
    text = first + rest
    data = write_table(text, [text], [[text]], subtitle=text, notes=[text])
    assert_no_formula(data)


@pytest.mark.parametrize("text", TRIGGERS)
def test_triggers_are_stored_as_quoted_text(text):
    cell = sheet_of(write_table("台账", ["甲"], [[text]]))["A3"]
    assert (cell.data_type, cell.value) == ("s", text)
    assert cell.quotePrefix or not text.startswith(("=", "+", "-", "@", "\t", "＝"))


@pytest.mark.parametrize("text", ["_x0041_", "_x000D_", "_x005F_", "__x0041_x", "_X0041_"])
def test_escape_like_text_survives(text):
    assert values_of(write_table("台账", ["甲"], [[text]])) == [[text]]


def test_title_and_head_cannot_be_formulas_either():
    data = write_table("=1", ["=2"], [], subtitle="=3", notes=["=4"])
    assert_no_formula(data)
    assert [row[0] for row in open_rows(data)[0].rows] == ["=1", "=3", "=2", "=4"]


def test_kinds_of_values():
    moment = dt.datetime(2026, 2, 28, 16, 30, tzinfo=dt.UTC)
    row = [dt.date(2026, 3, 1), moment, 3, Decimal("2.50"), True, None, 10**17, float("nan")]
    sheet = sheet_of(write_table("台账", ["列"] * len(row), [row]))
    cells = list(sheet[3])
    assert cells[0].value.isoformat() == "2026-03-01T00:00:00"
    assert cells[0].number_format == "yyyy-mm-dd"
    assert cells[1].value.isoformat() == "2026-03-01T00:30:00"
    assert [cell.value for cell in cells[2:5]] == [3, 2.5, "是"]
    assert cells[2].alignment.horizontal == "right"
    assert (cells[5].value, cells[6].value, cells[7].value) == (None, str(10**17), None)


def test_dates_before_the_calendar_of_spreadsheets_stay_readable():
    data = write_table("台账", ["甲"], [[dt.date(1899, 1, 2)]])
    assert values_of(data) == [["1899-01-02"]]


def test_overlong_text_is_cut_visibly():
    text = values_of(write_table("台账", ["甲"], [["字" * 40_000]]))[0][0]
    assert len(text) <= 32_767
    assert text.endswith("全文见系统）")


def test_page_is_ready_to_print():
    data = write_table(
        "任务台账", ["甲", "乙"], [["一", 2]], subtitle="截至", notes=["注"], widths=[30], freeze=1
    )
    sheet = sheet_of(data)
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.freeze_panes == "B4"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight == 0
    assert sheet["A3"].font.bold
    assert sheet.column_dimensions["A"].width == 30
    merged = {str(merge) for merge in sheet.merged_cells.ranges}
    assert merged == {"A1:B1", "A2:B2", "A5:B5"}


def test_portrait_when_asked():
    sheet = sheet_of(write_table("表", ["甲"], [], landscape=False))
    assert sheet.page_setup.orientation == "portrait"


def test_several_tables_get_distinct_sheet_names(tmp_path):
    path = tmp_path / "annex.xlsx"
    long = "示例县法治政府建设示范创建任务台账/逾期[一览]表二〇二六年第三季度版本"
    write_tables(path, [Table(long, ["甲"], [["一"]]), Table(long, ["甲"], [["二"]])])
    names = openpyxl.load_workbook(path).sheetnames
    assert len(set(names)) == 2
    assert all(len(name) <= 31 and "/" not in name for name in names)


def broken_iterator():
    yield ["一"]
    raise RuntimeError("数据库断开")


@pytest.mark.parametrize(
    ("rows", "error", "message"),
    [(broken_iterator(), RuntimeError, "数据库断开"), ([["一"], [["二"]]], TypeError, "list")],
)
def test_a_failing_row_leaves_no_scratch_file_behind(rows, error, message):
    before = list(_writer.ALL_TEMP_FILES)
    with pytest.raises(error, match=message):
        write_table("表", ["甲"], rows)
    gc.collect()
    assert before == _writer.ALL_TEMP_FILES


def test_an_unwritable_target_leaves_no_scratch_file_behind(tmp_path):
    before = list(_writer.ALL_TEMP_FILES)
    with pytest.raises(FileNotFoundError):
        write_tables(tmp_path / "missing" / "a.xlsx", [Table("表", ["甲"], [["一"]])])
    assert before == _writer.ALL_TEMP_FILES


def assert_no_formula(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in xml
    assert b"<f " not in xml
    assert b't="e"' not in xml
