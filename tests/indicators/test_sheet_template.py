"""The template: its examples are skipped, what is filled in comes back."""

import io

import openpyxl

from indicators.sheets.reader import read_indicators
from indicators.sheets.rows import Material
from indicators.sheets.template import FIRST_ROW, HEAD_ROW, template_bytes
from indicators.sheets.words import METHOD_LABELS
from indicators.starter import starter_table
from tests.indicators.factories import write_materials
from tests.units.workbook_files import saved


def template():
    return openpyxl.load_workbook(io.BytesIO(template_bytes()))


def test_unfilled_it_has_no_indicators_and_says_so():
    table = read_indicators(template_bytes())
    assert table.rows == ()
    assert [error.message for error in table.errors] == ["表头下面没有指标，请填写后再上传。"]


def test_filled_below_the_examples_it_is_read():
    book = template()
    sheet = book.worksheets[0]
    row = FIRST_ROW + 2
    values = (
        1,
        "一、甲",
        "(一)乙",
        "1.丙",
        "要求",
        "书面评审、网络检索",
        "制度：清单（现行）",
        "县司法局",
    )
    for column, value in enumerate(values, 1):
        sheet.cell(row, column, value)
    table = read_indicators(saved(book))
    assert table.errors == ()
    third = table.rows[2]
    assert (third.row, third.number, third.title) == (row, "1.1.1", "丙")
    assert third.methods == ("written", "web")
    assert third.materials == (Material("清单", "制度", "现行"),)


def test_the_starter_system_written_into_the_template_comes_back():
    starter = starter_table()
    book = template()
    sheet = book.worksheets[0]
    sheet.delete_rows(FIRST_ROW, 2)
    upper, line = {}, FIRST_ROW
    for row in starter.rows:
        if row.level < 3:
            upper[row.level] = row.title
            continue
        methods = "、".join(METHOD_LABELS[code] for code in row.methods)
        materials = write_materials(row.materials)
        values = ("", upper[1], upper[2], row.title, row.requirement, methods, materials, "")
        for column, value in enumerate(values, 1):
            sheet.cell(line, column, value)
        line += 1
    table = read_indicators(saved(book))
    assert table.errors == ()
    assert facts(table) == facts(starter)
    assert table.by_method["onsite"] == 39
    assert table.by_method["web"] == 37


def facts(table):
    return [(r.number, r.title, r.requirement, r.methods, r.materials) for r in table.rows]


def test_choices_notes_and_print_set_up():
    book = template()
    sheet = book.worksheets[0]
    choices = [rule for rule in sheet.data_validations.dataValidation if rule.type == "list"]
    assert len(choices) == 1
    assert all(label in choices[0].formula1 for label in METHOD_LABELS.values())
    assert len(choices[0].formula1) <= 255
    assert sheet.print_title_rows == f"${HEAD_ROW}:${HEAD_ROW}"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    names = [cell.value for cell in book["填写说明"]["A"]]
    assert names[:5] == ["列名", "序号", "一级指标", "二级指标", "三级指标"]
