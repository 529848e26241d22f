"""Who is responsible, read from the words of one item.

Looked for in this order: brackets that assign (「(牵头单位:…)」「(A牵头,B配合)」), labelled values
(「责任单位:…」 on the same or the next lines), and, only if the item has neither, its sentences
(「由A牵头,B配合」).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import zip_longest

from tasks.plan.deadlines import read_deadlines
from tasks.plan.effort import spend
from tasks.plan.labels import DEADLINE, OTHER, PERSON, TITLE, UNIT_ROLES, Label, find_labels
from tasks.plan.numbering import line_mark
from tasks.plan.passage import Passage, Span
from tasks.plan.sentences import read_sentences
from tasks.plan.unitlist import FIRST_LEADS, UnitWord, read_units, tokens
from tasks.plan.unitnames import is_hollow, looks_like_unit
from units.characters import bracket_pairs

LABEL, BRACKET, SENTENCE = "label", "bracket", "sentence"
_AFTER_BRACKET = re.compile(r"[。;;,. ]*(?:\n|$|\()")


@dataclass
class Assignment:
    """Units and labelled due words of an item, and the index ranges that they took in it."""

    units: list[UnitWord] = field(default_factory=list)
    deadlines: list[Passage] = field(default_factory=list)
    holes: list[Span] = field(default_factory=list)
    title: Passage | None = None
    first_leads: bool = False
    how: str | None = None

    def take(self, other: Assignment) -> None:
        self.units += other.units
        self.deadlines += other.deadlines
        self.title = self.title or other.title
        self.first_leads = self.first_leads or other.first_leads


def read_assignment(item: Passage, *, sentences: bool = True) -> Assignment:
    """Everything that the words of an item say about who and by when.

    `sentences=False` leaves out the reading of plain sentences. Raises nothing.
    """
    spend(len(item.folded))
    result = Assignment(first_leads=bool(FIRST_LEADS.search(item.folded)))
    for start, end in bracket_pairs(item.folded):
        content = item.part(start + 1, end - 1)
        last = bool(_AFTER_BRACKET.match(item.folded, end)) and not _of_a_name(item.folded[:start])
        if assigns(content, last=last):
            result.take(read_content(content))
            result.holes.append((start, end))
            result.how = BRACKET
    _read_labels(item, result)
    if not result.units and sentences:
        result.units = read_sentences(item.without(result.holes))
        result.how = SENTENCE if result.units else result.how
    return result


def assigns(content: Passage, *, last: bool) -> bool:
    """Does a bracket with this content assign the item (and not explain a word of it)?"""
    labels = find_labels(content.folded)
    if labels:
        known = {label.role for label in labels} & (UNIT_ROLES | {DEADLINE, PERSON})
        return bool(known) and labels[0].end < len(content.folded.rstrip())
    found = read_units(content)
    names = [unit.passage.folded for unit in found.units]
    if not names or not all(looks_like_unit(name) for name in names):
        return False
    if found.spoken:
        return True
    return last and all(len(name) > 2 for name in names) and not all(map(is_hollow, names))


def _of_a_name(before: str) -> bool:
    """Does the bracket stand directly behind a name (「各县政府(管委会)」) or a label's value?"""
    line = before[before.rfind("\n") + 1 :]
    word = re.split(r"[、,;。:\s]", line)[-1]
    return bool(word) and (looks_like_unit(word) or bool(find_labels(line)))


def read_content(content: Passage) -> Assignment:
    """The inside of an assigning bracket, or a table cell that holds labels or a list."""
    result = Assignment(first_leads=bool(FIRST_LEADS.search(content.folded)))
    labels = find_labels(content.folded)
    head = content.part(0, labels[0].start if labels else None)
    found = read_units(head)
    result.units += found.units
    result.deadlines += [time for time in found.times if not read_deadlines(time.text, year=2000)]
    for label, following in zip_longest(labels, labels[1:]):
        value = content.part(label.end, following.start if following else None)
        _take_value(result, label, value)
    return result


def _read_labels(item: Passage, result: Assignment) -> None:
    """Labelled values outside the assigning brackets."""
    hidden = _hidden(item.folded, result.holes)
    pairs = bracket_pairs(hidden)
    labels = [label for label in find_labels(hidden) if not _in_name_bracket(pairs, label)]
    for label, following in zip_longest(labels, labels[1:]):
        limit = following.start if following else len(hidden)
        end = _value_end(hidden, label, limit)
        before = len(result.units)
        _take_value(result, label, item.part(label.end, end))
        result.holes.append((label.start, end))
        if len(result.units) > before:
            result.how = LABEL


def _hidden(folded: str, holes: list[Span]) -> str:
    letters = list(folded)
    for start, end in holes:
        letters[start:end] = "\n" * (end - start)
    return "".join(letters)


def _in_name_bracket(pairs: list[Span], label: Label) -> bool:
    """Inside a bracket that does not assign a label is an ordinary word."""
    spend(len(pairs))
    return any(start < label.start and label.end < end for start, end in pairs)


def _value_end(folded: str, label: Label, limit: int) -> int:
    """Where the value of a label ends: at its line's end, or behind further lines of names."""
    end = _line_end(folded, label.end, limit)
    if label.role not in UNIT_ROLES | {DEADLINE}:
        return end
    while end < limit:
        value = folded[label.end : end].strip()
        following = _line_end(folded, end + 1, limit)
        line = folded[end + 1 : following].strip()
        if line and not _continues(label, value, line):
            break
        if not line and following >= limit:
            break
        end = following
    return end


def _line_end(folded: str, start: int, limit: int) -> int:
    end = folded.find("\n", start, limit)
    return limit if end < 0 else end


def _continues(label: Label, value: str, line: str) -> bool:
    if label.role == DEADLINE:
        return not value
    if line_mark(line):
        return False
    words = [token.folded for token in tokens(Passage(line, range(len(line))))]
    names = bool(words) and all(looks_like_unit(word.rstrip("等")) for word in words)
    if not value or value.endswith(("、", ",", "和", "及")):
        return names or (bool(value) and len(line) < 40)
    return names and not value.endswith("。")


def _take_value(result: Assignment, label: Label, value: Passage) -> None:
    if label.role in UNIT_ROLES:
        stop = value.folded.find("。")
        found = read_units(value.part(0, stop if stop >= 0 else None), label.role, label.word)
        result.units += found.units
    elif label.role == DEADLINE:
        plain = value.trimmed(" \n;,。")
        if plain:
            result.deadlines.append(plain)
    elif label.role == TITLE and result.title is None:
        result.title = value.trimmed(" \n;,")
    else:
        assert label.role in (OTHER, PERSON, TITLE)
