"""Columns of tables and forms: what a reader takes in at one look stands in one line."""

from dataclasses import replace

import pytest

from reports.docx.columns import cell_text, form_widths, head_text, table_widths
from reports.docx.measures import TEXT_W, ems
from reports.docx.samples import sample
from reports.docx.sheets import draft_sheet
from reports.docx.snapshot import Column, Table

LONG = "健全依法化解纠纷机制，完善行政调解、行政复议与行政裁决衔接的制度，并按季度报送有关情况"
DAY = "2026年12月31日"


def test_columns_keep_their_weights_where_everything_has_room():
    table = Table((Column("单位", width=1), Column("事项", width=3)), (("县司法局", "学法"),))
    assert table_widths(table, 8000) == [2000, 6000]


def test_serial_numbers_and_dates_have_room_beside_a_long_text():
    columns = (
        Column("序号", "centre", 4),
        Column("任务", "text", 14),
        Column("办理时限", "centre", 12),
        Column("工作要求", "text", 40),
    )
    widths = table_widths(Table(columns, (("1", LONG, DAY, LONG),)), TEXT_W)
    assert sum(widths) == TEXT_W
    assert widths[0] >= 2 * 240 + 170
    assert widths[2] >= (ems(DAY) + 1) * 240 + 170


def test_a_long_head_is_broken_by_meaning_and_a_short_one_never():
    table = Table(
        (Column("单位", width=30), Column("逾期工作日", width=1), Column("办理状态", width=1)),
        (("县司法局", "3", "办理中"),),
    )
    _, late, state = table_widths(table, 6000)
    assert head_text("逾期工作日", late) == "逾期\n工作日"
    assert head_text("逾期工作日", 2000) == "逾期工作日"
    assert head_text("办理状态", state) == "办理状态"


def test_more_than_the_page_holds_is_parted_by_need():
    table = Table(tuple(Column("办理时限", "centre") for _ in range(9)), ((DAY,) * 9,))
    widths = table_widths(table, 8000)
    assert sum(widths) == 8000
    assert max(widths) - min(widths) <= 1


def test_a_telephone_number_that_would_be_parted_begins_a_line():
    text = "某某某 0000-0000000"
    assert cell_text(text, 1800) == "某某某 \n0000-0000000"
    assert cell_text(text, 4000) == text
    assert cell_text("0000-0000000", 500) == "0000-0000000"


def test_a_form_gives_a_date_its_room():
    from datetime import date

    (form,) = draft_sheet(sample("notice"), drafted_on=date(2026, 12, 31)).blocks
    widths = form_widths(form, TEXT_W)
    assert sum(widths) == TEXT_W
    assert widths[3] >= (ems(DAY) + 1) * 240 + 170


@pytest.mark.parametrize("name", ["columns", "draft_sheet", "call_list"])
def test_on_paper_nothing_short_is_parted(paper, name):
    lines = [text for page in paper[name] for text in page.texts()]
    expected = {
        "columns": ["2026年12月31日", "2026年10月12日", "序号", "办理时限"],
        "draft_sheet": ["拟稿日期2026年4月1日"],
        "call_list": ["0000-0000000", "序号"],
    }
    for text in expected[name]:
        assert any(text in line for line in lines), (text, lines)
    starts = ("日", "号", "0000000", "-0000000")
    assert not [line for line in lines if line in ("日", "号") or line.startswith(starts[2:])]


def test_the_late_days_head_stands_in_two_meaningful_lines(paper):
    lines = [text for page in paper["columns"] for text in page.texts()]
    assert any("工作日" in line for line in lines)
    assert not any(line.strip() in ("日", "工作") for line in lines)


def test_replaced_rows_do_not_change_the_sum():
    table = Table((Column("甲", width=2), Column("乙", width=5)), (("1", "2"),))
    for width in (3000, 5001, 8832):
        assert sum(table_widths(replace(table, rows=()), width)) == width
