"""Pages and sections: paper, margins, page numbers, and what stands outside the text area."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from reports.docx import letterhead, pagenumber
from reports.docx.flow import Flow, Place
from reports.docx.measures import (
    BOTTOM,
    LEFT,
    LINE,
    PAGE_H,
    PAGE_W,
    RIGHT,
    TEXT_H,
    TEXT_W,
    TOP,
    twips,
)
from reports.docx.package import Package
from reports.docx.snapshot import LetterSnapshot
from reports.docx.text import tail
from reports.docx.xml import Element, Value, props, tag, w

# The footer ends here above the paper's edge; the first-page rule of a 信函 is measured from it.
FOOTER = twips(19.35)

Look = Literal["file", "letter", "plain"]


@dataclass(frozen=True, slots=True)
class Section:
    """Pages of one orientation and the elements on them.

    `even` begins on an even page, a blank one left before it where needed; `numbered` is False
    for a page that bears no number.
    """

    body: Sequence[Element]
    landscape: bool = False
    even: bool = False
    numbered: bool = True


def ending(sections: Sequence[Section], *, head: int = 0, line: int = LINE) -> Place:
    """Return the page and the height on it at which the sections end, by `flow.Flow`.

    `head` twips at the top of page 1 are taken.
    """
    place, pages = Place(1, head), 0
    for n, section in enumerate(sections):
        high, wide = (TEXT_W, TEXT_H) if section.landscape else (TEXT_H, TEXT_W)
        place = Flow(section.body, wide).end(high, head=0 if n else head, line=line)
        pages += place.page
    return Place(pages, place.used)


def document(
    letter: LetterSnapshot, look: Look, sections: Sequence[Section], *, line: int = LINE
) -> bytes:
    """Return the docx of the sections, the body on lines of `line` twips.

    `look` "letter" puts the 信函 head and rules on page 1, "plain" prints no page numbers.
    """
    package = Package(letter.title, letter.issuer, letter.date, line)
    body = w("body")
    last = len(sections) - 1
    for n, section in enumerate(sections):
        body.extend(section.body)
        first_look: Look = look if n == 0 or look == "plain" else "file"
        settings = _section(package, letter, first_look, section)
        if n == last:
            body.append(settings)
        else:
            _close(body, settings)
    return package.to_bytes(w("document", body))


def _close(body: Element, settings: Element) -> None:
    """End a section: its settings live in the properties of its last paragraph."""
    end = body[-1]
    if end.tag != tag("p") or end.find("{*}pPr/{*}sectPr") is not None:
        end = tail()
        body.append(end)
    end[0].append(settings)


def _section(package: Package, letter: LetterSnapshot, look: Look, section: Section) -> Element:
    size: dict[str, str | int] = {"w": PAGE_W, "h": PAGE_H}
    # a landscape page is the same sheet turned: its top is the sheet's left edge
    top, right, bottom, left = TOP, RIGHT, BOTTOM, LEFT
    if section.landscape:
        size = {"w": PAGE_H, "h": PAGE_W, "orient": "landscape"}
        top, right, bottom, left = LEFT, TOP, RIGHT, BOTTOM
    margins: dict[str, str | int] = {
        "top": top,
        "right": right,
        "bottom": bottom,
        "left": left,
        "header": twips(15),
        "footer": FOOTER,
        "gutter": 0,
    }
    values: dict[str, Value] = {
        "type": "evenPage" if section.even else "nextPage",
        "pgSz": size,
    }
    if look == "letter":
        margins["header"] = letterhead.HEAD_TOP
        values["titlePg"] = True
    values["pgMar"] = margins
    sides = pagenumber.beside if section.landscape else pagenumber.below
    if not section.numbered:
        sides = pagenumber.none
    footers = [] if look == "plain" else [("default", sides(odd=True)), ("even", sides(odd=False))]
    if look == "letter":
        footers.append(("first", [letterhead.bottom_rule()]))
        header = package.add("header", w("hdr", *letterhead.head(letter)))
        values["headerReference"] = [_reference("header", "first", header)]
    values["footerReference"] = [
        _reference("footer", kind, package.add("footer", w("ftr", *content)))
        for kind, content in footers
    ]
    return props("sectPr", **values)


def _reference(part: str, kind: str, ident: str) -> Element:
    reference = w(f"{part}Reference", type=kind)
    reference.set(tag("r:id"), ident)
    return reference
