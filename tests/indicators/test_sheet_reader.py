"""Reading official indicator tables as counties keep them."""

import pytest
from openpyxl import Workbook

from indicators.sheets.reader import SheetUnreadable, read_indicators
from indicators.sheets.rows import Material
from tests.units.workbook_files import hostile, saved, workbook

HEAD = ["一级指标", "二级指标", "三级指标"]


def tree(table):
    return [(row.number, row.title) for row in table.rows]


def messages(table):
    return [str(error) for error in table.errors]


def read(*rows, merges=()):
    return read_indicators(workbook(rows, merges=merges))


def test_merged_cells_title_rows_and_notes():
    table = read(
        ["××县法治政府建设示范创建指标体系"],
        ["制表单位：依法治县办"],
        ["序号", *HEAD, "备注"],
        [1, "一、政府职能（20分）", "（一）简政放权", "1.公布清单", ""],
        [2, None, None, "2.压减时限", ""],
        [3, None, "（二）权责清单", "3.动态调整", ""],
        [],
        [4, "二、行政决策", "（三）决策程序", "4.公众参与", ""],
        ["合计", None, None, None, "4项"],
        ["备注：本表由县委依法治县办负责解释。"],
        merges=["A1:E1", "A2:E2", "B4:B6", "C4:C5", "A10:E10"],
    )
    assert messages(table) == []
    assert tree(table) == [
        ("1", "政府职能（20分）"),
        ("1.1", "简政放权"),
        ("1.1.1", "公布清单"),
        ("1.1.2", "压减时限"),
        ("1.2", "权责清单"),
        ("1.2.1", "动态调整"),
        ("2", "行政决策"),
        ("2.1", "决策程序"),
        ("2.1.1", "公众参与"),
    ]
    assert [row.row for row in table.rows if row.level == 3] == [4, 5, 6, 8]
    assert [row.written_number for row in table.rows[:3]] == ["一、", "（一）", "1."]
    assert table.by_level == {1: 2, 2: 3, 3: 4}
    assert table.rows[2].parent_number == "1.1"


def test_unmerged_tables_with_blank_or_repeated_upper_levels():
    blank = read(HEAD, ["甲", "乙", "一"], ["", "", "二"], ["", "丙", "三"])
    repeated = read(HEAD, ["甲", "乙", "一"], ["甲", "乙", "二"], ["甲", "丙", "三"])
    ditto = read(HEAD, ["甲", "乙", "一"], ["同上", "同上", "二"], ["同上", "丙", "三"])
    assert tree(blank) == tree(repeated) == tree(ditto)
    assert blank.by_level == {1: 1, 2: 2, 3: 3}


def test_optional_columns_under_their_other_names():
    table = read(
        ["序号", *HEAD, "评分标准", "评估方式", "佐证材料", "牵头单位", "填报说明"],
        [
            1,
            "甲",
            "乙",
            "丙",
            "看实效",
            "书面评审、实地核查",
            "1.文件\n2.照片",
            "县司法局、县编办",
            "据实",
        ],
    )
    row = table.rows[2]
    assert row.requirement == "看实效"
    assert row.methods == ("written", "onsite")
    assert row.materials == (Material("文件"), Material("照片"))
    assert row.units == ("县司法局", "县编办")
    assert row.guidance == "据实"
    assert table.by_method == {"written": 1, "onsite": 1}


def test_two_line_head_with_tick_columns():
    table = read(
        ["序号", "指标", None, None, "测评方式", None, None, "责任单位"],
        [None, *HEAD, "书面评审", "实地核验", "网络检索", None],
        [1, "甲", "乙", "丙", "✓", "", "√", "县司法局"],
        [2, "", "", "丁", "", "✓", "", "县编办"],
        merges=["A1:A2", "B1:D1", "E1:G1", "H1:H2"],
    )
    assert messages(table) == []
    assert [row.methods for row in table.rows if row.level == 3] == [
        ("written", "web"),
        ("onsite",),
    ]
    assert table.rows[-1].units == ("县编办",)


def test_two_line_head_with_the_levels_merged_downwards():
    table = read(
        [*HEAD, "测评方式", None],
        [None, None, None, "书面评审", "抽考"],
        ["甲", "乙", "丙", "√", "√"],
        merges=["A1:A2", "B1:B2", "C1:C2", "D1:E1"],
    )
    assert table.rows[2].methods == ("written", "exam")
    assert table.by_level == {1: 1, 2: 1, 3: 1}


def test_a_third_level_cell_over_several_lines_is_one_indicator():
    table = read(
        [*HEAD, "考核要求", "材料清单", "测评方式"],
        ["甲", "乙", "丙", "有制度", "文件", "书面评审"],
        [None, None, None, "有落实", "记录", "实地核验"],
        [None, None, "丁", "有成效", "报告", ""],
        merges=["A2:A4", "B2:B4", "C2:C3"],
    )
    third = [row for row in table.rows if row.level == 3]
    assert [row.title for row in third] == ["丙", "丁"]
    assert third[0].requirement == "有制度\n有落实"
    assert third[0].materials == (Material("文件"), Material("记录"))
    assert third[0].methods == ("written", "onsite")


def test_a_method_cell_merged_over_rows_counts_for_each():
    table = read(
        [*HEAD, "测评方式"],
        ["甲", "乙", "丙", "网络检索"],
        ["", "", "丁", None],
        merges=["D2:D3"],
    )
    assert table.by_method == {"web": 2}


def test_first_level_as_a_band_over_the_table():
    table = read(
        HEAD,
        ["一、政府职能"],
        ["", "简政放权", "公布清单"],
        ["二、行政决策"],
        ["", "决策程序", "公众参与"],
        merges=["A2:C2", "A4:C4"],
    )
    assert messages(table) == []
    assert tree(table)[0] == ("1", "政府职能")
    assert tree(table)[3:] == [("2", "行政决策"), ("2.1", "决策程序"), ("2.1.1", "公众参与")]


def test_repeated_heads_sums_and_examples_are_left_out():
    table = read(
        ["序号", *HEAD],
        ["示例", "甲", "乙", "丙"],
        ["", "【示例】甲", "乙", "丙"],
        [1, "甲", "乙", "丙"],
        ["序号", *HEAD],
        [2, "甲", "乙", "示例县做法推广"],
        ["小计", "", "", ""],
        ["注：以上为必报项"],
    )
    assert messages(table) == []
    assert [row.title for row in table.rows] == ["甲", "乙", "丙", "示例县做法推广"]


def test_several_sheets_are_one_table_and_errors_name_the_sheet():
    book = Workbook()
    for title, rows in (
        ("职能", [["甲", "乙", "丙"]]),
        ("决策", [["丁", "戊", "己"], ["", "庚", ""]]),
    ):
        sheet = book.create_sheet(title)
        for row in [HEAD, *rows]:
            sheet.append(row)
    table = read_indicators(saved(book))
    assert tree(table)[3:6] == [("2", "丁"), ("2.1", "戊"), ("2.1.1", "己")]
    assert messages(table)[0].startswith("工作表“决策”第3行“三级指标”：没有填写")


def test_hidden_sheets_are_not_read():
    book = Workbook()
    for name, state in (("正式", "visible"), ("草稿", "hidden")):
        sheet = book.create_sheet(name)
        sheet.sheet_state = state
        for row in (HEAD, ["甲", "乙", name]):
            sheet.append(row)
    assert [row.title for row in read_indicators(saved(book)).rows] == ["甲", "乙", "正式"]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([["甲", "乙", ""]], "第2行“三级指标”：没有填写，请补上三级指标，或删去这一行。"),
        ([["", "", "丙"]], "第2行“一级指标”：没有填写，无法确定“丙”的上级指标。"),
        ([["甲", "", "丙"]], "第2行“二级指标”：没有填写，无法确定“丙”的上级指标。"),
        ([["", "乙", "丙"]], "第2行“一级指标”：没有填写，无法确定“乙”的上级指标。"),
        (
            [["甲", "乙", "1.丙"], ["", "", "2.丙"]],
            "第3行“三级指标”：“丙”与第2行重复，同一上级下只能有一个。",
        ),
        (
            [["甲", "乙", "丙"], ["丁", "戊", "己"], ["甲", "庚", "辛"]],
            "第4行“一级指标”：“甲”与第2行重复，同一上级下只能有一个。",
        ),
        (
            [["甲", "乙", "长" * 301]],
            "第2行“三级指标”：超过 300 字，请把说明文字移到“考核要求”列。",
        ),
        ([["一、", "乙", "丙"]], None),
        ([], "第2行“三级指标”：表头下面没有指标，请填写后再上传。"),
    ],
)
def test_row_errors_name_row_and_column(rows, message):
    table = read(HEAD, *rows)
    assert messages(table)[:1] == ([message] if message else [])


@pytest.mark.parametrize(
    ("head", "value", "message"),
    [
        ("测评方式", "书面评审、抽签", "第2行“测评方式”：“抽签”不是测评方式，可填：书面评审、"),
        ("评估 方式", "抽签", "第2行“评估方式”：“抽签”不是测评方式，可填：书面评审、"),
        ("网络检索", "待定", "第2行“网络检索”：“待定”看不懂，勾选请填“✓”，不勾选请留空。"),
        ("考核要求", "长" * 4001, "第2行“考核要求”：超过 4000 字，请缩短。"),
    ],
)
def test_errors_of_optional_columns(head, value, message):
    table = read([*HEAD, head], ["甲", "乙", "丙", value])
    assert messages(table)[0].startswith(message)


def test_one_cell_gives_one_error():
    table = read([*HEAD, "测评方式"], ["", "乙", "丙", "抽签、看看"])
    assert [error.column for error in table.errors] == ["一级指标"]
    table = read([*HEAD, "测评方式"], ["甲", "乙", "丙", "抽签、看看"])
    assert messages(table)[0].startswith("第2行“测评方式”：“抽签”、“看看”不是测评方式")
    assert len(table.errors) == 1


def test_the_row_number_is_the_one_the_program_shows():
    table = read(["标题"], [], [], HEAD, ["甲", "乙", "丙"], [], ["丁", "戊", ""])
    assert table.errors[0].row == 7


@pytest.mark.parametrize(
    ("head", "missing"),
    [
        (["一级指标", "三级指标"], "缺少“二级指标”列"),
        (["甲", "乙"], "缺少“一级指标”、“二级指标”、“三级指标”列"),
    ],
)
def test_a_table_without_head_is_unreadable(head, missing):
    with pytest.raises(SheetUnreadable, match=missing):
        read(head, ["甲", "乙"])


def test_formulas_are_not_trusted():
    table = read([*HEAD, "考核要求"], ["甲", "乙", "丙", '=HYPERLINK("x")'])
    assert table.rows[2].requirement == ""


@pytest.mark.parametrize("name", sorted(hostile()))
def test_hostile_files_are_unreadable_in_chinese(name):
    with pytest.raises(SheetUnreadable, match=r"[\u4e00-\u9fff].*。$"):
        read_indicators(hostile()[name])
