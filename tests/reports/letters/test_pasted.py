"""Annexes as they are typed, or pasted from WPS."""

from contextlib import suppress
from dataclasses import replace
from time import monotonic

import pytest

from reports.docx import render
from reports.docx.samples import sample
from reports.docx.snapshot import Paragraph, Table
from reports.letters.pasted import MOST_COLUMNS, MOST_LINES, NotRead, annex_of
from tests.reports.docx.reading import paragraphs

HOSTILE = "<b>&amp;</b> “甲” {{ x }} {% y %} ]]> 䶮㵲𬇙 😀"


def read(text, **fields):
    return annex_of("清单", text, **fields)


def test_lines_are_paragraphs_and_empty_ones_are_none():
    annex = read("第一段。\n\n  第二段。\r\n第三段。", landscape=True)
    assert annex.blocks == tuple(Paragraph(0, f"第{n}段。") for n in "一二三")
    assert (annex.title, annex.landscape) == ("清单", True)


def test_short_lines_with_an_ordinal_are_headings():
    heading, second, sentence, number = read(
        "一、工作目标\n（一）总体安排\n（二）各单位按时报送。\n1. 材料"
    ).blocks
    assert [b.level for b in (heading, second, sentence, number)] == [1, 2, 0, 0]


def test_lines_with_tabs_are_a_table_under_their_first_line():
    before, table, after = read("如下：\n序号\t单位\t件数\n1\t县司法局\t12\n2\t\t3\n完。").blocks
    assert (before.text, after.text) == ("如下：", "完。")
    assert [column.title for column in table.columns] == ["序号", "单位", "件数"]
    assert table.rows == (("1", "县司法局", "12"), ("2", "", "3"))
    assert [column.kind for column in table.columns] == ["centre", "centre", "number"]


def test_a_long_column_stands_left_and_wide():
    (table,) = read(f"序号\t事项\t时限\n1\t{'事' * 30}\t2026年12月31日").blocks
    assert [column.kind for column in table.columns] == ["centre", "text", "centre"]
    assert table.columns[1].width > 5 * table.columns[0].width


def test_an_empty_line_parts_two_tables():
    first, second = read("甲\t乙\n1\t2\n\n丙\t丁\t戊\n3\t4\t5").blocks
    assert (len(first.columns), len(second.columns)) == (2, 3)


def test_cells_left_away_at_the_end_are_empty_and_empty_heads_at_the_end_are_none():
    (table,) = read("甲\t乙\t丙\t\n1\t\n\t2\t3\t").blocks
    assert table.rows == (("1", "", ""), ("", "2", "3"))


def test_a_cell_of_several_lines_keeps_them_and_its_marks():
    (table,) = read('序号\t内容\n1\t"第一行\n第""二""行"\n2\t"单行"').blocks
    assert table.rows == (("1", '第一行\n第"二"行'), ("2", '"单行"'))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("说明\n甲\t\t丙\n1\t2\t3", "第2行是表头，有的格没有列名"),
        ("甲\t乙", "第1行只有表头"),
        ("甲\t乙\n\n1\t2", "表头和内容之间不留空行"),
        ("甲\t乙\n1\t2\t3", "第2行有3格，表头只有2列"),
        ("字\n" * MOST_LINES, f"最多{MOST_LINES}行"),
        ("\t".join("列" * (MOST_COLUMNS + 1)) + "\n1\t2", f"最多{MOST_COLUMNS}列"),
    ],
)
def test_what_is_no_table_is_refused_with_its_line(text, words):
    with pytest.raises(NotRead, match=words):
        read(text)


@pytest.mark.parametrize("piece", ['"a', '""a', '"""', '"a"b', 'a\t"', '"\t', '""'])
def test_marks_without_an_end_do_not_hold_up_the_page(piece):
    start = monotonic()
    with suppress(NotRead):
        read("甲\t乙\n" + (piece + "\n") * (MOST_LINES - 1) + piece * 20_000)
    assert monotonic() - start < 2


def test_text_out_is_text_in():
    annex = read(f"{HOSTILE}\n列\t二\n{HOSTILE}\t值")
    paragraph, table = annex.blocks
    assert isinstance(paragraph, Paragraph)
    assert isinstance(table, Table)
    assert paragraph.text == table.rows[0][0] == HOSTILE
    assert paragraphs(render(replace(sample("prompt"), annexes=(annex,)))).count(HOSTILE) == 2
