"""Word documents → lines and tables.

Automatic numbers become text, tracked changes are read as accepted, comments and hidden words are
left out, a text box is read once (its fallback copy for old readers is passed over).
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from tasks.plan.package import read_xml
from tasks.plan.refusal import PlanUnreadable
from tasks.plan.source import Source, SourceWriter
from tasks.plan.texttables import tabled
from tasks.plan.wordnumbers import Numbering, W, read_numbering

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_GONE = {
    f"{W}{name}"
    for name in (
        "del",
        "moveFrom",
        "instrText",
        "delText",
        "delInstrText",
        "rt",
        "footnoteReference",
        "endnoteReference",
        "annotationRef",
        "pPrChange",
        "rPrChange",
        "sectPr",
        "sdtPr",
    )
} | {f"{_MC}Fallback"}
_MAX_DEPTH = 200


@dataclass(frozen=True)
class Style:
    """What a paragraph style says about numbering, and the style it is based on."""

    base: str | None
    list_id: str | None
    depth: int | None


@dataclass
class _Paragraph:
    text: str = ""
    auto: int = 0
    boxes: list[Element] = field(default_factory=list)


@dataclass
class _Reader:
    numbering: Numbering
    styles: dict[str, Style]
    writer: SourceWriter = field(default_factory=SourceWriter)
    held: str = ""

    def body(self, parent: Element, depth: int = 0) -> None:
        """Write the blocks of a body or a text box."""
        for block in _blocks(parent):
            if block.tag == f"{W}tbl":
                self._table(block, depth)
            else:
                self._write(self.paragraph(block), depth)

    def _write(self, paragraph: _Paragraph | None, depth: int) -> None:
        if paragraph is None:
            return
        for index, line in enumerate(paragraph.text.split("\n")):
            self.writer.line(line, paragraph.auto if index == 0 else 0)
        for box in paragraph.boxes:
            if depth < 5:
                self.body(box, depth + 1)

    def paragraph(self, element: Element) -> _Paragraph | None:
        """The words of a paragraph with its number; None if its mark was deleted in tracking."""
        result = _Paragraph()
        words = "".join(_words(element, result.boxes))
        properties = element.find(f"{W}pPr")
        if properties is not None and _mark_deleted(properties):
            self.held += words
            return None
        words, self.held = self.held + words, ""
        number = self._number(properties)
        result.auto = len(number)
        result.text = number + words
        return result

    def _number(self, properties: Element | None) -> str:
        list_id, depth = self._list_of(properties)
        return self.numbering.number(list_id, depth) if list_id and list_id != "0" else ""

    def _list_of(self, properties: Element | None) -> tuple[str | None, int]:
        if properties is None:
            return self._list_of_style("")
        own = properties.find(f"{W}numPr")
        style = properties.find(f"{W}pStyle")
        list_id, depth = self._list_of_style(style.get(f"{W}val", "") if style is not None else "")
        if own is not None:
            list_id = _value(own, "numId") or list_id
            depth = (
                int(_value(own, "ilvl") or depth)
                if (_value(own, "ilvl") or "0").isdecimal()
                else depth
            )
        return list_id, depth

    def _list_of_style(self, name: str) -> tuple[str | None, int]:
        seen: set[str] = set()
        depth = 0
        while name in self.styles and name not in seen:
            seen.add(name)
            style = self.styles[name]
            depth = style.depth if style.depth is not None else depth
            if style.list_id is not None:
                return style.list_id, depth
            name = style.base or ""
        return None, 0

    def _table(self, table: Element, depth: int) -> None:
        rows: list[list[str | tuple[int, int]]] = []
        open_cells: dict[int, tuple[int, int]] = {}
        boxes: list[Element] = []
        for row in _rows(table):
            index = len(rows)
            cells: list[str | tuple[int, int]] = [""] * _grid_before(row)
            for cell in _cells(row):
                span, merge = _span(cell), _merge(cell)
                column = len(cells)
                text = self._cell_text(cell, boxes, depth)
                if merge == "continue" and column in open_cells:
                    cells += [open_cells[column]] * span
                    continue
                place = (index, column)
                cells += [text, *[place] * (span - 1)]
                open_cells.pop(column, None)
                if merge == "restart":
                    open_cells[column] = place
            rows.append(cells)
        self._write_table(rows)
        for box in boxes:
            self.body(box, depth + 1)

    def _write_table(self, rows: list[list[str | tuple[int, int]]]) -> None:
        width = max((len(row) for row in rows), default=0)
        if width == 1:
            for row in rows:
                for line in str(row[0] if row else "").split("\n"):
                    self.writer.line(line)
            return
        padded = [row + [""] * (width - len(row)) for row in rows]
        self.writer.grid(padded)

    def _cell_text(self, cell: Element, boxes: list[Element], depth: int) -> str:
        lines: list[str] = []
        for block in _blocks(cell):
            if block.tag == f"{W}tbl" and depth < 5:
                lines += [
                    " ".join(self._cell_text(inner, boxes, depth + 1) for inner in _cells(row))
                    for row in _rows(block)
                ]
            elif block.tag == f"{W}p":
                paragraph = self.paragraph(block)
                if paragraph:
                    lines.append(paragraph.text)
                    boxes += paragraph.boxes
        return "\n".join(lines).strip("\n")


def read_docx(package: zipfile.ZipFile) -> Source:
    """A docx package → source. Raises PlanUnreadable if it has no document part."""
    document = read_xml(package, "word/document.xml")
    body = document.find(f"{W}body") if document is not None else None
    if body is None:
        raise PlanUnreadable("这不是有效的 Word 文档，请用 WPS 或 Word 另存为 .docx 后再上传。")
    numbering = read_numbering(read_xml(package, "word/numbering.xml"))
    reader = _Reader(numbering, _styles(read_xml(package, "word/styles.xml")))
    reader.body(body)
    return tabled(reader.writer.source())


def _styles(root: Element | None) -> dict[str, Style]:
    styles: dict[str, Style] = {}
    for element in root.findall(f"{W}style") if root is not None else ():
        numbers = element.find(f"{W}pPr/{W}numPr")
        depth = _value(numbers, "ilvl") if numbers is not None else None
        style = Style(
            _value(element, "basedOn"),
            _value(numbers, "numId") if numbers is not None else None,
            int(depth) if depth and depth.isdecimal() else None,
        )
        name = element.get(f"{W}styleId", "")
        styles[name] = style
        if element.get(f"{W}default") == "1" and element.get(f"{W}type") == "paragraph":
            styles[""] = style
    return styles


def _value(element: Element, name: str) -> str | None:
    found = element.find(f"{W}{name}")
    return None if found is None else found.get(f"{W}val")


def _mark_deleted(properties: Element) -> bool:
    run = properties.find(f"{W}rPr")
    return run is not None and (
        run.find(f"{W}del") is not None or run.find(f"{W}moveFrom") is not None
    )


def _children(parent: Element) -> Iterator[Element]:
    """Children, looking through wrappers (content controls, accepted insertions, smart tags)."""
    for child in parent:
        if child.tag in _GONE:
            continue
        if child.tag in (
            f"{W}sdt",
            f"{W}sdtContent",
            f"{W}ins",
            f"{W}moveTo",
            f"{W}customXml",
            f"{W}smartTag",
            f"{_MC}AlternateContent",
            f"{_MC}Choice",
        ):
            yield from _children(child)
        else:
            yield child


def _blocks(parent: Element) -> Iterator[Element]:
    return (child for child in _children(parent) if child.tag in (f"{W}p", f"{W}tbl"))


def _rows(table: Element) -> list[Element]:
    rows = [child for child in _children(table) if child.tag == f"{W}tr"]
    return [row for row in rows if row.find(f"{W}trPr/{W}del") is None]


def _cells(row: Element) -> list[Element]:
    return [child for child in _children(row) if child.tag == f"{W}tc"]


def _grid_before(row: Element) -> int:
    before = row.find(f"{W}trPr/{W}gridBefore")
    return min(_whole(before.get(f"{W}val")), 60) if before is not None else 0


def _span(cell: Element) -> int:
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    return max(1, min(_whole(span.get(f"{W}val")), 60)) if span is not None else 1


def _merge(cell: Element) -> str | None:
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    return None if merge is None else merge.get(f"{W}val", "continue")


def _whole(words: str | None) -> int:
    return int(words) if words and words.isdecimal() else 0


def _words(element: Element, boxes: list[Element], depth: int = 0) -> Iterator[str]:
    """The words of a paragraph or run in order; text boxes are collected, not mixed in."""
    if depth > _MAX_DEPTH:
        raise PlanUnreadable("文档结构嵌套过深，已拒绝读取。")
    for child in element:
        if child.tag in _GONE or child.tag == f"{W}pPr" or _is_hidden(child):
            continue
        if child.tag.endswith("}txbxContent"):
            boxes.append(child)
        elif child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in (f"{W}br", f"{W}cr"):
            yield "\n"
        elif child.tag in (f"{W}tab", f"{W}ptab"):
            yield "\t"
        elif child.tag == f"{W}noBreakHyphen":
            yield "-"
        else:
            yield from _words(child, boxes, depth + 1)


def _is_hidden(run: Element) -> bool:
    vanish = run.find(f"{W}rPr/{W}vanish") if run.tag == f"{W}r" else None
    return vanish is not None and vanish.get(f"{W}val", "1") not in ("0", "false")
