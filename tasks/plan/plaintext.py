"""Pasted text → lines and tables."""

from __future__ import annotations

import re

from tasks.plan.effort import check_size
from tasks.plan.passage import Passage
from tasks.plan.source import Source
from tasks.plan.texttables import with_tables
from tasks.plan.wrapping import paragraphs


def read_plain(text: str) -> Source:
    """A source whose spans are offsets of `text` itself."""
    check_size(text)
    return Source(text, tuple(with_tables(paragraphs(_lines(text)))))


def _lines(text: str) -> list[Passage]:
    found, start = [], 0
    for end in re.finditer(r"\r\n|[\n\r\u2028\u2029\x0c]|$", text):
        found.append(Passage(text[start : end.start()], range(start, end.start())))
        start = end.end()
    return found
