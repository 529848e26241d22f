"""The annex note under the text and the annexes themselves (GB/T 9704-2012, 7.3.4 and 7.3.8)."""

from __future__ import annotations

from collections.abc import Sequence

from reports.docx.body import blocks
from reports.docx.breaking import title_lines
from reports.docx.measures import BOTTOM, EM, PAGE_H, TEXT_W, TOP
from reports.docx.page import Section
from reports.docx.snapshot import Annex
from reports.docx.text import empty, paragraph, run
from reports.docx.xml import Element, Value, w

WIDE = PAGE_H - TOP - BOTTOM


def annex_note(annexes: Sequence[Annex]) -> list[Element]:
    """Return an empty line and 附件：1. …, 2 字 in, no end mark, names under each other (规定)."""
    if not annexes:
        return []
    lines = [_noted(n, annex, several=len(annexes) > 1) for n, annex in enumerate(annexes, 1)]
    return [*empty(keepNext=True), *lines]


def _noted(number: int, annex: Annex, *, several: bool) -> Element:
    label_at = 5 * EM
    name_at = label_at + (EM + (EM // 2 if number > 9 else 0) if several else 0)
    label = "附件：" if number == 1 else ""
    numbered = f"{label}{number}.\t" if several else label
    first = 2 * EM if number == 1 else label_at
    hanging: dict[str, str | int] = {"left": name_at, "hanging": name_at - first}
    tabs: Value = w("tabs", w("tab", val="left", pos=name_at))
    return paragraph("AnnexNote", run(numbered + annex.title), ind=hanging, tabs=tabs)


def annex_sections(main: list[Element], annexes: Sequence[Annex]) -> list[Section]:
    """Return the main text and the annexes, each on a new page, wide ones on a turned sheet."""
    sections = [Section(main)]
    for n, annex in enumerate(annexes, 1):
        mark = f"附件{n}" if len(annexes) > 1 else "附件"
        same = sections[-1].landscape == annex.landscape
        content = annex_elements(annex, mark, new_page=same)
        if same:
            sections[-1] = Section([*sections[-1].body, *content], annex.landscape)
        else:
            sections.append(Section(content, annex.landscape))
    return sections


def annex_elements(annex: Annex, mark: str, *, new_page: bool) -> list[Element]:
    """Return the mark on line 1, the title on line 3, then the content."""
    width = WIDE if annex.landscape else TEXT_W
    title = "\n".join(title_lines(annex.title, full=width / 440))
    return [
        paragraph("AnnexMark", mark, pageBreakBefore=new_page),
        *empty(),
        paragraph("Title", title),
        *empty(),
        *blocks(annex.blocks, width),
    ]
