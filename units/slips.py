"""How alike two spellings are when a letter was mistyped, lost, added or swapped."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=8192)
def pairs_of(word: str) -> frozenset[str]:
    """Neighbouring letters of a word."""
    return frozenset(word[i : i + 2] for i in range(len(word) - 1))


def likeness(first: str, second: str) -> float:
    """1 for the same word, less by each slip in proportion to the length; never below 0."""
    longest = max(len(first), len(second))
    return 1 - distance(first, second) / longest if longest else 1.0


def distance(first: str, second: str) -> int:
    """Slips between two words (Damerau and Levenshtein, neighbours swapped count once)."""
    before: list[int] = []
    row = list(range(len(second) + 1))
    for i, a in enumerate(first, 1):
        earlier, before, row = before, row, [i]
        for j, b in enumerate(second, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == second[j - 2] and first[i - 2] == b:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
    return row[-1]
