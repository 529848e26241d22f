"""The imprint 版记 at the bottom of the last page (GB/T 9704-2012, 7.4)."""

from __future__ import annotations

import math
from dataclasses import replace

from reports.docx.drawing import text_box
from reports.docx.flow import Place
from reports.docx.heading import in_imprint, joined
from reports.docx.measures import EM_4, LEFT, LINE, TEXT_H, TEXT_W, TOP, ems
from reports.docx.page import Section
from reports.docx.snapshot import LetterSnapshot
from reports.docx.text import paragraph, run
from reports.docx.xml import Element, Value, props, w
from units.day_words import day_cn

_LINE = 500
_THICK, _THIN = 8, 6  # 0.35 and 0.25 mm (推荐) in eighths of a point
_MM = 25.4 / 1440
_RULE_LINE = 20
_FRAME = 4 * _RULE_LINE + LINE // 4  # the rules, and air above them


def with_imprint(
    sections: list[Section], letter: LetterSnapshot, room: int, *, ruled: bool, end: Place
) -> list[Section]:
    """Return the sections, which end at `end`, with the imprint at the foot of the last even page.

    The paper is printed on both sides and the imprint is its last side (7.4, 规定): where the
    text ends on an odd page it stands on the back of that page. A page left blank before it bears
    no number, nor does the imprint's own then (7.5, 规定). A 信函 or 专报 of one page keeps it
    on that page (实务). An imprint taller than a page flows on pages of its own.

    `ruled` is False for a 信函, whose imprint has no rules and names no printer (10.1).
    """
    rows = _recipients(letter, room)
    printed = _printed(letter) if ruled else []
    if not rows and not printed:
        return sections
    if imprint_height(letter, room) > TEXT_H:
        return [*sections, Section(_content(rows, printed, ruled=ruled))]
    element = _box(rows, printed, ruled=ruled)
    last = sections[-1]
    fits = not last.landscape and end.used + imprint_height(letter, room) <= TEXT_H
    single = end.page == 1 and letter.kind not in ("notice", "report")
    if fits and (end.page % 2 == 0 or single):
        return [*sections[:-1], replace(last, body=[*last.body, element])]
    return [*sections, Section([element], even=True, numbered=end.page % 2 == 1)]


def imprint_height(letter: LetterSnapshot, room: int) -> int:
    """Return the height in twips that the imprint keeps free, 0 without one."""
    rows = _recipients(letter, room)
    lines = sum(_lines(names) for _, names in rows) + len(_printed(letter))
    return lines * _LINE + _FRAME if lines else 0


def _recipients(letter: LetterSnapshot, room: int) -> list[tuple[str, str]]:
    rows = []
    if letter.addressees and in_imprint(letter, room):
        rows.append(("主送：", f"{joined(letter.addressees)}。"))
    if letter.cc:
        label = "报送：" if letter.kind == "brief" else "抄送："
        rows.append((label, f"{joined(letter.cc)}。"))
    return rows


def _printed(letter: LetterSnapshot) -> list[Element]:
    if not letter.printed_by and not letter.printed_on:
        return []
    when = f"{day_cn(letter.printed_on)}印发" if letter.printed_on else "    年  月  日印发"
    end: Value = w("tabs", w("tab", val="right", pos=TEXT_W - EM_4))
    who = run(f"{letter.printed_by}\t")
    return [
        paragraph(
            "Imprint", who, run(when, highlight=None if letter.printed_on else "yellow"), tabs=end
        )
    ]


def _box(rows: list[tuple[str, str]], printed: list[Element], *, ruled: bool) -> Element:
    """Return the paragraph that keeps the place free and carries the box into it."""
    content = _content(rows, printed, ruled=ruled)
    lines = sum(_lines(names) for _, names in rows) + len(printed)
    height = lines * _LINE + 4 * _RULE_LINE
    bottom = (TOP + TEXT_H) * _MM
    box = text_box(
        content,
        ident=10,
        name="版记",
        x=LEFT * _MM,
        y=bottom - height * _MM,
        width=TEXT_W * _MM,
        height=height * _MM,
        stand="b",
    )
    keep: Value = {"before": 0, "line": lines * _LINE + _FRAME, "lineRule": "exact"}
    return paragraph("Plain", box, spacing=keep)


def _content(rows: list[tuple[str, str]], printed: list[Element], *, ruled: bool) -> list[Element]:
    content = [_recipient(label, names) for label, names in rows]
    if not ruled:
        return content
    between = [_rule(_THIN)] if content and printed else []
    return [_rule(_THICK), *content, *between, *printed, _rule(_THICK, last=True)]


def _lines(names: str) -> int:
    """Return how many lines of 4号 type the names take beside their label; rather one more."""
    return math.ceil(ems(names) * EM_4 / (TEXT_W - 5 * EM_4 - EM_4 // 2))


def _recipient(label: str, names: str) -> Element:
    # 回行时与冒号后的首字对齐
    hanging: Value = {"left": 4 * EM_4, "right": EM_4, "hanging": 3 * EM_4}
    return paragraph("Imprint", label + names, ind=hanging)


def _rule(eighths: int, *, last: bool = False) -> Element:
    edge: dict[str, str | int] = {"val": "single", "sz": eighths, "space": 0, "color": "000000"}
    border: Value = props("pBdr", **{"bottom" if last else "top": edge})
    return paragraph("Plain", pBdr=border, spacing={"line": _RULE_LINE, "lineRule": "exact"})
