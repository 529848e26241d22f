"""The downloadable template of an indicator table: head, two examples, choices, column notes."""

from __future__ import annotations

from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from indicators.sheets.body import EXAMPLE
from indicators.sheets.words import METHOD_LABELS
from units.sheets_out import PAGE_FOOTER

SHEET_NAME = "指标体系"
NOTES_NAME = "填写说明"
HEAD_ROW = 3
FIRST_ROW = HEAD_ROW + 1
ROOM = 300  # rows prepared with choices and borders

# name, width, required, note (also shown beside the cell while it is filled in)
COLUMNS: tuple[tuple[str, float, bool, str], ...] = (
    ("序号", 6, False, "可不填。填“示例”的行不会导入。"),
    ("一级指标", 18, True, "同一一级指标可合并单元格，也可只在第一行填写；前面的序号会自动去掉。"),
    ("二级指标", 22, True, "同上。换一级指标时必须填写。"),
    ("三级指标", 32, True, "每行一个，不能空；一个三级指标占多行时请合并单元格。"),
    ("考核要求", 44, False, "正式指标体系中的评分标准或考核要求，照抄即可。"),
    ("测评方式", 18, False, "可填多种，以“、”分隔。"),
    ("材料清单", 36, False, "每行一份。可写明链条和年度，如：制度：清单文本（现行）。"),
    ("责任单位", 22, False, "以“、”分隔，第一个为牵头单位。"),
)
_EXAMPLES: tuple[tuple[str, ...], ...] = (
    (
        EXAMPLE,
        "一、政府职能依法全面履行",
        "（一）深化行政审批制度改革",
        "1.编制公布县级行政许可事项清单",
        "清单要素齐全，按规定向社会公布并随法律法规变化调整，清单之外没有变相许可。",
        "书面评审、网络检索",
        "制度：行政许可事项清单及公布文件（现行）\n成效：清单动态调整记录（每年）",
        "县行政审批服务局、县司法局",
    ),
    (
        EXAMPLE,
        "",
        "",
        "2.政务服务大厅一次性告知落实到位",
        "窗口摆放的办事指南与网上一致，抽查办件没有多次补正的情形。",
        "实地核验、满意度测评",
        "落实：窗口一次性告知单样本（当年）",
        "县政务服务中心",
    ),
)
_THIN = Side(style="thin", color="FF9AA0A6")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_GREY = PatternFill("solid", fgColor="FFF1F3F4")


def template_bytes() -> bytes:
    """The template as xlsx; read back unchanged it has no indicators, only skipped examples."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = SHEET_NAME
    _write_head(sheet)
    _write_examples(sheet)
    _style_room(sheet)
    _add_choices(sheet)
    _set_up_print(sheet)
    _write_notes(book.create_sheet(NOTES_NAME))
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def _write_head(sheet: Worksheet) -> None:
    last = get_column_letter(len(COLUMNS))
    sheet["A1"] = "法治政府建设示范创建指标体系"
    sheet["A1"].font = Font(name="宋体", size=16, bold=True)
    sheet["A1"].alignment = Alignment(horizontal="center", vertical="center")
    sheet["A2"] = "填写前请看“填写说明”；标“示例”的两行不会导入，可直接删去。"
    for row in (1, 2):
        sheet.merge_cells(f"A{row}:{last}{row}")
    sheet.row_dimensions[1].height = 32
    for index, (name, width, required, _note) in enumerate(COLUMNS, 1):
        cell = sheet.cell(HEAD_ROW, index, f"{name}（必填）" if required else name)
        cell.font = Font(name="宋体", size=11, bold=True)
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        cell.fill, cell.border = _GREY, _BOX
        sheet.column_dimensions[get_column_letter(index)].width = width
    sheet.freeze_panes = f"A{FIRST_ROW}"


def _write_examples(sheet: Worksheet) -> None:
    for row, values in enumerate(_EXAMPLES, FIRST_ROW):
        for column, value in enumerate(values, 1):
            sheet.cell(row, column, value or None).fill = _GREY


def _style_room(sheet: Worksheet) -> None:
    wrap = Alignment(vertical="center", wrap_text=True)
    font = Font(name="宋体", size=10)
    for row in sheet.iter_rows(min_row=FIRST_ROW, max_row=FIRST_ROW + ROOM, max_col=len(COLUMNS)):
        for cell in row:
            cell.alignment, cell.font, cell.border = wrap, font, _BOX


def _add_choices(sheet: Worksheet) -> None:
    """A list of methods that also lets several be typed; a hint for every other column."""
    labels = [*METHOD_LABELS.values(), "书面评审、实地核验", "书面评审、网络检索"]
    for index, (name, _width, _required, note) in enumerate(COLUMNS, 1):
        letter = get_column_letter(index)
        hint = DataValidation(
            type="list" if name == "测评方式" else None,
            formula1=f'"{",".join(labels)}"' if name == "测评方式" else None,
            allow_blank=True,
            errorStyle="information",
            showErrorMessage=False,
            showInputMessage=True,
            promptTitle=name,
            prompt=note,
        )
        hint.add(f"{letter}{FIRST_ROW}:{letter}{FIRST_ROW + ROOM}")
        sheet.add_data_validation(hint)


def _set_up_print(sheet: Worksheet) -> None:
    sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.HeaderFooter.oddFooter = HeaderFooterItem(center=_HeaderFooterPart(PAGE_FOOTER))


def _write_notes(sheet: Worksheet) -> None:
    rows = [("列名", "是否必填", "说明")]
    rows += [(name, "必填" if needed else "选填", note) for name, _w, needed, note in COLUMNS]
    rows.append(("测评方式", "可填", "、".join(METHOD_LABELS.values())))
    for row, values in enumerate(rows, 1):
        for column, value in enumerate(values, 1):
            cell = sheet.cell(row, column, value)
            cell.font = Font(name="宋体", size=11, bold=row == 1)
            cell.alignment = Alignment(vertical="center", wrap_text=True)
            cell.border = _BOX
    for letter, width in (("A", 14), ("B", 12), ("C", 80)):
        sheet.column_dimensions[letter].width = width
