"""The numbers a 通报 may speak of: those of its frozen figures, and what is proposed from them. Pure."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from reports.letters.naming import Fact

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
# Counts, not rows: ids and days that stand in rows are no figures of the text.
_COUNTED = ("tasks", "total", "chapters", "units", "month", "before", "letters", "soon_workdays")


def known_figures(
    figures: Mapping[str, Any], named: Sequence[Fact], proposed: Iterable[str]
) -> frozenset[str]:
    """Return the numbers as they are written: 34, 94.1.

    `named` are the late facts that may be named; `proposed` the texts the machine drew up, in which
    sums and differences stand that are no figure by themselves.
    """
    counts = {f"{value:g}" for key in _COUNTED for value in _leaves(figures.get(key))}
    counts |= {str(len(named)), str(len({fact["unit_id"] for fact in named}))}
    counts |= {str(len(figures[key])) for key in ("late", "units", "progress") if key in figures}
    for text in proposed:
        counts |= set(_NUMBER.findall(text))
    return frozenset(counts)


def _leaves(value: Any) -> Iterator[float]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if key != "id":
                yield from _leaves(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _leaves(inner)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield value
