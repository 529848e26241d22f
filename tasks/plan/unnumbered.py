"""Items without numbers: paragraphs that each name their own units."""

from __future__ import annotations

from tasks.plan.assignments import BRACKET, read_assignment
from tasks.plan.labels import begins_with_label
from tasks.plan.passage import Passage, joined


def paragraphs_with_units(lines: list[Passage]) -> list[int]:
    """Places of the lines that are items by themselves: words, and a bracket that assigns them."""
    return [place for place, line in enumerate(lines) if _is_item(line)]


def _is_item(line: Passage) -> bool:
    found = read_assignment(line, sentences=False)
    if not found.units or found.how != BRACKET:
        return False
    return len(line.without(found.holes).folded.strip(" 。;,")) >= 4


def unnumbered_items(lines: list[Passage]) -> list[list[Passage]]:
    """A text without any number, cut into items: a title, its words, its labelled lines."""
    groups: list[list[Passage]] = []
    current: list[Passage] = []
    for line in lines:
        if not line.text.strip():
            continue
        if current and not _belongs_to_labels(line, current) and _has_units(current):
            groups.append(current)
            current = []
        current.append(line)
    if _has_units(current):
        groups.append(current)
    return [_from_title(group, first=index == 0) for index, group in enumerate(groups)]


def _has_units(lines: list[Passage]) -> bool:
    return bool(read_assignment(joined(lines), sentences=False).units)


def _belongs_to_labels(line: Passage, current: list[Passage]) -> bool:
    """A labelled line, or names that continue the label above."""
    if begins_with_label(line.folded):
        return True
    before = read_assignment(joined(current), sentences=False)
    after = read_assignment(joined([*current, line]), sentences=False)
    return len(after.units) > len(before.units) and not _is_item(line)


def _from_title(group: list[Passage], *, first: bool) -> list[Passage]:
    """The group from its title on: before the first item stands what is no item."""
    words = [place for place, line in enumerate(group) if not begins_with_label(line.folded)]
    plain = [place for place in words if place < _first_label(group)]
    if first and len(plain) > 1:
        return group[plain[-1] :]
    return group


def _first_label(group: list[Passage]) -> int:
    return next((i for i, line in enumerate(group) if begins_with_label(line.folded)), len(group))
