"""Elements of WordprocessingML, always with their properties in the order the schema demands.

Word refuses or silently drops properties that stand in another order (ECMA-376, part 1,
17.3.1.26 pPr, 17.3.2.28 rPr, 17.4.60 tblPr, 17.4.70 tcPr, 17.6.17 sectPr).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element
Value: TypeAlias = "str | int | bool | Mapping[str, str | int] | Element | list[Element] | None"

NS = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
}
_W = f"{{{NS['w']}}}"
_ONLY_W = {"w": NS["w"]}
ROOTS = frozenset({"document", "hdr", "ftr", "styles", "settings", "numbering", "fonts"})

ORDER: dict[str, tuple[str, ...]] = {
    "pPr": (
        "pStyle",
        "keepNext",
        "keepLines",
        "pageBreakBefore",
        "framePr",
        "widowControl",
        "numPr",
        "pBdr",
        "shd",
        "tabs",
        "suppressAutoHyphens",
        "kinsoku",
        "wordWrap",
        "overflowPunct",
        "topLinePunct",
        "autoSpaceDE",
        "autoSpaceDN",
        "bidi",
        "adjustRightInd",
        "snapToGrid",
        "spacing",
        "ind",
        "contextualSpacing",
        "mirrorIndents",
        "jc",
        "textDirection",
        "textAlignment",
        "outlineLvl",
        "rPr",
        "sectPr",
    ),
    "rPr": (
        "rStyle",
        "rFonts",
        "b",
        "bCs",
        "i",
        "iCs",
        "color",
        "spacing",
        "w",
        "kern",
        "position",
        "sz",
        "szCs",
        "highlight",
        "u",
        "shd",
        "vertAlign",
        "lang",
    ),
    "pBdr": ("top", "left", "bottom", "right", "between"),
    "tblPr": (
        "tblStyle",
        "tblpPr",
        "tblOverlap",
        "tblW",
        "jc",
        "tblInd",
        "tblBorders",
        "shd",
        "tblLayout",
        "tblCellMar",
        "tblLook",
        "tblCaption",
        "tblDescription",
    ),
    "tblBorders": ("top", "left", "bottom", "right", "insideH", "insideV"),
    "tcBorders": ("top", "left", "bottom", "right"),
    "tblCellMar": ("top", "left", "bottom", "right"),
    "trPr": ("cantSplit", "trHeight", "tblHeader"),
    "tcPr": (
        "tcW",
        "gridSpan",
        "vMerge",
        "tcBorders",
        "shd",
        "noWrap",
        "tcMar",
        "textDirection",
        "vAlign",
    ),
    "sectPr": (
        "headerReference",
        "footerReference",
        "type",
        "pgSz",
        "pgMar",
        "pgNumType",
        "cols",
        "vAlign",
        "titlePg",
    ),
}


def tag(name: str) -> str:
    """Return the qualified name of "w:p", "wp:anchor" …; without a prefix it is a "w:" name."""
    prefix, _, local = name.rpartition(":")
    return f"{{{NS[prefix or 'w']}}}{local}"


def w(name: str, /, *children: Element, **attributes: str | int) -> Element:
    """Return a w: element with w: attributes."""
    # Declaring every namespace on each of some 40,000 elements took a third of a long document.
    element = etree.Element(f"{_W}{name}", nsmap=NS if name in ROOTS else _ONLY_W)
    for key, value in attributes.items():
        element.set(f"{_W}{key}", str(value))
    element.extend(children)
    return element


def props(name: str, /, **values: Value) -> Element:
    """Return a property container with its children in schema order.

    A child is given as True (a bare element), a string or number (its `val`), a mapping (its
    attributes), an element or a list of elements; None and False leave it out.
    Raises KeyError for a child that the container does not know.
    """
    order = ORDER[name]
    unknown = set(values) - set(order)
    if unknown:
        raise KeyError(f"{name} has no place for {sorted(unknown)}")
    container = w(name)
    for child in order:
        if child in values:
            container.extend(_children(child, values[child]))
    return container


def _children(name: str, value: Value) -> list[Element]:
    if value is None or value is False:
        return []
    if value is True:
        return [w(name)]
    if isinstance(value, str | int):
        return [w(name, val=value)]
    if isinstance(value, Mapping):
        return [w(name, **value)]
    return value if isinstance(value, list) else [value]


def to_bytes(root: Element) -> bytes:
    """Return the element as an XML part with its declaration."""
    etree.cleanup_namespaces(root, keep_ns_prefixes=["w", "r", "mc", "wp", "wps"])
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
