"""A table → drafts of tasks, one per row of the most specific task column."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise

from tasks.plan.assignments import read_content
from tasks.plan.columns import DETAIL, GROUP, NUMBER, TASK, Head, read_head
from tasks.plan.draft import Draft, first_sentence, one_line
from tasks.plan.effort import spend
from tasks.plan.labels import DEADLINE, find_labels
from tasks.plan.numbering import line_mark, number_words
from tasks.plan.passage import Passage, joined
from tasks.plan.source import Cell, Grid
from tasks.plan.unitlist import UnitWord, read_units

_PER_CELL = 20  # characters' worth of work: every row is looked at for each head
_SUM = re.compile(r"^(?:小 ?计|合 ?计|总 ?计|共 ?计|累 ?计|本页小计|平均)(?:[::(].*)?$")
_NOTE = re.compile(
    r"^(?:备 ?注|注 ?\d*|说 ?明|填表说明|填报说明|附注|填表人|审核人|联系人|制表|填报|单位负责人)(?: ?[::.、]|$|\d)"
)
_BLANK = re.compile(r"^[\s/\\\-—无]*$")


@dataclass
class _Table:
    """A table while it is read: the head in force, the section, cells carried down."""

    grid: Grid
    chapter: list[str]
    head: Head | None = None
    title: int = -1
    section: list[str] = field(default_factory=list)
    carried: dict[int, Cell] = field(default_factory=dict)
    drafts: list[Draft] = field(default_factory=list)

    def begin(self, head: Head, first_row: int) -> None:
        spend(_PER_CELL * len(self.grid.rows) * len(head.columns))
        self.head, self.carried = head, {}
        self.title = _title_column(self.grid, head, first_row)

    def take(self, row: tuple[Cell, ...]) -> None:
        """A row below the head: a section, a task, or nothing."""
        if self.head is None or self.title < 0 or _skipped(row):
            return
        heading = _only(row)
        if heading:
            self.section = [heading]
            return
        if self.grid.lossy:
            row = _filled(row, self.head, self.title, self.carried)
        _append(self.drafts, _draft(row, self.head, self.title, [*self.chapter, *self.section]))


def read_grid(
    grid: Grid, above: Head | None = None, chapter: list[str] | None = None
) -> tuple[list[Draft], Head | None]:
    """The tasks of a table and its head; none for a table without the head of a task table.

    above: the head of the table before, which goes on here if this one has the same columns and
    begins with a number. chapter: headings above the table.
    """
    words = [[cell.folded for cell in row] for row in grid.rows]
    table = _Table(grid, [*(chapter or []), *([grid.name] if grid.name else [])])
    if above and _goes_on(words, above):
        table.begin(above, 0)
    index = 0
    while index < len(grid.rows):
        found = read_head(words, index)
        if found:
            table.begin(found, index + found.rows)
            index += found.rows
        else:
            table.take(grid.rows[index])
            index += 1
    return table.drafts, table.head


def _goes_on(words: list[list[str]], above: Head) -> bool:
    """Is this the next part of a table that a page or a paragraph cut in two?"""
    if not words or len(words[0]) != len(above.columns) or read_head(words, 0):
        return False
    return any(line_mark(f"{words[0][i]}、") for i in above.of(NUMBER) if words[0][i])


def _only(row: tuple[Cell, ...]) -> str | None:
    """The words of a row that has one cell only: a section of the table."""
    cells = {id(cell): cell for cell in row if not _BLANK.match(cell.folded)}
    if len(cells) != 1:
        return None
    cell = next(iter(cells.values()))
    spread = sum(1 for other in row if other is cell)
    alone = len(row) > 2 and (spread > 1 or row[0] is cell)
    return one_line(cell.passage.text) if alone else None


def _skipped(row: tuple[Cell, ...]) -> bool:
    """Sums, notes and empty rows."""
    first = next((cell.folded for cell in row if not _BLANK.match(cell.folded)), "")
    return (
        not first
        or bool(_SUM.match(first) or _NOTE.match(first))
        or any(_SUM.match(cell.folded) for cell in row[:3])
    )


def _title_column(grid: Grid, head: Head, start: int) -> int:
    """The task column that the numbers belong to: one title per number, not one per group."""
    tasks, details, groups = head.of(TASK), head.of(DETAIL), head.of(GROUP)
    numbers = head.of(NUMBER)
    rows = [row for row in grid.rows[start:] if not _skipped(row) and not _only(row)]
    behind = [i for i in tasks + details if numbers and i > numbers[0]]
    candidates = sorted(tasks, key=lambda i: (i not in behind, i)) + sorted(details)
    single = [i for i in candidates if not _spans_numbers(rows, i, numbers)]
    levels = [i for i in single if re.match(r"[三四34]级|三级", head.columns[i].word)]
    if levels:
        return levels[-1]
    split = [i for i in single if _is_split(rows, i, single)]
    usable = [i for i in single if i not in split] or single or candidates or groups[::-1]
    return usable[0] if usable else -1


def _spans_numbers(rows: list[tuple[Cell, ...]], column: int, numbers: list[int]) -> bool:
    """Does one cell of the column cover several numbered rows (so that it names a group)?"""
    for above, below in pairwise(rows):
        same = above[column] is below[column] and above[column].folded
        if same and (not numbers or above[numbers[0]] is not below[numbers[0]]):
            return True
        gap = numbers and not below[column].folded and below[numbers[0]].folded
        if gap and above[column].folded and above[numbers[0]].folded:
            return True
    return False


def _is_split(rows: list[tuple[Cell, ...]], column: int, others: list[int]) -> bool:
    """A column whose cells are merged while a further task column has a cell and units per row."""
    merged = any(a[column] is b[column] and a[column].folded for a, b in pairwise(rows))
    return merged and any(
        all(a[other] is not b[other] for a, b in pairwise(rows))
        for other in others
        if other != column
    )


def _filled(
    row: tuple[Cell, ...], head: Head, title: int, carried: dict[int, Cell]
) -> tuple[Cell, ...]:
    """In a table flattened to text an empty group or number cell is the one above (merged)."""
    cells = list(row)
    fresh_number = any(cells[i].folded for i in head.of(NUMBER))
    for column in (*head.of(NUMBER), *head.of(GROUP), *head.units):
        if cells[column].folded:
            carried[column] = cells[column]
        elif (
            column in carried
            and cells[title].folded
            and not (column in head.units and (fresh_number or not head.of(NUMBER)))
        ):
            cells[column] = carried[column]
    return tuple(cells)


def _draft(row: tuple[Cell, ...], head: Head, title: int, chapter: list[str]) -> Draft | None:
    words = row[title].passage
    if _BLANK.match(row[title].folded):
        return None
    mark = line_mark(words.folded)
    number = next(
        (
            number_words(row[i].passage.text)
            for i in head.of(NUMBER)
            if not _BLANK.match(row[i].folded)
        ),
        "",
    )
    body = words.part(mark.end) if mark else words
    if not number and mark:
        number = number_words(words.text[slice(*mark.written)])
    inner = read_content(body) if find_labels(body.folded) else None
    name = _title_words(body)
    units, deadlines = _units(row, head), _deadlines(row, head)
    if inner and inner.units and not units:
        units, deadlines = inner.units, deadlines or inner.deadlines
    details = [
        row[i].passage for i in (*head.of(TASK), *head.of(DETAIL)) if i > title and row[i].folded
    ]
    rest = body.part(_after(body, name)).trimmed(" \n。;,")
    spans = [cell.passage.span for cell in row if cell.folded]
    return Draft(
        number,
        name,
        joined([p for p in (rest, *details) if p]),
        [*chapter, *_groups(row, head, title)],
        units,
        deadlines,
        joined([body, *details]),
        (min(s[0] for s in spans), max(s[1] for s in spans)),
        mark.ordinal if mark else None,
        row,
        "column",
    )


def _after(body: Passage, name: Passage) -> int:
    return next((i + 1 for i, offset in enumerate(body.at) if name and offset == name.at[-1]), 0)


def _title_words(body: Passage) -> Passage:
    """Lines of a cell are one line broken by the cell's width, unless a new number begins."""
    lines = body.trimmed(" \n").lines()
    kept = [lines[0]] if lines else []
    for line in lines[1:]:
        if line_mark(line.folded) or find_labels(line.folded):
            break
        kept.append(line)
    return first_sentence(joined(kept, ""))


def _groups(row: tuple[Cell, ...], head: Head, title: int) -> list[str]:
    columns = [i for i in (*head.of(GROUP), *head.of(TASK)) if i < title]
    return [one_line(row[i].passage.text) for i in sorted(columns) if row[i].folded]


def _units(row: tuple[Cell, ...], head: Head) -> list[UnitWord]:
    found: list[UnitWord] = []
    seen: set[int] = set()
    for column in head.units:
        cell = row[column]
        if _BLANK.match(cell.folded) or id(cell) in seen:
            continue
        seen.add(id(cell))
        kind, word = head.columns[column].kind, re.sub(r"\s", "", head.columns[column].word)
        if find_labels(cell.folded):
            found += read_content(cell.passage).units
        else:
            found += read_units(cell.passage, kind, word).units
    return found


def _deadlines(row: tuple[Cell, ...], head: Head) -> list[Passage]:
    return [row[i].passage.trimmed() for i in head.of(DEADLINE) if not _BLANK.match(row[i].folded)]


def _append(drafts: list[Draft], draft: Draft | None) -> None:
    """A row whose number and title cells are those of the row above only adds its units."""
    if draft is None:
        return
    last = drafts[-1] if drafts else None
    same = last and draft.title.at and last.title.at and draft.title.at[0] == last.title.at[0]
    if last and same and draft.number == last.number and _dates(draft) == _dates(last):
        known = {unit.name for unit in last.units}
        added = [unit for unit in draft.units if unit.name not in known]
        last.units += [replace(unit) for unit in added]
        last.span = (last.span[0], max(last.span[1], draft.span[1]))
        if added:
            last.notes.append("merged_rows")
        return
    drafts.append(draft)


def _dates(draft: Draft) -> list[str]:
    return [passage.folded for passage in draft.deadlines]
