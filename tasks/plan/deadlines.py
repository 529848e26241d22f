"""Words of time in a plan → dates.

Rule (design, "Dates"): a stated date is taken as it stands: 3月底前 is 31 March inclusive,
上旬/中旬/下旬 end on the 10th, the 20th and the last day; 第一季度前 is 31 March with a doubt.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date

from tasks.plan.numerals import number_of
from units.characters import fold

DATED, CYCLE, LONG_TERM, UNDATED = "dated", "cycle", "long_term", "undated"

_N = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_YEAR = r"(?:(?P<year>\d{4}|[〇一二三四五六七八九]{4}) ?年度?|(?P<near>今年|本年度?|当年|明年|次年|翌年))"
_EVERY = r"(?P<every>每(?:1|一)?(?:个)?(?:半年|年度?|季度?|月份?|周|星期))"
_BEFORE = r"(?P<before>(?:之前|以前|前|之内|以内|内|为止|止)?)"
_POINT = (
    rf"(?:(?P<month>{_N}) ?月(?:份)?(?: ?(?P<day>{_N}) ?[日号](?: ?\d{{1,2}} ?[时点])?| ?(?P<part>底|末|中旬|上旬|下旬|初))?"
    rf"|(?P<quarter>(?:第 ?)?[一二三四1-4] ?季度|[Qq][1-4])(?P<qpart>末|底|初)?"
    rf"|(?P<half>上半年|下半年)(?P<hpart>末|底)?"
    rf"|(?P<yearend>年?[底末终])"
    rf"|(?P<within>(?<=年)内)"
    rf"|(?P<fest>元旦|春节|清明节?|五一(?:劳动节)?|端午节?|中秋节?|国庆节?|“五一”|“十一”)(?:假期|期间)?)"
)
_CYCLE_POINT = rf"(?:(?P<which>末月|首月|第{_N}个?月|{_N}月份?|末|底|最后一个月)? ?(?:的)?(?:(?P<day>{_N}) ?[日号]|(?P<part>底|末|中旬|上旬|下旬|初))?)"

_ONCE = re.compile(rf"{_YEAR}? ?{_POINT} ?{_BEFORE}")
_RECURRING = re.compile(rf"{_EVERY}(?:的)? ?{_CYCLE_POINT} ?{_BEFORE}")
_YEAR_ONLY = re.compile(rf"{_YEAR} ?(?P<before>之前|以前|前)")
_FIGURES = re.compile(
    r"(?<!\d)(?P<year>\d{4})[-/.](?P<month>\d{1,2})(?:[-/.](?P<day>\d{1,2}))?(?!\d|[-/.]\d) ?(?P<before>(?:之前|以前|前)?)"
)
_IN_YEAR = re.compile(r"(?P<before>年内)")

_DONE = re.compile(
    r" ?(?:要|应|须|必须|基本|全面|全部|力争|争取|率先|初步|,)*(?:完成|实现|建成|达到|达|形成|出台|印发|公布|"
    r"报送|上报|建立|启动|投入|办结|到位|动工|开工|完工|竣工|落实|销号|结束|交付|组织|举办|召开)"
)
_HISTORY = re.compile(
    r"^ ?(?:已|的(?:存量|案件|项目)?|登记|成立|注册|出生|参保|入职|取得|签订|发生|建成的|出台的|制定的|印发的|实施的|参加)"
)
_VALIDITY = re.compile(
    r"(?:有效期|期限|执行|延续|延长|实施|施行|顺延|自|从|截至|截止)[^,。;]{0,6}(?:至|到|为|自|从) ?$"
)
_DURATION_BEFORE = re.compile(r"[\d一二两三四五六七八九十半几每 ]$")
_LONG = re.compile(
    r"长期坚持|长期|持续推进|持续|常态化|立行立改|立即整改|全年|贯穿全年|每年|逐年|即知即改|按照?时间节点|随时|"
    r"适时|按要求|经常性|日常|常年|持之以恒|按进度|按计划"
)


@dataclass(frozen=True)
class Cycle:
    """A recurring due day: `unit` is year, half, quarter, month or week.

    `month` counts within the unit (None: its last one), `day` within the month (None: its last).
    """

    unit: str
    month: int | None = None
    day: int | None = None

    def dates(self, year: int) -> tuple[date, ...]:
        """All due days of the cycle in a year (none for weeks)."""
        length = {"year": 12, "half": 6, "quarter": 3, "month": 1}.get(self.unit)
        if not length:
            return ()
        month = min(self.month or length, length)
        return tuple(_day(year, start + month, self.day) for start in range(0, 12, length))


@dataclass(frozen=True)
class Deadline:
    """A due phrase at [start, end) of the text it was read from, and what it means.

    kind: dated (due_on is set), cycle, long_term (no date by nature), undated (not understood).
    doubts: codes of what a person should look at.
    """

    text: str
    start: int
    end: int
    kind: str
    due_on: date | None = None
    cycle: Cycle | None = None
    doubts: tuple[str, ...] = ()
    certain: bool = True


def read_deadlines(text: str, *, year: int) -> list[Deadline]:
    """The due phrases of running text in order; periods of validity and 工作日 are none.

    A phrase needs its 前 (or 内), or an end (底, 末) with a verb of completion behind it.
    Later phrases without a year take the year named before them in the same text.
    """
    folded = fold(text)
    found: list[Deadline] = []
    current, position = year, 0
    while position < len(folded):
        hit = _next(folded, position, text, current)
        if hit is None:
            break
        phrase, match = hit
        position = max(phrase.end, position + 1)
        if _counts(folded, phrase, match):
            found.append(phrase)
            current = _named_year(match, year) or current
    return found


def read_value(text: str, *, year: int) -> Deadline | None:
    """The value of a deadline column or label, as written; None if it says nothing (`/`, 无).

    A single phrase keeps its verb (5月底前动工); of several phrases the first one counts.
    """
    words = text.strip(" \n\u3000。;；,，")
    if not words.strip("/-—－ 无"):
        return None
    folded = fold(words)
    phrases = _phrases(folded, words, year)
    if not phrases:
        kind = LONG_TERM if _LONG.search(folded) else UNDATED
        doubts = () if kind == LONG_TERM else ("unread_deadline",)
        return Deadline(words, 0, len(words), kind, doubts=doubts)
    if _is_range(folded):
        return replace(phrases[-1], text=words, start=0, end=len(words))
    end = _clause_end(folded, phrases[0].end) if len(phrases) > 1 else len(words)
    return replace(phrases[0], text=words[:end].rstrip(" \n"), start=0, end=end)


def read_values(text: str, *, year: int) -> list[Deadline]:
    """All phrases of a deadline column or label, the one in force first."""
    first = read_value(text, year=year)
    if first is None or first.end >= len(text.strip(" \n\u3000。;；,，")):
        return [first] if first else []
    rest = text.strip(" \n\u3000。;；,，")[first.end :]
    return [first, *_phrases(fold(rest), rest, first.due_on.year if first.due_on else year)]


def _phrases(folded: str, text: str, year: int) -> list[Deadline]:
    found, position, current = [], 0, year
    while hit := _next(folded, position, text, current):
        phrase, match = hit
        position = max(phrase.end, position + 1)
        found.append(phrase)
        current = _named_year(match, year) or current
    return found


def _is_range(folded: str) -> bool:
    return bool(
        re.search(
            r"(?:\d|年|月|日|底|旬|号|度) ?(?:-{1,2}|~|至|到) ?(?:\d|年底|次年|明年|[一二三四五六七八九十]+月|[上中下]旬)",
            folded,
        )
    )


def _clause_end(folded: str, position: int) -> int:
    found = re.search(r"[,;、。\n]", folded[position:])
    return position + found.start() if found else len(folded)


def _next(
    folded: str, position: int, text: str, year: int
) -> tuple[Deadline, re.Match[str]] | None:
    """The earliest phrase at or after `position`, the longest where several begin together."""
    hits = []
    for pattern in (_RECURRING, _ONCE, _YEAR_ONLY, _FIGURES, _IN_YEAR):
        match = pattern.search(folded, position)
        if match and match.end() > match.start():
            hits.append((match.start(), -match.end(), pattern, match))
    if not hits:
        return None
    _, _, pattern, match = min(hits, key=lambda hit: hit[:2])
    build = _recurring if pattern is _RECURRING else _once
    words = text[match.start() : match.end()]
    stripped = words.rstrip()
    phrase = build(match, stripped, year)
    return replace(phrase, start=match.start(), end=match.start() + len(stripped)), match


def _counts(folded: str, phrase: Deadline, match: re.Match[str]) -> bool:
    """Is the phrase of running text a due day (and not history, validity or a length of time)?"""
    ahead, behind = folded[: phrase.start], folded[phrase.end :]
    groups = match.groupdict()
    if _VALIDITY.search(ahead[-14:]) or ahead[-1:] in ("较", "比", "至") or _inside_title(ahead):
        return False
    if match.re is _IN_YEAR or groups.get("within"):
        bare = not groups.get("year") and not groups.get("near")
        return not (bare and _DURATION_BEFORE.search(ahead))
    if groups.get("before"):
        return not _HISTORY.match(behind) and not re.search(r"[\d.]$", ahead)
    if match.re is _FIGURES:
        return False
    if match.re is _RECURRING:
        return bool(groups.get("day") or groups.get("part") or groups.get("which") in ("末", "底"))
    ends = groups.get("part") or groups.get("qpart") or groups.get("hpart") or groups.get("half")
    dated = ends or groups.get("day") or groups.get("quarter") or groups.get("yearend")
    return bool(
        (dated or groups.get("month")) and _DONE.match(behind) and "年终" not in phrase.text
    )


def _inside_title(ahead: str) -> bool:
    return ahead.rfind("《") > ahead.rfind("》")


def _named_year(match: re.Match[str], year: int) -> int | None:
    groups = match.groupdict()
    if groups.get("year"):
        return number_of(groups["year"])
    if groups.get("near"):
        return year + (groups["near"] in ("明年", "次年", "翌年"))
    return None


def _once(match: re.Match[str], words: str, plan_year: int) -> Deadline:
    groups = match.groupdict()
    year = _named_year(match, plan_year) or plan_year
    doubts: tuple[str, ...] = ()
    month, day, due = 12, None, None
    if groups.get("month"):
        month = number_of(groups["month"]) or 0
        day = number_of(groups["day"]) if groups.get("day") else _part_day(groups.get("part"))
        if groups.get("part") is None and groups["day"] is None:
            doubts = ("month_deadline",) if groups["before"] else ()
        elif groups.get("part") == "初":
            doubts = ("early_month",)
    elif groups.get("quarter"):
        month = 3 * (number_of(groups["quarter"].strip("第季度Qq ")) or 0)
        doubts = () if groups["qpart"] in ("末", "底") else ("quarter_deadline",)
    elif groups.get("half"):
        month = 6 if groups["half"] == "上半年" else 12
        doubts = ("half_year_deadline",) if groups["before"] and not groups["hpart"] else ()
    elif groups.get("fest"):
        month, day = _FESTIVALS.get(groups["fest"].strip("“”节劳动"), (0, 0))
        doubts = ("festival_deadline",)
    elif match.re is _YEAR_ONLY:
        doubts = ("year_deadline",)
    due = _valid_day(year, month, day)
    if due is None:
        return Deadline(words, 0, 0, UNDATED, doubts=(*doubts, "unread_deadline"))
    return Deadline(words, 0, 0, DATED, due, doubts=doubts)


# The last day before a feast with a fixed date; the others depend on the moon.
_FESTIVALS = {"元旦": (12, 31), "五一": (4, 30), "国庆": (9, 30), "十一": (9, 30)}


def _recurring(match: re.Match[str], words: str, plan_year: int) -> Deadline:
    groups = match.groupdict()
    every = groups["every"]
    unit = (
        "half"
        if "半年" in every
        else "year"
        if "年" in every
        else "quarter"
        if "季" in every
        else "week"
        if "周" in every or "星期" in every
        else "month"
    )
    day = number_of(groups["day"]) if groups.get("day") else _part_day(groups.get("part"))
    cycle = Cycle(unit, _which_month(groups.get("which")), day)
    if unit == "year" and (groups.get("which") or groups.get("part")):
        dates = cycle.dates(plan_year)
        return Deadline(words, 0, 0, CYCLE, dates[0], cycle)
    return Deadline(words, 0, 0, CYCLE, None, cycle, doubts=("recurring",))


def _which_month(words: str | None) -> int | None:
    if not words or words in ("末月", "末", "底", "最后一个月"):
        return None
    return 1 if words == "首月" else number_of(words.strip("第个月份"))


def _part_day(part: str | None) -> int | None:
    return {"上旬": 10, "中旬": 20, "初": 10}.get(part or "")


def _valid_day(year: int, month: int, day: int | None) -> date | None:
    if not (1 <= year <= 9999 and 1 <= month <= 12) or (day is not None and day < 1):
        return None
    if day is not None and day > monthrange(year, month)[1]:
        return None
    return _day(year, month, day)


def _day(year: int, month: int, day: int | None) -> date:
    """The day of a month; the last one for None and for a day that the month has not."""
    last = monthrange(year, month)[1]
    return date(year, month, last if day is None else max(1, min(day, last)))
