"""A task on its way: what was found for it, before rules of the whole document are applied."""

from __future__ import annotations

from dataclasses import dataclass, field

from tasks.plan.outline import Node
from tasks.plan.passage import Passage, Span
from tasks.plan.unitlist import UnitWord


@dataclass(eq=False)
class Draft:
    """Number, words and units of one task; `scope` is shared by items of one group."""

    number: str
    title: Passage
    text: Passage
    chapter: list[str]
    units: list[UnitWord]
    deadlines: list[Passage]
    plain: Passage
    span: Span
    ordinal: int | None = None
    scope: object = None
    how: str | None = None
    notes: list[str] = field(default_factory=list)


def draft_of(node: Node) -> Draft:
    """The draft of a numbered item with its own words only."""
    own = node.own
    rest = node.words.without(own.holes)
    title = own.title or first_sentence(rest)
    text = rest.part(_after(rest, title)) if not own.title else rest
    labelled = {offset for passage in own.deadlines for offset in passage.at}
    kept = [i for i, offset in enumerate(node.words.at) if offset not in labelled]
    plain = Passage("".join(node.words.text[i] for i in kept), [node.words.at[i] for i in kept])
    chapter = [f"{a.number}{_stop(a)}{a.heading().text}" for a in node.ancestors()]
    if node.section:
        chapter.insert(0, node.section.text)
    end = max((p.span[1] for p in node.lines if p.text.strip()), default=node.start + 1)
    return Draft(
        node.number,
        first_sentence(title),
        text.trimmed(" \n;,。"),
        chapter,
        list(own.units),
        list(own.deadlines),
        plain,
        (node.start, max(end, node.start + 1)),
        node.mark.ordinal,
        node.parent or node.section,
        own.how,
    )


def _stop(node: Node) -> str:
    return "、" if node.mark.style == "chinese" else "." if node.mark.style == "arabic" else ""


def first_sentence(passage: Passage) -> Passage:
    """An item's title: its words up to the first 。, or the whole first line where there is none."""
    body = passage.trimmed(" \n")
    lines = body.folded.find("\n")
    line = body.part(0, lines if lines >= 0 else None)
    stop = line.folded.find("。")
    words = line.part(0, stop if stop >= 0 else None).trimmed(" ;:,、。\n-—*")
    return words.part(0, -1).trimmed() if words.folded.endswith("(") else words


def one_line(text: str) -> str:
    """The words without line breaks and the blanks around them."""
    return "".join(line.strip() for line in text.split("\n")).strip()


def _after(rest: Passage, title: Passage) -> int:
    if not title:
        return 0
    last = title.at[-1]
    return next((i + 1 for i, offset in enumerate(rest.at) if offset == last), 0)
