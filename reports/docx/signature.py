"""Who signs and when: 署名, 成文日期 and 附注 (GB/T 9704-2012, 7.3.5 and 7.3.7)."""

from __future__ import annotations

from collections.abc import Sequence

from reports.docx.breaking import title_lines
from reports.docx.measures import EM, TEXT_W, ems
from reports.docx.snapshot import LetterSnapshot
from reports.docx.text import blank, day, empty, paragraph
from reports.docx.xml import Element, Value, props, w

_DATE_IN = 4 * EM  # 成文日期右空四字 under a seal (规定)
_NAME_IN = 2 * EM  # 署名右空二字 without one (规定)
_NO_DATE = "    年  月  日"
_SEAL_LINES = 2  # so that the seal's top is less than a line under the text (7.3.5.1)


def signature(letter: LetterSnapshot) -> list[Element]:
    """Return name(s) and date, kept together with the last line of the text."""
    names = (letter.signature or letter.issuer, *letter.co_issuers)
    if letter.sealed:
        lines = _joint_sealed(names, letter) if len(names) > 1 else _sealed(names[0], letter)
        return [*empty(_SEAL_LINES, keepNext=True), *lines]
    return [*empty(keepNext=True), *_unsealed(names, letter)]


def _date(letter: LetterSnapshot, **ppr: Value) -> Element:
    content = day(letter.date) if letter.date else blank(_NO_DATE)
    return paragraph("Signature", content, keepNext=1 if letter.contacts else 0, **ppr)


def _date_width(letter: LetterSnapshot) -> int:
    return round(ems(day(letter.date) if letter.date else _NO_DATE) * EM)


def _sealed(name: str, letter: LetterSnapshot) -> list[Element]:
    """Return the name centred over the date, in two lines if one would leave the text area."""
    centre = _DATE_IN + _date_width(letter) // 2
    names = title_lines(name, full=2 * centre / EM)
    widest = round(max(ems(line) for line in names) * EM)
    # a name without a place to break pushes both of them inwards
    centre = max(centre, widest // 2)
    left: dict[str, str | int] = {"left": TEXT_W - 2 * centre, "right": 0}
    return [
        paragraph(_over_date(letter), "\n".join(names), jc="center", ind=left),
        _date(letter, jc="right", ind={"right": centre - _date_width(letter) // 2}),
    ]


def _over_date(letter: LetterSnapshot) -> str:
    return "OverDate" if letter.date else "Signature"


def _joint_sealed(names: Sequence[str], letter: LetterSnapshot) -> list[Element]:
    """Return up to three names a row, each with room for its seal, the date under the last."""
    last = 2 * (_DATE_IN + _date_width(letter) // 2)
    rows = []
    for n in range(0, len(names), 3):
        row = names[n : n + 3]
        others = len(row) - 1
        widths = [*[(TEXT_W - last) // max(others, 1)] * others, last]
        rows.append(_row(row, widths, TEXT_W - sum(widths)))
    parts: list[Element] = []
    for row_table in rows:
        parts += [
            row_table,
            *empty(_SEAL_LINES + 1 if row_table is not rows[-1] else 0, keepNext=True),
        ]
    return [*parts, _date(letter, jc="right", ind={"right": _DATE_IN})]


def _row(names: Sequence[str], widths: Sequence[int], indent: int) -> Element:
    cells = [
        w(
            "tc",
            props("tcPr", tcW={"w": width, "type": "dxa"}, vAlign="bottom"),
            paragraph(
                "Signature", "\n".join(title_lines(name, full=width / EM)), jc="center", keepNext=1
            ),
        )
        for name, width in zip(names, widths, strict=True)
    ]
    none: dict[str, str | int] = {"w": 0, "type": "dxa"}
    return w(
        "tbl",
        props(
            "tblPr",
            tblW={"w": sum(widths), "type": "dxa"},
            tblInd={"w": indent, "type": "dxa"},
            tblLayout={"type": "fixed"},
            tblCellMar=props("tblCellMar", left=none, right=none),
        ),
        w("tblGrid", *(w("gridCol", w=width) for width in widths)),
        w("tr", props("trPr", cantSplit=True), *cells),
    )


def _unsealed(names: Sequence[str], letter: LetterSnapshot) -> list[Element]:
    """Return the names 2 字 from the right, the date starting 2 字 right of the last one's start.

    A date longer than the name keeps the 2 字 itself and pushes the name inwards (7.3.5.2, 规定).
    """
    width, date_w = round(ems(names[-1]) * EM), _date_width(letter)
    if date_w > width:
        right = _NAME_IN + date_w + 2 * EM - width
        style = _over_date(letter)
        date = _date(letter, jc="right", ind={"right": _NAME_IN})
    else:
        right, style = _NAME_IN, "Signature"
        date = _date(letter, jc="left", ind={"left": TEXT_W - right - width + 2 * EM})
    return [*(paragraph(style, name, jc="right", ind={"right": right}) for name in names), date]


def note_text(contacts: Sequence[str]) -> str:
    """Return the 附注 in one pair of brackets, which a single line may bring along itself."""
    line = "；".join(contacts)
    return line if line.startswith("（") and line.endswith("）") else f"（{line}）"


def note(contacts: Sequence[str]) -> list[Element]:
    """Return 附注 on the line under the date, 2 字 in (规定)."""
    return [paragraph("Note", note_text(contacts))] if contacts else []
