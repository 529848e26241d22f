"""Who signs and when: 署名, 成文日期 and 附注 (GB/T 9704-2012, 7.3.5 and 7.3.7)."""

from __future__ import annotations

from collections.abc import Sequence

from reports.docx.breaking import title_lines
from reports.docx.measures import EM, TEXT_W, ems, twips
from reports.docx.snapshot import LetterSnapshot
from reports.docx.text import blank, empty, paragraph
from reports.docx.xml import Element, Value, w
from units.day_words import day_cn

_DATE_IN = 4 * EM  # 成文日期右空四字 under a seal (规定)
_NAME_IN = 2 * EM  # 署名右空二字 without one (规定)
_SEAL_HALF = twips(22)  # a round seal is 42 mm wide at most
_NO_DATE = "    年  月  日"
_SEAL_LINES = 2  # so that the seal's top is less than a line under the text (7.3.5.1)


def signature(letter: LetterSnapshot) -> list[Element]:
    """Return name(s) and date, kept together with the last line of the text."""
    names = (letter.signature or letter.issuer, *letter.co_issuers)
    if letter.sealed and len(names) > 1:
        return [*empty(_SEAL_LINES, keepNext=True), *_joint_sealed(names, letter)]
    if letter.sealed:
        return _sealed(names[0], letter)
    return [*empty(keepNext=True), *_unsealed(names, letter)]


def _date(letter: LetterSnapshot, **ppr: Value) -> Element:
    content = day_cn(letter.date) if letter.date else blank(_NO_DATE)
    return paragraph("Signature", content, keepNext=1 if letter.contacts else 0, **ppr)


def _date_width(letter: LetterSnapshot) -> int:
    return round(ems(day_cn(letter.date) if letter.date else _NO_DATE) * EM)


def _sealed(name: str, letter: LetterSnapshot) -> list[Element]:
    """Return the name centred over the date, in two lines if one would leave the text area."""
    centre = _DATE_IN + _date_width(letter) // 2
    names = name_lines(name, letter)
    widest = round(max(ems(line) for line in names) * EM)
    # a name without a place to break pushes both of them inwards
    centre = max(centre, widest // 2)
    left: dict[str, str | int] = {"left": TEXT_W - 2 * centre, "right": 0}
    # the seal reaches as far above its middle, and a name of two lines is higher itself
    room = empty(max(1, _SEAL_LINES + 1 - len(names)), keepNext=True)
    return [
        *room,
        paragraph(_over_date(letter), "\n".join(names), jc="center", ind=left),
        _date(letter, jc="right", ind={"right": centre - _date_width(letter) // 2}),
    ]


def name_lines(name: str, letter: LetterSnapshot) -> list[str]:
    """Return the name of an office that signs alone and seals, in the lines it is printed in."""
    return title_lines(name, full=2 * (_DATE_IN + _date_width(letter) // 2) / EM)


def _over_date(letter: LetterSnapshot) -> str:
    return "OverDate" if letter.date else "Signature"


def _joint_sealed(names: Sequence[str], letter: LetterSnapshot) -> list[Element]:
    """Return the rows of names, each name with room for its seal, the date under the last.

    They stand at centred tabs in paragraphs that no page break parts.
    """
    elements: list[Element] = []
    rows = joint_rows(names, letter)
    for n, (middles, parts) in enumerate(rows, 1):
        high = max(map(len, parts))
        for line in range(high):
            texts = [
                part[line - high + len(part)] if line >= high - len(part) else "" for part in parts
            ]
            style = _over_date(letter)
            elements.append(_at_tabs(style, texts, middles))
        if n < len(rows):
            # the seals of two rows never touch: 42 mm from middle to middle
            elements += empty(_SEAL_LINES + (2 if high == 1 else 1), keepNext=True)
    return [*elements, _date(letter, jc="right", ind={"right": _DATE_IN})]


def joint_rows(
    names: Sequence[str], letter: LetterSnapshot
) -> list[tuple[list[int], list[list[str]]]]:
    """Return, per row of seals, where its names are centred, in twips, and each name in its lines.

    Three names a row, or two where three would leave a name more than two lines (7.3.5.1, 规定;
    the number of names a row 一般).
    """
    # where more than three sign, each may come to stand in any place of its row
    narrowest = min(_middles(names[-3:], letter)[1])
    per_row = 2 if any(len(_in_row(name, narrowest)) > 2 for name in names) else 3
    rows = []
    for n in range(0, len(names), per_row):
        row = names[n : n + per_row]
        middles, widths = _middles(row, letter)
        parts = [_in_row(name, width) for name, width in zip(row, widths, strict=True)]
        rows.append((middles, parts))
    return rows


def _middles(row: Sequence[str], letter: LetterSnapshot) -> tuple[list[int], list[float]]:
    """Return where the names of a row are centred, in twips, and how wide each may be, in 字."""
    centre = _DATE_IN + _date_width(letter) // 2
    wide = max(round(ems(row[-1]) * EM), _date_width(letter)) // 2 + 2 * EM
    half = min(centre, max(wide, _SEAL_HALF))
    others = len(row) - 1
    each = (TEXT_W - centre - half) // max(others, 1)
    middles = [each * n + each // 2 for n in range(others)]
    # the copy for LibreOffice moves the place over the date a little
    widths = [width / EM - 0.6 for width in (*[each] * others, 2 * half)]
    return [*middles, TEXT_W - centre], widths


def _in_row(name: str, width: float) -> list[str]:
    return title_lines(name, full=width)


def _at_tabs(style: str, texts: Sequence[str], middles: Sequence[int]) -> Element:
    stops: Value = w("tabs", *(w("tab", val="center", pos=middle) for middle in middles))
    return paragraph(style, "".join(f"\t{text}" for text in texts), jc="left", tabs=stops)


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
