"""Which unit does a word of a plan mean? Pure: names in, matches out.

The way of a word: as it stands → without tails (等, 按职责分工) and brackets → with another prefix
(县/市/区/旗, 县委, 县政府, the county's name) → with another ending (局/委/办) → as a group →
with a slip of the pen. A word is resolved only at or above THRESHOLD; below it there are
suggestions, and a person decides.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from units.namekeys import bracketed, core, endings, flat, group_category, tidy
from units.slips import likeness, pairs_of

THRESHOLD = 0.85
_SUGGEST = 0.45
_MOST = 3
_TRIED = 8

Identity = int | str


@dataclass(frozen=True)
class UnitName:
    """A unit or group of the county and all its names. kind: `unit` or `group`."""

    id: Identity
    name: str
    short: str = ""
    aliases: tuple[str, ...] = ()
    kind: str = "unit"

    def all_names(self) -> tuple[str, ...]:
        return tuple(name for name in (self.name, self.short, *self.aliases) if name)


@dataclass(frozen=True)
class Suggestion:
    """A unit that may be meant, with a score from 0 to 1."""

    id: Identity
    name: str
    score: float


@dataclass(frozen=True)
class Match:
    """What a word resolves to.

    target: the unit's or group's id, None if nothing reaches THRESHOLD. name: its name.
    how: exact, alias, bracket, prefix, ending, group, slip or none. suggestions: best first.
    """

    word: str
    target: Identity | None
    score: float
    how: str
    name: str | None = None
    kind: str = "unit"
    suggestions: tuple[Suggestion, ...] = ()

    @property
    def certain(self) -> bool:
        """True if no person needs to look: the name itself, an alias or a usual variant."""
        return self.target is not None and self.how != "slip"


@dataclass
class _Index:
    """Keys of all names; a key that two units share leads nowhere by itself."""

    places: dict[str, list[UnitName]] = field(default_factory=dict)

    def add(self, key: str, name: UnitName) -> None:
        holders = self.places.setdefault(key, [])
        if key and name not in holders:
            holders.append(name)

    def only(self, key: str) -> UnitName | None:
        holders = self.places.get(key, [])
        return holders[0] if len(holders) == 1 else None


class Recognizer:
    """Resolves words against the names of one county; built once, asked often."""

    def __init__(self, names: Iterable[UnitName], *, county: str = "") -> None:
        """county: the county's name (示例县), so that it can be left out in front of a name."""
        self.county = county
        self._names = tuple(names)
        self._exact, self._alias, self._core, self._ending = _Index(), _Index(), _Index(), _Index()
        self._groups: dict[str, UnitName] = {}
        self._letters: dict[str, set[str]] = {}
        self._known: dict[str, Match] = {}
        for name in self._names:
            self._learn(name)

    def resolve(self, word: str) -> Match:
        """The match of a word; the same word always gives the same match."""
        if word not in self._known:
            self._known[word] = self._resolve(word)
        return self._known[word]

    def _learn(self, name: UnitName) -> None:
        for spelling in name.all_names():
            key = flat(spelling)
            index = self._exact if spelling in (name.name, name.short) else self._alias
            index.add(key, name)
            self._core.add(core(key, self.county), name)
            for other in endings(core(key, self.county)):
                self._ending.add(other, name)
            if name.kind == "group":
                category = group_category(key)
                if category:
                    self._groups.setdefault(category, name)
            for letter in set(key):
                self._letters.setdefault(letter, set()).add(key)

    def _resolve(self, word: str) -> Match:
        key = tidy(word)
        found = self._lookup(word, key)
        if found:
            return found
        outer, inner = bracketed(key)
        if inner:
            return self._with_bracket(word, outer, inner)
        return self._by_slip(word, flat(key))

    def _lookup(self, word: str, key: str) -> Match | None:
        plain = flat(key)
        bare = core(plain, self.county)
        steps = (
            (self._exact, (plain,), "exact", 1.0),
            (self._alias, (plain,), "alias", 1.0),
            (self._core, (plain, bare), "prefix", 0.95),
            (self._core, tuple(endings(bare)), "ending", 0.9),
            (self._ending, (bare, *endings(bare)), "ending", 0.9),
        )
        for index, keys, how, score in steps:
            for candidate in keys:
                name = index.only(candidate)
                if name and len(candidate) > 1:
                    return _match(word, name, score, how)
        category = group_category(plain)
        group = self._groups.get(category) if category else None
        return _match(word, group, 0.9, "group") if group else None

    def _with_bracket(self, word: str, outer: str, inner: str) -> Match:
        """「市府办〔市大数据局〕」: the name before the bracket, the one inside as a suggestion."""
        found = self._lookup(word, outer)
        other = self._lookup(word, inner)
        if not found:
            slip = self._by_slip(word, flat(outer))
            return (
                slip
                if slip.target is not None or not other
                else Match(
                    word,
                    None,
                    0.0,
                    "none",
                    suggestions=(_suggestion(other), *slip.suggestions)[:_MOST],
                )
            )
        extra = (_suggestion(other),) if other and other.target != found.target else ()
        return Match(word, found.target, 0.9, "bracket", found.name, found.kind, extra)

    def _by_slip(self, word: str, key: str) -> Match:
        """The nearest spellings; resolved only if one is near enough and clearly the nearest."""
        best: dict[Identity, tuple[float, UnitName]] = {}
        for spelling in self._alike(key):
            score = likeness(key, spelling)
            for name in (
                *self._exact.places.get(spelling, ()),
                *self._alias.places.get(spelling, ()),
            ):
                if score > best.get(name.id, (_SUGGEST, name))[0]:
                    best[name.id] = (score, name)
        ranked = sorted(best.values(), key=lambda pair: -pair[0])[:_MOST]
        suggestions = tuple(
            Suggestion(name.id, name.name, round(score, 3)) for score, name in ranked
        )
        clear = len(ranked) < 2 or ranked[0][0] - ranked[1][0] >= 0.05
        if ranked and ranked[0][0] >= THRESHOLD and clear:
            score, name = ranked[0]
            return Match(word, name.id, round(score, 3), "slip", name.name, name.kind, suggestions)
        return Match(
            word,
            None,
            suggestions[0].score if suggestions else 0.0,
            "none",
            suggestions=suggestions,
        )

    def _alike(self, key: str) -> list[str]:
        """The spellings that share most letters with the word, and at least half of them."""
        shared: dict[str, int] = {}
        for letter in set(key):
            for spelling in self._letters.get(letter, ()):
                shared[spelling] = shared.get(spelling, 0) + 1
        need = max(2, len(set(key)) // 2)
        near = [
            word
            for word, count in shared.items()
            if count >= need and pairs_of(word) & pairs_of(key)
        ]
        return sorted(near, key=lambda word: (abs(len(word) - len(key)) - shared[word], word))[
            :_TRIED
        ]


def _match(word: str, name: UnitName, score: float, how: str) -> Match:
    return Match(word, name.id, score, how, name.name, name.kind)


def _suggestion(match: Match) -> Suggestion:
    assert match.target is not None
    assert match.name is not None
    return Suggestion(match.target, match.name, match.score)
