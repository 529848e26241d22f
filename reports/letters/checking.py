"""What is wrong with words before anything is drafted from them: broken blanks, broken 规定. Pure."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from reports.choices import LetterKind
from reports.docx.lint import Finding, lint
from reports.letters.facts import Head
from reports.letters.filling import BLANK, blanks_of
from reports.letters.samples import sample
from reports.letters.wording import STARTERS

_BRACKET = re.compile("[【】]")
_OPENED = re.compile(r"【[^【】\n]{0,6}】?")


def broken_wording(
    kind: str, texts: Mapping[str, str], head: Head, *, today: date
) -> dict[str, str]:
    """Return by key, in Chinese, what is wrong with the county's texts for `kind`."""
    found = {
        key: [*wrong_blanks(text, kind, title=key == "title")]
        or _rules(kind, key, text, head, today)
        for key, text in texts.items()
    }
    return {key: "".join(sentences) for key, sentences in found.items() if sentences}


def broken_words(kind: str, texts: Mapping[str, str], head: Head, *, today: date) -> dict[str, str]:
    """Return by key what is wrong with the words of one letter; its title stands as it is."""
    wrong = unfilled({"title": texts.get("title", "")})
    return broken_wording(kind, texts, head, today=today) | wrong


def unfilled(texts: Mapping[str, str]) -> dict[str, str]:
    """Return by key what is wrong with words in which nothing will be filled in any more."""
    found = {key: _BRACKET.search(text) for key, text in texts.items()}
    return {
        key: f"“{_around(texts[key], mark)}”在这里不会自动填写，请直接写明，不用【】。"
        for key, mark in found.items()
        if mark
    }


def wrong_blanks(text: str, kind: str, *, title: bool = False) -> Iterator[str]:
    """Yield a sentence for each blank that cannot be filled in a text, or a title, of `kind`."""
    usable = {blank.text: blank for blank in blanks_of(kind)}
    known = {blank.text for code in STARTERS for blank in blanks_of(code)}
    for name in dict.fromkeys(BLANK.findall(text)):
        if name not in known:
            yield f"“{name}”不是可用的填写项，请从列出的填写项中选用。"
        elif name not in usable:
            yield f"“{name}”不能用在{LetterKind(kind).label}中，请删去或者换用列出的填写项。"
        elif title and usable[name].moves:
            yield f"“{name}”在拟稿以后还会变动，不能用在标题中。"
    for mark in _BRACKET.finditer(BLANK.sub(lambda blank: "\0" * len(blank[0]), text)):
        yield f"“{_around(text, mark)}”处的【】不成对，请补全或者删去。"


def _around(text: str, mark: re.Match[str]) -> str:
    """Return the bracket with what stands beside it, on the side of the name."""
    if mark[0] == "【":
        found = _OPENED.match(text, mark.start())
        return found[0] if found else mark[0]
    return text[max(mark.start() - 6, 0) : mark.end()].split("\n")[-1]


def _rules(kind: str, key: str, text: str, head: Head, today: date) -> list[str]:
    """Return the 规定 that a text breaks, found in a document that is right but for it."""
    right = {finding.message for finding in _findings(kind, STARTERS[kind], head, today)}
    words = {**STARTERS[kind], key: text}
    return list(
        dict.fromkeys(
            finding.message
            for finding in _findings(kind, words, head, today)
            if finding.strength == "规定" and finding.message not in right
        )
    )


def _findings(kind: str, texts: Mapping[str, str], head: Head, today: date) -> list[Finding]:
    return lint(sample(kind, texts, head, today=today, number=f"示例〔{today.year}〕1号"))
