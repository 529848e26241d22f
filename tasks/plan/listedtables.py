"""Tables flattened to one cell per line: first the head, then the cells row by row."""

from __future__ import annotations

import re

from tasks.plan.columns import DETAIL, GROUP, NUMBER, OTHER, TASK, UNIT, is_head, kind_of
from tasks.plan.deadlines import CYCLE, DATED, LONG_TERM, read_value
from tasks.plan.labels import DEADLINE, PERSON
from tasks.plan.passage import Passage, joined
from tasks.plan.source import EMPTY_CELL, Cell, Grid
from tasks.plan.unitlist import read_units
from tasks.plan.unitnames import looks_like_unit

_WIDEST = 40  # columns of a head


def listed_table(lines: list[Passage], at: int) -> tuple[Grid, int] | None:
    """One cell per line: the head's words on lines of their own, then the cells row by row."""
    head, index = _listed_head(lines, at)
    if len(head) < 3:
        return None
    kinds = [kind_of(cell.folded) or OTHER for cell in head]
    if (
        kinds.count(OTHER) * 2 > len(kinds)
        or not is_head(list(kinds))
        or not set(kinds) & {*UNIT, DEADLINE}
    ):
        return None
    reader = _Listed(kinds)
    while index < len(lines) and reader.take(lines[index]):
        index += 1
    rows = [head, *reader.rows()]
    cells = tuple(tuple(Cell(c) if c.text.strip() else EMPTY_CELL for c in row) for row in rows)
    return Grid(cells, (lines[at].span[0], lines[index - 1].span[1]), lossy=True), index


def _listed_head(lines: list[Passage], at: int) -> tuple[list[Passage], int]:
    head: list[Passage] = []
    index = at
    while index < len(lines) and len(head) < _WIDEST:
        words = lines[index].folded.strip()
        if words:
            if kind_of(words) is None:
                break
            head.append(lines[index].trimmed())
        elif not head:
            break
        index += 1
    return head, index


class _Listed:
    """Deals the lines of a listed table to the columns of its head, by what each line looks like."""

    def __init__(self, kinds: list[str]) -> None:
        self.kinds = kinds
        self.cells: list[list[list[Passage]]] = []
        self.column = len(kinds)

    def take(self, line: Passage) -> bool:
        """False for a line that is behind the table."""
        words = line.folded.strip()
        if not words:
            return True
        fit = self._fit(words)
        if fit is None:
            return False
        column, new_row = fit
        if new_row:
            self.cells.append([[] for _ in self.kinds])
        self.cells[-1][column].append(line.trimmed())
        self.column = column
        return True

    def _fit(self, words: str) -> tuple[int, bool] | None:
        kinds = [kind for kind in _kinds_of(words) if kind in self.kinds]
        if not kinds or self._is_tail(words):
            return None
        here = self.column if self.cells else len(self.kinds)
        later = [i for i, kind in enumerate(self.kinds) if kind in kinds and i > here]
        if later and self.cells:
            return min(later, key=lambda i: (_wish(kinds, self.kinds[i]), i)), False
        if self.cells and here < len(self.kinds) and kinds[0] in UNIT and self.kinds[here] in UNIT:
            return here, False
        first = self.kinds.index(kinds[0])
        begins = self.kinds[first] in (NUMBER, TASK, GROUP, DETAIL)
        return (first, True) if begins else None

    def _is_tail(self, words: str) -> bool:
        """A short word after a finished row that is no task: 分享到: 打印 …"""
        done = bool(self.cells) and self.column == len(self.kinds) - 1
        return done and (
            words.endswith(":")
            or re.match(r"(?:备注|注|说明|联系人|打印|分享|附件)", words) is not None
        )

    def rows(self) -> list[list[Passage]]:
        """The rows; words that went to a group column go to the task if the row has no task."""
        tasks = [i for i, kind in enumerate(self.kinds) if kind == TASK]
        groups = [i for i, kind in enumerate(self.kinds) if kind == GROUP]
        for row in self.cells:
            filled = [i for i in groups if row[i]]
            if tasks and filled and not any(row[i] for i in tasks):
                row[tasks[0]], row[filled[-1]] = row[filled[-1]], row[tasks[0]]
        return [[joined(parts) for parts in row] for row in self.cells]


def _wish(kinds: list[str], kind: str) -> int:
    """How well a kind fits words that can be `kinds`: all columns of words fit alike."""
    words = (TASK, GROUP, DETAIL)
    if kind in UNIT and kinds[0] in UNIT:
        return 0
    return min(kinds.index(k) for k in words if k in kinds) if kind in words else kinds.index(kind)


def _kinds_of(words: str) -> list[str]:
    """What a cell of these words can be, the likeliest first."""
    if re.fullmatch(r"\(?(?:\d{1,3}(?:\.\d{1,2})*|[一二三四五六七八九十]{1,3})[\).、]?", words):
        return [NUMBER]
    names = read_units(Passage(words, range(len(words)))).units
    if (
        names
        and all(looks_like_unit(unit.passage.folded) for unit in names)
        and not words.endswith("。")
    ):
        return [*UNIT, TASK, DETAIL]
    due = read_value(words, year=2000) if len(words) <= 16 and not words.endswith("。") else None
    if due and due.kind in (DATED, CYCLE, LONG_TERM):
        return [DEADLINE, TASK, DETAIL, OTHER]
    if re.fullmatch(r"[一-龥]{2,4}", words):
        return [PERSON, TASK, GROUP, DETAIL, OTHER]
    return [TASK, GROUP, DETAIL, OTHER]
