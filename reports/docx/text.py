"""Words into runs and paragraphs; nothing in a text is ever read as markup."""

from __future__ import annotations

import re

from reports.docx.xml import Element, Value, props, w

# What XML 1.0 (2.2) cannot hold at all; everything else a text may contain is kept.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile("([\t\n])")

FANGSONG = "仿宋_GB2312"
KAITI = "楷体_GB2312"
HEITI = "黑体"
SONGTI = "宋体"
XIAOBIAO = "方正小标宋简体"
LATIN = "Times New Roman"


def clean(text: str) -> str:
    """Return the text without characters that XML forbids, line ends as \\n."""
    return _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def fonts(east: str, latin: str = LATIN) -> dict[str, str | int]:
    """Return the rFonts of a face; the hint keeps “”—… in the Chinese face."""
    return {"ascii": latin, "eastAsia": east, "hAnsi": latin, "cs": latin, "hint": "eastAsia"}


def run(text: str, **rpr: Value) -> Element:
    """Return a run holding the text; \\n becomes a line break and \\t a tab."""
    rpr.setdefault("rFonts", {"hint": "eastAsia"})
    element = w("r", props("rPr", **rpr))
    for piece in _BREAKS.split(clean(text)):
        if piece == "\n":
            element.append(w("br"))
        elif piece == "\t":
            element.append(w("tab"))
        elif piece:
            element.append(_words(piece))
    return element


def _words(text: str) -> Element:
    words = w("t")
    words.text = text
    if text != text.strip() or "  " in text:
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return words


def paragraph(style: str, *content: str | Element, **ppr: Value) -> Element:
    """Return a paragraph of the named style; strings become runs."""
    runs = [run(item) if isinstance(item, str) else item for item in content]
    return w("p", props("pPr", pStyle=style, **ppr), *runs)


def empty(lines: int = 1, **ppr: Value) -> list[Element]:
    """Return empty lines of the body."""
    return [paragraph("Plain", **ppr) for _ in range(lines)]


def tail() -> Element:
    """Return the paragraph that must follow a table, as low as can be."""
    return paragraph("Plain", spacing={"line": 20, "lineRule": "exact"})


def blank(text: str) -> Element:
    """Return a run for something still to be filled in, marked so that nobody overlooks it."""
    return run(text, highlight="yellow")
