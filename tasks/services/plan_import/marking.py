"""The source text with what was read marked in it, for the page that shows both side by side."""

from collections.abc import Iterator
from dataclasses import dataclass

from tasks.models import PlanImport
from tasks.plan.punctuation import full_width
from tasks.services.plan_import.rows import Row


@dataclass(frozen=True)
class Piece:
    """A stretch of text; `kind` is "", task, unit, date or doubt."""

    text: str
    kind: str = ""


@dataclass(frozen=True)
class Passage:
    """One line of the source; `key` of the row that begins on it, if any."""

    pieces: tuple[Piece, ...]
    key: int | None = None


def passages(found: PlanImport) -> list[Passage]:
    """Return the lines of the source, every character of them, with marks."""
    marks = sorted(_marks(found))
    starts = {row["span"][0]: row["key"] for row in found.rows}
    lines, offset = [], 0
    for line in found.text.splitlines(keepends=True):
        end = offset + len(line)
        keys = [key for start, key in starts.items() if offset <= start < end]
        text = line.rstrip("\r\n")
        if text.strip():
            inside = [m for m in marks if offset <= m[0] < end]
            lines.append(Passage(tuple(_cut(text, offset, inside)), keys[0] if keys else None))
        offset = end
    return lines


def _marks(found: PlanImport) -> Iterator[tuple[int, int, str]]:
    for row in found.rows:
        yield from _of_row(found, row)


def _of_row(found: PlanImport, row: Row) -> Iterator[tuple[int, int, str]]:
    start, end = row["span"]
    text = found.text[start:end]
    title = full_width(text).find(full_width(row["title"]))
    if title >= 0:
        yield start, start + title + len(row["title"]), "task"
    for word in dict.fromkeys([*row["lead"], *row["co"]]):
        # Units are named at the end of an item: the last place is the one that was read.
        place = full_width(text).rfind(word)
        if place > title:
            known = found.words.get(word, {}).get("target")
            yield start + place, start + place + len(word), "unit" if known else "doubt"
    for words in (row["deadline_text"], *(d["text"] or "" for d in row["other_deadlines"])):
        place = text.find(words) if words else -1
        if place >= 0:
            yield start + place, start + place + len(words), "date"


def _cut(text: str, offset: int, marks: list[tuple[int, int, str]]) -> Iterator[Piece]:
    place = 0
    for start, end, kind in marks:
        start, end = start - offset, min(end - offset, len(text))
        if start < place:
            continue
        if start > place:
            yield Piece(text[place:start])
        yield Piece(text[start:end], kind)
        place = end
    if place < len(text):
        yield Piece(text[place:])
