"""The two formats most kinds are composed in: 文件格式 and 信函格式."""

from __future__ import annotations

from reports.docx import heading
from reports.docx.annexes import annex_note, annex_sections
from reports.docx.body import text
from reports.docx.imprint import with_imprint
from reports.docx.page import document
from reports.docx.signature import note, signature
from reports.docx.snapshot import LetterSnapshot
from reports.docx.xml import Element


def file_format(letter: LetterSnapshot) -> bytes:
    """Return a document in 文件格式: red mark, centred number, red rule, imprint with rules."""
    room = heading.FILE_ROOM
    main = [*heading.file_head(letter), *_content(letter, room)]
    sections = annex_sections(main, letter.annexes)
    return document(letter, "file", with_imprint(sections, letter, room, ruled=True))


def letter_format(letter: LetterSnapshot) -> bytes:
    """Return a document in 信函格式: mark and double rules on page 1, the number at the right."""
    room = heading.LETTER_ROOM
    main = [*heading.letter_head(letter), *_content(letter, room)]
    sections = annex_sections(main, letter.annexes)
    return document(letter, "letter", with_imprint(sections, letter, room, ruled=False))


def _content(letter: LetterSnapshot, room: int) -> list[Element]:
    return [
        *heading.title(letter),
        *heading.addressees(letter, room),
        *text(letter.blocks),
        *annex_note(letter.annexes),
        *signature(letter),
        *note(letter.contacts),
    ]
