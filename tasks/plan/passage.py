"""A piece of the plan's text that remembers where each of its characters came from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from tasks.plan.effort import spend
from units.characters import fold

Span = tuple[int, int]


@dataclass(frozen=True)
class Passage:
    """Words of the source and, for each character, its offset in the source text.

    The grammar looks at `folded` (same length, plain punctuation and simplified characters);
    what is handed out is always a slice of `text`, so nothing of the original wording is lost.
    """

    text: str
    at: Sequence[int]

    @cached_property
    def folded(self) -> str:
        return fold(self.text)

    @property
    def span(self) -> Span:
        """First offset and the offset after the last one; (0, 0) for an empty passage."""
        return (self.at[0], self.at[-1] + 1) if len(self.at) else (0, 0)

    def part(self, start: int, end: int | None = None) -> Passage:
        piece = Passage(self.text[start:end], self.at[start:end])
        known = self.__dict__.get("folded")
        if known is not None:  # folding goes letter by letter: that of a part is a part of it
            piece.__dict__["folded"] = known[start:end]
        return piece

    def trimmed(self, letters: str = " \n") -> Passage:
        """The passage without the given folded characters at both ends."""
        start, end = 0, len(self.folded)
        while start < end and self.folded[start] in letters:
            start += 1
        while end > start and self.folded[end - 1] in letters:
            end -= 1
        return self.part(start, end)

    def without(self, holes: Iterable[Span]) -> Passage:
        """The passage with the given index ranges (of this passage) cut out."""
        kept = bytearray(b"\x01" * len(self.text))
        for start, end in holes:
            kept[start:end] = bytes(max(0, min(end, len(kept)) - start))
        places = [i for i, keep in enumerate(kept) if keep]
        return Passage("".join(self.text[i] for i in places), [self.at[i] for i in places])

    def lines(self) -> list[Passage]:
        parts, start = [], 0
        for line in self.text.split("\n"):
            parts.append(self.part(start, start + len(line)))
            start += len(line) + 1
        return parts

    def __bool__(self) -> bool:
        return bool(self.text)


def joined(passages: Sequence[Passage], glue: str = "\n") -> Passage:
    """Several passages as one; the glue takes the offset of the character before it."""
    spend(sum(len(passage.text) for passage in passages))
    text: list[str] = []
    at: list[int] = []
    for passage in passages:
        if at and glue:
            text.append(glue)
            at.extend([at[-1]] * len(glue))
        text.append(passage.text)
        at.extend(passage.at)
    return Passage("".join(text), at) if at else Passage("", ())
