"""The estimate of pages: it must agree with the paper, for the imprint's place rests on it."""

import re

import pytest

from reports.docx import letterhead
from reports.docx.annexes import annex_sections
from reports.docx.flow import Flow, Place, text_lines
from reports.docx.heading import FILE_ROOM, LETTER_ROOM, file_head, letter_head
from reports.docx.imprint import imprint_height
from reports.docx.kinds.parts import line_for, main_text
from reports.docx.measures import LINE, TEXT_H
from reports.docx.page import ending
from reports.docx.samples import sample
from reports.docx.text import empty, paragraph
from tests.reports.docx.conftest import variants

FILES = ("notice", "report", "plain", "many", "joint", "cosigned", "annex", "full")
LETTERS = ("handover", "request", "prompt", "supervision", "closing", "tight")


def estimated(name):
    """Page and millimetre from the paper's top where the text ends, and the pages with annexes."""
    letter = variants().get(name) or sample(name)
    room = FILE_ROOM if name in FILES else LETTER_ROOM
    foot = 0 if letter.annexes else imprint_height(letter, room)
    if name in FILES:
        head, main = 0, [*file_head(letter), *main_text(letter, room)]
    else:
        head = letterhead.height(letter)
        main = [*letter_head(letter), *main_text(letter, room)]
    line = line_for(main, head, foot)
    end = Flow(main).end(TEXT_H, head=head, line=line)
    sections = annex_sections(main, letter.annexes)
    return end.page, 37 + end.used / 1440 * 25.4, ending(sections, head=head, line=line).page


@pytest.mark.parametrize("name", [*FILES, *LETTERS])
def test_the_estimate_agrees_with_the_paper(paper, name):
    page, bottom, pages = estimated(name)
    dated = [
        (number, sheet.lines())
        for number, sheet in enumerate(paper[name], 1)
        if any(re.fullmatch(r"2026年\d+月\d+日", text) for text in sheet.texts())
    ]
    number, lines = dated[0]
    assert number == page
    # what stands lowest may be an imprint on the same page
    assert any(abs(max(c.bottom for c in line) - bottom) < 4 for line in lines)
    assert len(paper[name]) - 2 <= pages <= len(paper[name])


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", 1),
        ("文" * 28, 1),
        ("文" * 29, 2),
        ("文" * 28 + "。", 2),
        ("文" * 27 + "2026年", 2),
        ("一行\n二行", 2),
    ],
)
def test_lines_of_a_text(text, lines):
    assert text_lines(text, 28) == lines


def test_a_mark_that_must_not_begin_a_line_takes_a_character_along():
    assert text_lines("文" * 28 + "。" + "文" * 26, 28) == 2
    assert text_lines("文" * 28 + "。" + "文" * 27, 28) == 3


def test_a_page_holds_22_lines_and_what_is_kept_together_moves_together():
    assert Flow(empty(22)).end(TEXT_H).page == 1
    assert Flow(empty(23)).end(TEXT_H) == Place(2, LINE)
    kept = [*empty(20), *empty(2, keepNext=True), *empty(1)]
    assert Flow(kept).end(TEXT_H).used == 3 * LINE


def test_a_page_break_begins_a_page():
    assert Flow([*empty(3), paragraph("Body", "文", pageBreakBefore=True)]).end(TEXT_H).page == 2


def test_a_long_text_keeps_the_usual_line():
    assert line_for(empty(22 + 18)) == LINE


def test_a_signature_that_just_misses_the_page_brings_the_lines_together():
    text = [paragraph("Body", "文") for _ in range(23)]
    assert LINE * 0.9 < line_for(text) < LINE
    assert line_for(text[:22]) == LINE


def test_an_imprint_that_just_misses_the_page_does_too():
    text = [paragraph("Body", "文") for _ in range(20)]
    assert line_for(text) == LINE
    assert line_for(text, foot=1400) < LINE
