"""The blocks of the paper page on their pages, as the docx has them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from reports.docx import letterhead
from reports.docx.annexes import annex_elements, annex_note, annex_sections
from reports.docx.body import text
from reports.docx.flow import Flow, wrapped
from reports.docx.heading import FILE_ROOM, LETTER_ROOM, addressees, file_head, letter_head, title
from reports.docx.imprint import imprint_height, with_imprint
from reports.docx.kinds.brief import line_of
from reports.docx.kinds.parts import line_for
from reports.docx.measures import LINE, TEXT_H, TEXT_W
from reports.docx.page import ending
from reports.docx.signature import note, signature
from reports.docx.snapshot import Annex, LetterSnapshot
from reports.docx.xml import Element
from reports.paper import FILES, LETTERS, PaperBlock, paper_blocks

_FOOT = frozenset({"imprint", "printed"})
_END = frozenset({"annex_note", "signature", "date", "note"})
_HEAD = frozenset({"urgency", "masthead", "number", "signers", "rule", "title", "addressees"})
_TABLES = frozenset({"table", "form"})
_ANNEX_HEAD = 4  # elements over an annex: mark, empty line, title, empty line

Pages = list[list[PaperBlock]]


def paper_pages(letter: LetterSnapshot) -> tuple[Pages, bool]:
    """Return the pages with their blocks, and whether the lines are brought together.

    A page without blocks is the one left blank before the imprint. Forms and the 专报 are one page.
    """
    blocks = paper_blocks(letter)
    if letter.kind not in FILES | LETTERS | {"reminder"}:
        return [blocks], letter.kind == "brief" and line_of(letter) < LINE
    room = FILE_ROOM if letter.kind in FILES else LETTER_ROOM
    taken = letterhead.height(letter) if letter.kind in LETTERS else 0
    head, body, end = _elements(letter, room)
    main = [*head, *body, *end]
    foot = 0 if letter.annexes or letter.kind == "reminder" else imprint_height(letter, room)
    line = LINE if letter.kind == "reminder" else line_for(main, taken, foot)
    found, last = Flow(main).spread(TEXT_H, head=taken, line=line)
    pages: Pages = [[] for _ in range(last.page)]
    content, rest = _until_end(blocks)
    pages[0] += [block for block in content if block.role in _HEAD]
    _put(pages, [b for b in content if b.role not in _HEAD], found[len(head) :])
    for block in rest:
        if block.role == "annex_note":
            pages[found[len(head) + len(body)][0] - 1].append(block)
        elif block.role in _END:
            pages[-1].append(block)
    for annex, parts in zip(letter.annexes, _annexes(rest), strict=True):
        pages += _annex_pages(annex, parts, line)
    _put_imprint(pages, [b for b in rest if b.role in _FOOT], letter, main, (room, taken, line))
    return pages, line < LINE


def _elements(
    letter: LetterSnapshot, room: int
) -> tuple[list[Element], list[Element], list[Element]]:
    """Return what stands over the text, the text and what ends it, as in the docx."""
    head: list[Element] = []
    if letter.kind in FILES:
        head = file_head(letter)
    elif letter.kind in LETTERS:
        head = letter_head(letter)
    end = [*annex_note(letter.annexes), *signature(letter), *note(letter.contacts)]
    return [*head, *title(letter), *addressees(letter, room)], text(letter.blocks), end


def _until_end(blocks: Sequence[PaperBlock]) -> tuple[list[PaperBlock], list[PaperBlock]]:
    end = next(n for n, block in enumerate(blocks) if block.role in _END)
    return list(blocks[:end]), list(blocks[end:])


def _annexes(blocks: Sequence[PaperBlock]) -> list[list[PaperBlock]]:
    """Return the blocks of each annex."""
    starts = [n for n, block in enumerate(blocks) if block.role == "annex_mark"]
    stop = next((n for n, block in enumerate(blocks) if block.role in _FOOT), len(blocks))
    return [list(blocks[a:b]) for a, b in pairwise([*starts, stop])]


def _annex_pages(annex: Annex, blocks: Sequence[PaperBlock], line: int) -> Pages:
    elements = annex_elements(annex, "", new_page=False)
    high, wide = (TEXT_W, TEXT_H) if annex.landscape else (TEXT_H, TEXT_W)
    found, last = Flow(elements, wide).spread(high, line=line)
    pages: Pages = [[] for _ in range(last.page)]
    pages[0] += blocks[:2]
    _put(pages, blocks[2:], found[_ANNEX_HEAD:])
    return pages


def _put(pages: Pages, blocks: Sequence[PaperBlock], found: Sequence[list[int]]) -> None:
    """Put each block on the pages of its element; a table has a second one of no height."""
    at = 0
    for block in blocks:
        for page, part in _parted(block, found[at]):
            pages[page - 1].append(part)
        at += 2 if block.role in _TABLES else 1


def _parted(block: PaperBlock, found: Sequence[int]) -> Iterator[tuple[int, PaperBlock]]:
    """Yield the parts of a block with their pages."""
    if len(set(found)) < 2:
        yield (found[0] if found else 1), block
        return
    counts = [(page, len(list(lines))) for page, lines in groupby(found)]
    if block.role == "table":
        counts[0] = (counts[0][0], counts[0][1] - 1)  # its first row is the head
    lines = wrapped(block.text + block.rest, 28, 26)
    at = 0
    for page, count in counts:
        if block.role == "table":
            yield page, replace(block, rows=block.rows[at : at + count])
        elif block.role == "form":
            yield page, replace(block, form_rows=block.form_rows[at : at + count])
        else:
            yield page, _some_lines(block, lines, at, count)
        at += count


def _some_lines(block: PaperBlock, lines: Sequence[str], at: int, count: int) -> PaperBlock:
    """Return the lines from `at` on of a paragraph, in the faces they have."""
    start = sum(map(len, lines[:at]))
    stop = start + sum(map(len, lines[at : at + count]))
    head = len(block.text)
    rest = block.rest[max(start - head, 0) : max(stop - head, 0)]
    return replace(block, text=block.text[start:stop], rest=rest, goes_on=at > 0)


def _put_imprint(
    pages: Pages,
    blocks: Sequence[PaperBlock],
    letter: LetterSnapshot,
    main: list[Element],
    measures: tuple[int, int, int],
) -> None:
    """Put the imprint where the docx has it; `measures` are room, height taken on page 1 and line."""
    if not blocks:
        return
    room, taken, line = measures
    sections = annex_sections(main, letter.annexes)
    end = ending(sections, head=taken, line=line)
    placed = with_imprint(sections, letter, room, ruled=letter.kind in FILES, end=end)
    if len(placed) > len(sections):
        pages += [[]] if placed[-1].numbered else [[], []]
    pages[-1] += blocks
