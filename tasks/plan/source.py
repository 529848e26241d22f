"""What the readers of file formats hand to the grammar: the text, its lines and its tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from tasks.plan.passage import Passage, Span


@dataclass(frozen=True)
class Line:
    """A paragraph. The first `auto` characters are an automatic number of the word processor."""

    passage: Passage
    auto: int = 0


@dataclass(frozen=True, eq=False)
class Cell:
    """A table cell; a merged cell is the same object in every place that it covers."""

    passage: Passage

    @property
    def folded(self) -> str:
        return self.passage.folded.strip(" \n")


EMPTY_CELL = Cell(Passage("", ()))


@dataclass(frozen=True)
class Grid:
    """A table: rows of equal length. `lossy`: flattened to text, so blanks may be merged cells."""

    rows: tuple[tuple[Cell, ...], ...]
    span: Span
    name: str = ""
    lossy: bool = False


Block = Line | Grid


@dataclass(frozen=True)
class Source:
    """The text that spans point into, and its blocks in reading order."""

    text: str
    blocks: tuple[Block, ...]


@dataclass
class SourceWriter:
    """Puts a source together from pieces of a docx, xlsx or pdf; every piece ends its line."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    blocks: list[Block] = field(default_factory=list)

    def write(self, text: str, end: str = "\n") -> Passage:
        start = self.length
        self.pieces.append(text + end)
        self.length += len(text) + len(end)
        return Passage(text, range(start, start + len(text)))

    def line(self, text: str, auto: int = 0) -> None:
        self.blocks.append(Line(self.write(text), auto))

    def grid(self, rows: Sequence[Sequence[str | tuple[int, int]]], name: str = "") -> None:
        """Rows of cell texts; a pair (row, column) instead of a text points at a merged cell."""
        start = self.length
        cells: list[list[Cell]] = []
        for row in rows:
            cells.append([])
            for index, value in enumerate(row):
                if isinstance(value, tuple):
                    cells[-1].append(cells[value[0]][value[1]])
                    self.write("", "\t")
                else:
                    end = "\n" if index == len(row) - 1 else "\t"
                    passage = self.write(value, end)
                    cells[-1].append(Cell(passage) if value.strip() else Cell(Passage("", ())))
        self.blocks.append(Grid(tuple(map(tuple, cells)), (start, self.length), name))

    def source(self) -> Source:
        return Source("".join(self.pieces), tuple(self.blocks))
