"""The styles part: our own, so that no library's spacing or language slips in."""

from __future__ import annotations

from reports.docx.measures import CELL_LINE, EM, EM_4, LINE, RED, SIZE_2, SIZE_3, SIZE_4, TRACKING
from reports.docx.text import FANGSONG, HEITI, KAITI, SONGTI, XIAOBIAO, fonts
from reports.docx.xml import Element, Value, props, w

TITLE_LINE = 640
_EXACT: dict[str, str | int] = {"before": 0, "after": 0, "line": LINE, "lineRule": "exact"}
# overflowPunct 0: 22 × 28 counts punctuation as a character like any other
_PLAIN: dict[str, Value] = {
    "widowControl": 0,
    "overflowPunct": 0,
    "autoSpaceDE": 0,
    "autoSpaceDN": 0,
    "adjustRightInd": 0,
    "snapToGrid": 0,
    "spacing": _EXACT,
    "jc": "both",
}


def styles(line: int = LINE) -> Element:
    """Return word/styles.xml; `line` is the exact line in twips of the text and of what ends it.

    The head of page 1 keeps the usual line, for its parts are placed by it.
    """
    text: Value = None if line == LINE else _EXACT | {"line": line}
    return w("styles", _defaults(), *_base(text), *_headings(), *_parts(text), *_tables())


def _defaults() -> Element:
    run_props = props(
        "rPr",
        rFonts=fonts(FANGSONG),
        spacing=TRACKING,
        kern=0,
        sz=SIZE_3,
        szCs=SIZE_3,
        lang={"val": "zh-CN", "eastAsia": "zh-CN", "bidi": "ar-SA"},
    )
    paragraph_props = props("pPr", **_PLAIN)
    return w("docDefaults", w("rPrDefault", run_props), w("pPrDefault", paragraph_props))


def _style(
    ident: str, name: str, ppr: dict[str, Value], rpr: dict[str, Value], based: str = "Plain"
) -> Element:
    style = w("style", w("name", val=name), type="paragraph", styleId=ident)
    if ident == "Plain":
        style.set(f"{{{style.nsmap['w']}}}default", "1")
    else:
        style.append(w("basedOn", val=based))
    style.append(w("qFormat"))
    style.append(props("pPr", **ppr))
    style.append(props("rPr", **rpr))
    return style


def _base(text: Value) -> list[Element]:
    return [
        _style("Plain", "Normal", _PLAIN, {}),
        _style("Body", "公文正文", {"spacing": text, "ind": {"firstLine": 2 * EM}}, {}),
    ]


def _headings() -> list[Element]:
    # 7.3.3: 一、黑体 (一)楷体, 1. and (1) 仿宋 (一般); none is bold
    faces = (HEITI, KAITI, FANGSONG, FANGSONG)
    return [
        _style(
            f"Heading{level}",
            f"heading {level}",
            {"outlineLvl": level - 1, "keepNext": level < 3},
            {"rFonts": fonts(face)},
            based="Body",
        )
        for level, face in enumerate(faces, 1)
    ]


def _parts(text: Value) -> list[Element]:
    centre: dict[str, Value] = {"jc": "center"}
    four: dict[str, Value] = {"sz": SIZE_4, "szCs": SIZE_4, "spacing": 0}
    title_line = _EXACT | {"line": TITLE_LINE}
    return [
        _style("Urgency", "紧急程度", {}, {"rFonts": fonts(HEITI)}),
        _style("Masthead", "发文机关标志", centre, _title_face(color=RED)),
        _style("Number", "发文字号", centre, {}),
        _style(
            "Title",
            "Title",
            {**centre, "spacing": title_line, "keepNext": True, "keepLines": True},
            _title_face(sz=SIZE_2, szCs=SIZE_2),
        ),
        _style("Addressee", "主送机关", {}, {}),
        _style("AnnexNote", "附件说明", {"keepNext": True, "spacing": text}, {}),
        _style("AnnexMark", "附件标识", {}, {"rFonts": fonts(HEITI)}),
        _style(
            "Signature",
            "署名和日期",
            {"keepNext": True, "keepLines": True, "spacing": text},
            {},
        ),
        # its own name, so that the copy for LibreOffice can find the lines placed by the date
        _style("OverDate", "日期上的署名", {}, {}, based="Signature"),
        _style("Note", "附注", {"spacing": text, "ind": {"firstLine": 2 * EM}}, {}),
        _style(
            "Imprint",
            "版记",
            {"ind": {"left": EM_4, "right": EM_4}, "spacing": _EXACT | {"line": 500}},
            four,
        ),
        _style(
            "PageNumber",
            "页码",
            {"spacing": _EXACT | {"line": 400}, "ind": {"left": EM_4, "right": EM_4}},
            {"rFonts": fonts(SONGTI, SONGTI), **four},
        ),
    ]


def _tables() -> list[Element]:
    cell: dict[str, Value] = {"spacing": _EXACT | {"line": CELL_LINE}, "jc": "left"}
    four: dict[str, Value] = {"sz": 24, "szCs": 24, "spacing": 0}
    return [
        _style("Caption", "表题", {"jc": "center", "keepNext": True}, {"rFonts": fonts(HEITI)}),
        _style("Cell", "表格文字", cell, four),
        _style("Remark", "表下说明", cell | {"ind": {"left": 0}}, four),
        _style("CellHead", "表头", {"jc": "center"}, {"rFonts": fonts(HEITI)}, based="Cell"),
    ]


def _title_face(**rpr: Value) -> dict[str, Value]:
    return {"rFonts": fonts(XIAOBIAO, XIAOBIAO), "spacing": 0, **rpr}
