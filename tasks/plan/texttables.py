"""Tables that were flattened to text: with |, with tabs, with box lines, or one cell per line."""

from __future__ import annotations

import re

from tasks.plan.columns import DETAIL, GROUP, NUMBER, OTHER, TASK, UNIT, is_head, kind_of
from tasks.plan.deadlines import CYCLE, DATED, LONG_TERM, read_value
from tasks.plan.labels import DEADLINE, PERSON
from tasks.plan.passage import Passage, joined
from tasks.plan.source import EMPTY_CELL, Block, Cell, Grid, Line, Source
from tasks.plan.unitlist import read_units
from tasks.plan.unitnames import looks_like_unit

_BOX_LINE = re.compile(r"^[ │┃|║┌┬┐├┼┤└┴┘╔╦╗╠╬╣╚╩╝┏┳┓┣╋┫┗┻┛╟╢+─━═┄┅┈┉-]+$")
_MARKDOWN_RULE = re.compile(r"^[ |:-]*-{2,}[ |:-]*$")
_SPLITTERS = (("|", r"[|│┃║]"), ("\t", r"\t"), ("  ", r" {2,}|\u3000+"), (",", r","), (" ", r" +"))


def with_tables(lines: list[Passage]) -> list[Block]:
    """Lines → lines and grids. A grid begins at a head of known column names."""
    blocks: list[Block] = []
    index = 0
    while index < len(lines):
        found = _split_table(lines, index) or _listed_table(lines, index)
        if found:
            grid, index = found
            blocks.append(grid)
        else:
            blocks.append(Line(lines[index]))
            index += 1
    return blocks


def tabled(source: Source) -> Source:
    """A source whose lines were looked through for tables (lines of a word processor)."""
    blocks: list[Block] = []
    run: list[Line] = []
    for block in [*source.blocks, None]:
        if isinstance(block, Line):
            run.append(block)
            continue
        blocks += _with_marks(run)
        run = []
        if block is not None:
            blocks.append(block)
    return Source(source.text, tuple(blocks))


def _with_marks(run: list[Line]) -> list[Block]:
    """Tables found among lines; the other lines stay as they were, with their numbers."""
    known = {id(line.passage): line for line in run}
    found = with_tables([line.passage for line in run])
    return [known.get(id(b.passage), b) if isinstance(b, Line) else b for b in found]


def _cells(line: Passage, splitter: str) -> list[Passage]:
    """Cells between separators; the frame at both ends is none."""
    cells, start = [], 0
    for gap in re.finditer(splitter, line.text):
        cells.append(line.part(start, gap.start()))
        start = gap.end()
    cells.append(line.part(start))
    if splitter != r"\t":
        while cells and not cells[0].text.strip():
            cells.pop(0)
        while cells and not cells[-1].text.strip():
            cells.pop()
    return cells


def _framed(line: Passage) -> list[Passage]:
    """Cells of a line with box or pipe separators, empty ones kept."""
    body = line.trimmed(" ")
    if body.text[:1] in "|│┃║":
        body = body.part(1)
    if body.text[-1:] in "|│┃║" and body.text:
        body = body.part(0, len(body.text) - 1)
    cells, start = [], 0
    for gap in re.finditer(r"[|│┃║]", body.text):
        cells.append(body.part(start, gap.start()))
        start = gap.end()
    cells.append(body.part(start))
    return cells


def _split_table(lines: list[Passage], at: int) -> tuple[Grid, int] | None:
    """A table whose head is one line cut by |, box lines, tabs, wide gaps or commas."""
    for name, splitter in _SPLITTERS:
        head = _framed(lines[at]) if name == "|" else _cells(lines[at], splitter)
        kinds = [kind_of(cell.folded) if cell.text.strip() else "" for cell in head]
        if len(head) < 2 or not is_head(kinds):
            continue
        if (name in ("  ", ",", " ") and len([k for k in kinds if k]) < 3) or (
            name == " " and not all(kinds)
        ):
            continue
        return _grid(lines, at, name, splitter, head)
    return None


def _grid(
    lines: list[Passage], at: int, name: str, splitter: str, head: list[Passage]
) -> tuple[Grid, int]:
    width = len(head)
    rows: list[list[Passage]] = [head]
    index, fresh = at + 1, True
    boxed = _is_boxed(lines, at)
    while index < len(lines):
        line = lines[index]
        if not line.text.strip():
            if (
                name != "|"
                and index + 1 < len(lines)
                and not re.search(splitter, lines[index + 1].text.strip())
            ):
                break
            index += 1
            continue
        if _BOX_LINE.match(line.text) or _MARKDOWN_RULE.match(line.folded):
            fresh, index = True, index + 1
            continue
        cells = _framed(line) if name == "|" else _cells(line, splitter)
        if (len(cells) < 2 and name != "|") or (
            name == "|" and not re.search(r"[|│┃║]", line.text)
        ):
            break
        if len(cells) > width and name in ("  ", " "):
            break
        if boxed and not fresh:
            rows[-1] = _glued(rows[-1], _fitted(cells, width))
        else:
            rows.append(_fitted(cells, width))
        fresh, index = False, index + 1
    cells_of = tuple(
        tuple(Cell(c.trimmed()) if c.text.strip() else EMPTY_CELL for c in row) for row in rows
    )
    first = lines[at].span
    return Grid(
        cells_of, (first[0], lines[index - 1].span[1] if index > at else first[1]), lossy=True
    ), index


def _is_boxed(lines: list[Passage], at: int) -> bool:
    """Are the rows parted by rules, so that lines without a rule between them are one row?"""
    rules = [
        index
        for index in range(max(0, at - 1), min(len(lines), at + 40))
        if lines[index].text.strip() and _BOX_LINE.match(lines[index].text)
    ]
    return sum(1 for index in rules if index > at) >= 2


def _fitted(cells: list[Passage], width: int) -> list[Passage]:
    """A row to the width of the head: cells lost to a merge are those at the left."""
    empty = Passage("", ())
    if len(cells) > width:
        return [*cells[: width - 1], joined(cells[width - 1 :], "")]
    return [empty] * (width - len(cells)) + cells


def _glued(above: list[Passage], below: list[Passage]) -> list[Passage]:
    """Two lines of one row between box lines."""
    return [
        joined(
            [a.trimmed(), b.trimmed()],
            "\n" if looks_like_unit(a.folded.strip()) and looks_like_unit(b.folded.strip()) else "",
        )
        if a.text.strip() and b.text.strip()
        else (a if a.text.strip() else b)
        for a, b in zip(above, below, strict=True)
    ]


def _listed_table(lines: list[Passage], at: int) -> tuple[Grid, int] | None:
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
    while index < len(lines):
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
