"""What stands over the text: urgency, mark, number, rule, title and addressees."""

from __future__ import annotations

from collections.abc import Sequence

from reports.docx.breaking import title_lines
from reports.docx.marks import mark
from reports.docx.measures import EM, LINE, RED, TEXT_W, ems, twips
from reports.docx.snapshot import LetterSnapshot
from reports.docx.text import HEITI, KAITI, blank, empty, fonts, paragraph, run
from reports.docx.xml import Element, Value, props, w

# Lines that title and addressees may take so that page 1 still shows text (7.3.2, 规定)
FILE_ROOM, LETTER_ROOM = 9, 14
_MARK_TOP = twips(35)  # under the top of the text area (7.2.4, 规定)
_LETTER_GAP = twips(1.5)
_RULE_GAP = 7  # points from the number's line box: 4 mm from its ink (7.2.7, 规定)


def file_head(letter: LetterSnapshot) -> list[Element]:
    """Return urgency, mark, number and red rule of the 文件格式; 签发人 when the letter has any."""
    head = [paragraph("Urgency", letter.urgency)]
    head += mark(letter, _MARK_TOP - LINE)
    head += empty(2)
    head += signer_lines(letter) if letter.signers else [number_line(letter, pBdr=_rule())]
    return head


def letter_head(letter: LetterSnapshot) -> list[Element]:
    """Return what follows the first double rule of a 信函: the number, flush right (10.1, 规定).

    The line stands 7/8 of a 3号 character (4.9 mm) under the rule; urgency shares it, at the left.
    """
    tabs: Value = w("tabs", w("tab", val="right", pos=TEXT_W))
    urgency = run(f"{letter.urgency}\t", rFonts=fonts(HEITI))
    spacing: Value = {"before": _LETTER_GAP, "line": LINE, "lineRule": "exact"}
    content = [urgency, *number_runs(letter)]
    return [paragraph("Number", *content, jc="left", tabs=tabs, spacing=spacing)]


def _rule() -> Element:
    edge: dict[str, str | int] = {"val": "single", "sz": 12, "space": _RULE_GAP, "color": RED}
    return props("pBdr", bottom=edge)


def number_runs(letter: LetterSnapshot) -> list[Element]:
    """Return the number, or a marked blank for it."""
    if letter.number:
        return [run(letter.number)]
    return [run(letter.code), blank("〔    〕  号")] if letter.code else [blank("〔    〕  号")]


def number_line(letter: LetterSnapshot, **ppr: Value) -> Element:
    """Return the number in a line of its own; centred unless `ppr` says otherwise."""
    return paragraph("Number", *number_runs(letter), **ppr)


def signer_lines(letter: LetterSnapshot) -> list[Element]:
    """Return number (1 字 from the left) and 签发人 (right), two names a line (7.2.6, 规定)."""
    rows = [letter.signers[n : n + 2] for n in range(0, len(letter.signers), 2)]
    name_w = max(3.0, *map(ems, letter.signers)) + 1
    names_at = TEXT_W - EM - round(((name_w if len(letter.signers) > 1 else 0) + name_w - 1) * EM)
    # the label fills its four 字: the first name follows it without a tab
    stops = (names_at - 4 * EM, names_at, names_at + round(name_w * EM))
    lines = []
    for n, row in enumerate(rows):
        last = n == len(rows) - 1
        label = run("\t签发人：" if n == 0 else "\t\t")
        names = run("\t".join(row), rFonts=fonts(KAITI))
        content = [*(number_runs(letter) if last else []), label, names]
        tabs: Value = w("tabs", *(w("tab", val="left", pos=at) for at in stops))
        border = _rule() if last else None
        ind: Value = {"firstLine": EM}
        lines.append(paragraph("Number", *content, jc="left", ind=ind, tabs=tabs, pBdr=border))
    return lines


def title(letter: LetterSnapshot) -> list[Element]:
    """Return two empty lines and the title, its lines broken by meaning."""
    return [*empty(2), title_line(letter)]


def title_line(letter: LetterSnapshot) -> Element:
    """Return the title alone."""
    return paragraph("Title", "\n".join(letter_title_lines(letter)))


def letter_title_lines(letter: LetterSnapshot) -> list[str]:
    """Return the title in its lines; the names of all offices in the letter stay whole."""
    names = (letter.issuer, *letter.co_issuers, *letter.addressees, letter.signature)
    return title_lines(letter.title, names)


def joined(names: Sequence[str]) -> str:
    """Return names in one string; groups that hold a 、 themselves are parted by a comma."""
    return ("，".join if any("、" in name for name in names) else "、".join)(names)


def in_imprint(letter: LetterSnapshot, room: int) -> bool:
    """Return whether 主送 goes to the imprint, because else page 1 would show no text."""
    lines = -(-ems(joined(letter.addressees) + "：") // 28)
    return letter.recipients_in_imprint or lines + len(letter_title_lines(letter)) > room


def addressees(letter: LetterSnapshot, room: int) -> list[Element]:
    """Return an empty line and 主送机关, flush left with a full-width colon."""
    if not letter.addressees or in_imprint(letter, room):
        return empty()
    return [*empty(), paragraph("Addressee", joined(letter.addressees) + "：")]
