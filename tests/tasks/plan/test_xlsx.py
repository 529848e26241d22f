"""Workbooks: title rows, heads of two lines, merged cells, hidden rows, dates, other sheets."""

import time
from datetime import date, datetime

import pytest

from tasks.plan import read_plan
from tasks.plan.celldates import shown
from tests.tasks.plan.office import saved, workbook


def read(book):
    return read_plan("plan.xlsx", saved(book), year=2026)


def brief(reading):
    return [(t.number, t.title, t.lead, t.co, t.deadline_text) for t in reading.tasks]


def test_title_row_two_line_head_merges_and_what_is_no_task():
    book = workbook(
        [
            ["示例县2026年任务分解表"],
            ["序号", "任务", None, "责任分工", None, "完成时限", "备注"],
            [None, "一级任务", "二级任务（具体任务）", "牵头单位", "配合单位", None, None],
            [1, "依法决策", "公布目录", "县政府办公室", "县司法局", "3月底前", "无"],
            [2, None, "开展后评估", "县政府办公室", "/", "11月底前", None],
            ["合计", None, "2项"],
            ["说明：牵头单位按季度报送，联系电话0000-0000000。"],
        ],
        merges=["A1:G1", "A2:A3", "B2:C2", "D2:E2", "F2:F3", "G2:G3", "B4:B5", "A7:G7"],
    )

    reading = read(book)

    assert brief(reading) == [
        ("1", "公布目录", ("县政府办公室",), ("县司法局",), "3月底前"),
        ("2", "开展后评估", ("县政府办公室",), (), "11月底前"),
    ]
    assert reading.tasks[1].chapter == ("依法决策",)


def test_a_hidden_row_is_a_task_and_a_hidden_sheet_is_not():
    book = workbook(
        [["序号", "任务", "责任单位"], [1, "清理文件", "县司法局"], [2, "公示", "县司法局"]]
    )
    book.active.row_dimensions[3].hidden = True
    old = book.create_sheet("旧表")
    old.sheet_state = "hidden"
    old.append(["序号", "任务", "责任单位"])
    old.append([9, "旧任务", "县司法局"])
    cover = book.create_sheet("填表说明", 0)
    cover.append(["填表说明"])
    cover.append(["1.请按要求填写"])

    assert [task.title for task in read(book).tasks] == ["清理文件", "公示"]


def test_dates_are_written_as_the_cell_shows_them():
    book = workbook(
        [
            ["序号", "工作任务", "责任单位", "完成时限"],
            [1, "公布目录", "县司法局", date(2026, 3, 31)],
            [2, "开展评查", "县司法局", datetime.fromisoformat("2026-11-05")],
        ]
    )
    book.active["D2"].number_format = 'yyyy"年"m"月"d"日"'
    book.active["D3"].number_format = "yyyy/m/d"

    tasks = read(book).tasks

    assert [(t.deadline_text, t.due_on) for t in tasks] == [
        ("2026年3月31日", date(2026, 3, 31)),
        ("2026/11/5", date(2026, 11, 5)),
    ]


@pytest.mark.parametrize(
    ("number_format", "format_id", "words"),
    [
        ('yyyy"年"m"月"', 0, "2026年3月"),
        ("yyyy-mm-dd", 0, "2026-03-09"),
        ("[$-804]yyyy\\年m\\月d\\日;@", 0, "2026年3月9日"),
        ('[DBNum1][$-804]yyyy"年"m"月"d"日";@', 0, "二〇二六年三月九日"),
        ("mm-dd-yy", 14, "2026/3/9"),
        ("General", 31, "2026年3月9日"),
        ("General", 58, "3月9日"),
        ("yyyy/m/d h:mm", 0, "2026/3/9 8:05"),
    ],
)
def test_date_formats(number_format, format_id, words):
    assert shown(datetime.fromisoformat("2026-03-09T08:05"), number_format, format_id) == words


def test_one_task_over_several_rows_of_units_is_doubted():
    book = workbook(
        [
            ["序号", "工作任务", "责任单位", "完成时限"],
            [1, "统一评查", "县司法局", "6月"],
            [None, None, "县财政局", None],
            [2, "统一公示", "县司法局", "7月"],
        ],
        merges=["A2:A3", "B2:B3", "D2:D3"],
    )

    first, second = read(book).tasks

    assert first.co == ("县司法局", "县财政局")
    assert "merged_rows" in {doubt.code for doubt in first.doubts}
    assert second.title == "统一公示"


def test_a_merged_task_with_several_measures_gives_a_task_per_measure():
    book = workbook(
        [
            ["编号", "重点任务", "具体举措", "责任单位", "完成时间"],
            ["（一）", "优化营商环境", "清理政策文件", "县司法局、县发改局", "6月底前"],
            [None, None, "开展公平竞争审查", "县市场监管局", "9月底前"],
            ["（二）", "规范执法", "评查案卷", "县司法局", "全年"],
        ],
        merges=["A2:A3", "B2:B3"],
    )

    assert [(t.number, t.title) for t in read(book).tasks] == [
        ("（一）", "清理政策文件"),
        ("（一）", "开展公平竞争审查"),
        ("（二）", "评查案卷"),
    ]


def test_a_section_row_is_a_chapter():
    book = workbook(
        [
            ["序号", "工作任务", "牵头单位", "时限"],
            ["一、规范执法"],
            [1, "评查案卷", "县司法局", "10月"],
        ],
        merges=["A2:D2"],
    )

    (task,) = read(book).tasks

    assert task.chapter == ("一、规范执法",)


def test_two_thousand_rows_take_less_than_two_seconds_of_work():
    rows = [["序号", "工作任务", "牵头单位", "责任单位", "完成时限"]]
    rows += [
        [n, f"任务{n}。要求。", "县司法局", "县财政局、各乡镇（街道）", "6月底前"]
        for n in range(2000)
    ]
    data = saved(workbook(rows))

    begun = time.process_time()
    reading = read_plan("plan.xlsx", data, year=2026)

    assert len(reading.tasks) == 2000
    assert time.process_time() - begun < 2
