"""Automatic numbers of Word (numbering.xml), counted as Word counts them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from tasks.plan.numerals import chinese_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_FORMAL = str.maketrans("〇一二三四五六七八九十百", "零壹贰叁肆伍陆柒捌玖拾佰")


def _letters(number: int) -> str:
    return chr(64 + (number - 1) % 26 + 1) * ((number - 1) // 26 + 1)


def _roman(number: int) -> str:
    pairs = (
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    )
    words = ""
    for value, sign in pairs:
        words += sign * (number // value)
        number %= value
    return words


def _circled(number: int) -> str:
    return chr(0x245F + number) if 1 <= number <= 20 else str(number)


_FORMATS: dict[str, Callable[[int], str]] = {
    "chineseCounting": chinese_of,
    "chineseCountingThousand": chinese_of,
    "taiwaneseCounting": chinese_of,
    "taiwaneseCountingThousand": chinese_of,
    "japaneseCounting": chinese_of,
    "ideographDigital": lambda n: "".join("〇一二三四五六七八九"[int(d)] for d in str(n)),
    "japaneseDigitalTenThousand": lambda n: "".join("〇一二三四五六七八九"[int(d)] for d in str(n)),
    "chineseLegalSimplified": lambda n: chinese_of(n).translate(_FORMAL),
    "ideographTraditional": lambda n: _STEMS[(n - 1) % 10],
    "ideographZodiac": lambda n: _BRANCHES[(n - 1) % 12],
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": lambda n: chr(0x2473 + n) if 1 <= n <= 20 else f"({n})",
    "decimalEnclosedFullstop": lambda n: chr(0x2487 + n) if 1 <= n <= 20 else f"{n}.",
    "decimalFullWidth": lambda n: "".join(chr(0xFEE0 + ord(d)) for d in str(n)),
    "decimalFullWidth2": lambda n: "".join(chr(0xFEE0 + ord(d)) for d in str(n)),
    "decimalZero": lambda n: f"{n:02d}",
    "upperLetter": _letters,
    "lowerLetter": lambda n: _letters(n).lower(),
    "upperRoman": _roman,
    "lowerRoman": lambda n: _roman(n).lower(),
}


@dataclass(frozen=True)
class Level:
    """One level of a list: its format, its text (「第%1条」), its first number."""

    kind: str
    text: str
    start: int
    legal: bool = False
    suffix: str = "tab"


@dataclass
class Numbering:
    """The lists of a document, with their counters. `number(list, level)` counts on."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    abstract: dict[str, str] = field(default_factory=dict)
    restarts: dict[tuple[str, int], int] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    def number(self, list_id: str, depth: int) -> str:
        """The next number of a list as Word shows it; empty for bullets and unknown lists."""
        levels = self.levels.get(list_id, {})
        level = levels.get(depth)
        if level is None:
            return ""
        counts = self.counts.setdefault(self.abstract.get(list_id, list_id), {})
        restart = self.restarts.get((list_id, depth))
        if restart is not None and (list_id, depth) not in self.begun:
            counts[depth] = restart
        else:
            counts[depth] = counts.get(depth, level.start - 1) + 1
        self.begun.add((list_id, depth))
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        if level.kind in ("bullet", "none"):
            return ""
        return re.sub(
            r"%(\d)",
            lambda found: self._figure(levels, counts, level, int(found[1]) - 1),
            level.text,
        )

    def _figure(
        self, levels: dict[int, Level], counts: dict[int, int], shown: Level, depth: int
    ) -> str:
        level = levels.get(depth)
        value = counts.get(depth, level.start if level else 1)
        if level is None or shown.legal:
            return str(value)
        return _FORMATS.get(level.kind, str)(value)


def read_numbering(root: Element | None) -> Numbering:
    """numbering.xml → lists; a document without it has none."""
    numbering = Numbering()
    if root is None:
        return numbering
    abstracts = {
        a.get(f"{W}abstractNumId", ""): _levels(a) for a in root.findall(f"{W}abstractNum")
    }
    for num in root.findall(f"{W}num"):
        list_id = num.get(f"{W}numId", "")
        base = num.find(f"{W}abstractNumId")
        abstract = base.get(f"{W}val", "") if base is not None else ""
        levels = dict(abstracts.get(abstract, {}))
        for override in num.findall(f"{W}lvlOverride"):
            depth = _whole(override.get(f"{W}ilvl"), 0)
            start = override.find(f"{W}startOverride")
            if start is not None:
                numbering.restarts[(list_id, depth)] = _whole(start.get(f"{W}val"), 1)
            for level in override.findall(f"{W}lvl"):
                levels[depth] = _level(level)
        numbering.levels[list_id] = levels
        numbering.abstract[list_id] = abstract
    return numbering


def _levels(abstract: Element) -> dict[int, Level]:
    return {
        _whole(level.get(f"{W}ilvl"), 0): _level(level) for level in abstract.findall(f"{W}lvl")
    }


def _level(level: Element) -> Level:
    def value(name: str, default: str) -> str:
        found = level.find(f"{W}{name}")
        return default if found is None else found.get(f"{W}val", default)

    legal = level.find(f"{W}isLgl") is not None
    return Level(
        value("numFmt", "decimal"),
        value("lvlText", ""),
        _whole(value("start", "1"), 1),
        legal,
        value("suff", "tab"),
    )


def _whole(words: str | None, default: int) -> int:
    return int(words) if words is not None and re.fullmatch(r"-?\d{1,6}", words) else default
