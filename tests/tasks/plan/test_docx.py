"""Word: tables with merged cells, automatic numbers, tracked changes, text boxes."""

from tasks.plan import read_plan
from tests.tasks.plan import office

LEVELS = (("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."))
HEAD = ["序号", "工作任务", "责任单位", "完成时限"]


def read(document):
    return read_plan("plan.docx", office.saved(document), year=2026)


def brief(reading):
    return [(t.number, t.title, t.lead, t.co, t.deadline_text) for t in reading.tasks]


def test_table_with_merged_cells_and_a_head_of_two_lines():
    document = office.word()
    table = office.table(
        document,
        [
            ["序号", "重点领域", "工作任务", "责任分工", "", "完成时限"],
            ["", "", "", "牵头单位", "责任单位", ""],
            ["1", "依法决策", "公布目录。按程序确定。", "县政府办公室", "县司法局", "3月底前"],
            ["2", "", "开展后评估", "县政府办公室", "", "11月底前"],
            ["3", "规范执法", "评查案卷", "县司法局", "各行政执法单位\n各乡镇（街道）", "/"],
        ],
    )
    for column in (0, 1, 2, 5):
        table.cell(0, column).merge(table.cell(1, column))
    table.cell(0, 3).merge(table.cell(0, 4))
    table.cell(2, 1).merge(table.cell(3, 1))
    document.add_paragraph("联系人：张某某")

    reading = read(document)

    assert brief(reading) == [
        ("1", "公布目录", ("县政府办公室",), ("县司法局",), "3月底前"),
        ("2", "开展后评估", ("县政府办公室",), (), "11月底前"),
        ("3", "评查案卷", ("县司法局",), ("各行政执法单位", "各乡镇（街道）"), None),
    ]
    assert [task.chapter for task in reading.tasks] == [("依法决策",), ("依法决策",), ("规范执法",)]
    assert reading.tasks[0].requirement == "按程序确定"


def test_automatic_numbers_are_the_numbers():
    document = office.word(levels=LEVELS)
    for level, text in (
        (0, "依法履职"),
        (1, "压减事项。（牵头单位：县司法局）"),
        (1, "规范中介。（牵头单位：县发改局）"),
        (0, "规范执法"),
        (1, "评查案卷。（牵头单位：县司法局）"),
    ):
        office.paragraph(document, text, level)

    tasks = read(document).tasks

    assert [(t.number, t.chapter) for t in tasks] == [
        ("（一）", ("一、依法履职",)),
        ("（二）", ("一、依法履职",)),
        ("（一）", ("二、规范执法",)),
    ]


def test_automatic_numbers_of_any_look_open_items():
    document = office.word(levels=(("decimal", "措施%1"),))
    office.paragraph(document, "压减事项。（牵头单位：县司法局）", 0)
    office.paragraph(document, "规范中介。（牵头单位：县发改局）", 0)

    assert [task.number for task in read(document).tasks] == ["措施1", "措施2"]


def test_automatic_numbers_in_a_table():
    document = office.word(levels=(("decimal", "%1"),))
    table = office.table(
        document,
        [HEAD, ["", "完善听证", "县司法局", "5月"], ["", "完善公示", "县司法局", "6月"]],
    )
    for row in (1, 2):
        office.number_of(table.cell(row, 0).paragraphs[0], 0)

    assert [task.number for task in read(document).tasks] == ["1", "2"]


def test_tracked_changes_are_read_as_accepted():
    document = office.word(levels=LEVELS)
    changed = office.paragraph(document, "规范中介。（牵头单位：", 1)
    office.strike(changed, "县财政局")
    office.insert(changed, "县发改局")
    office.add_run(changed, "）")
    office.strike_all(office.paragraph(document, "删去的事项。（牵头单位：县审计局）", 1))
    office.paragraph(document, "评查案卷。（牵头单位：县司法局）", 1)

    assert brief(read(document)) == [
        ("（一）", "规范中介", ("县发改局",), (), None),
        ("（二）", "评查案卷", ("县司法局",), (), None),
    ]


def test_a_text_box_is_read_once():
    document = office.word()
    document.add_paragraph("（一）压减事项。（牵头单位：县司法局）")
    office.text_box(document.add_paragraph(""), "（二）公示清单。（牵头单位：县数据局）")

    assert [task.number for task in read(document).tasks] == ["（一）", "（二）"]


def test_a_contact_list_after_the_plan_is_no_task():
    document = office.word()
    office.table(document, [HEAD, ["1", "完善听证", "县司法局", "5月"]])
    document.add_paragraph("附件：联系人名单")
    office.table(document, [["序号", "单位", "联系人", "电话"], ["1", "县司法局", "张某", "000"]])

    assert [task.title for task in read(document).tasks] == ["完善听证"]


def test_a_layout_table_of_one_cell_is_text():
    document = office.word()
    office.table(
        document,
        [["一、任务\n（一）压减事项。（牵头单位：县司法局）\n（二）公示。（牵头单位：县数据局）"]],
    )

    assert [task.number for task in read(document).tasks] == ["（一）", "（二）"]


def test_spans_point_into_the_text_of_the_reading():
    document = office.word(levels=LEVELS)
    office.paragraph(document, "压减事项。（牵头单位：县司法局）", 1)
    reading = read(document)

    assert reading.text[slice(*reading.tasks[0].span)] == "（一）压减事项。（牵头单位：县司法局）"


def test_a_table_cut_in_two_goes_on_under_its_head():
    document = office.word()
    document.add_paragraph("一、依法决策")
    office.table(document, [HEAD, ["1", "完善听证", "县司法局", "5月"]])
    document.add_paragraph("二、规范执法")
    office.table(document, [["2", "评查案卷", "县司法局", "6月"], ["3", "公示", "县数据局", "7月"]])

    assert [(t.number, t.co, t.chapter) for t in read(document).tasks] == [
        ("1", ("县司法局",), ("一、依法决策",)),
        ("2", ("县司法局",), ("二、规范执法",)),
        ("3", ("县数据局",), ("二、规范执法",)),
    ]


def test_a_list_of_people_with_duties_is_no_task_table():
    document = office.word()
    office.table(document, [HEAD, ["1", "完善听证", "县司法局", "5月"]])
    office.table(document, [["序号", "姓名", "工作职责", "电话"], ["1", "张某", "联络", "000"]])

    assert [task.title for task in read(document).tasks] == ["完善听证"]
