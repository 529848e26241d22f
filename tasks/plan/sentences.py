"""Responsibility inside plain sentences: 由A牵头,B配合 · A会同B负责 · A负责……"""

from __future__ import annotations

import re

from tasks.plan.labels import LEAD
from tasks.plan.passage import Passage
from tasks.plan.unitlist import MANNER, UnitWord, read_units, tokens
from tasks.plan.unitnames import is_hollow, looks_like_unit

_SENTENCE = re.compile(r"[^。;\n]+")
_ROLE = (
    rf"{MANNER}"
    r"(?:牵头|负责(?!人|制|同志)|会同|配合(?!做好基层)|协助|承办|主办|协办)"
)
_BY = re.compile(rf"由(?P<units>[^,;。由]{{2,120}}?){_ROLE}")
_HEAD = re.compile(rf"^ *(?P<units>[^,;。]{{2,120}}?){_ROLE}")


def read_sentences(text: Passage) -> list[UnitWord]:
    """Units that a sentence makes responsible, in order; nothing unless all its names are names."""
    units: list[UnitWord] = []
    for sentence in _SENTENCE.finditer(text.folded):
        units += _read_sentence(text.part(*sentence.span()))
    return units


def _read_sentence(sentence: Passage) -> list[UnitWord]:
    found: list[UnitWord] = []
    for clause in tokens(sentence, ","):
        found += _read_clause(clause)
    return found


def _read_clause(clause: Passage) -> list[UnitWord]:
    for pattern in (_BY, _HEAD):
        match = pattern.search(clause.folded)
        if not match:
            continue
        units = read_units(clause.part(match.start("units"))).units
        named = [unit for unit in units if looks_like_unit(unit.passage.folded)]
        heads = tokens(clause.part(*match.span("units")))
        if heads and all(_is_name(head.folded) for head in heads):
            return _without_tail(named)
    return []


def _is_name(folded: str) -> bool:
    bare = folded.removesuffix("等").strip()
    return looks_like_unit(bare) and not is_hollow(bare)


def _without_tail(units: list[UnitWord]) -> list[UnitWord]:
    """Behind the last verb there are no more names, only words of the sentence."""
    last = max((i for i, unit in enumerate(units) if unit.word), default=-1)
    if any(unit.role == LEAD for unit in units):
        return units
    return units[: last + 1]
