"""Document numbers: taken in the issuing transaction, never counted."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from reports import policies
from reports.choices import LetterKind, NumberState
from reports.models import Letter, Series, SeriesNumber
from reports.services.letters.heads import head_of
from units.access import Seat
from units.clock import local_date
from units.day_words import day_cn
from units.errors import Conflict, Refused
from units.models import County
from units.policies import county_of
from units.services.audit import record_audit
from units.words import need_words

# Nobody's register goes further in a year; a typing slip must not become the last number.
HIGHEST = 99_999


@dataclass(frozen=True)
class Gap:
    """空号: numbers of a series, `first` to `last`, that the register has no row for."""

    series: Series
    first: int
    last: int


@dataclass(frozen=True)
class Number:
    """A number taken, with the text printed: 示委法治办函〔2026〕12号."""

    n: int
    text: str


def take(
    *,
    county: County,
    code: str,
    issued_on: date,
    letter: Letter,
    typed: int | None = None,
    gap_confirmed: bool = False,
) -> Number:
    """Take the next number of the series of `issued_on`'s year; call inside the transaction.

    A shared series takes `typed` from the paper register instead, refusing a number already used
    and a gap not confirmed. Raises Refused for an issue date before the last one (不得倒签).
    """
    series = series_of(county, code, issued_on.year)
    n = _next(series, typed, gap_confirmed=gap_confirmed)
    _not_backdated(series, issued_on)
    SeriesNumber.objects.create(
        series=series, n=n, state=NumberState.USED, letter=letter, taken_on=issued_on
    )
    return Number(n, text(code, issued_on.year, n))


def series_of(county: County, code: str, year: int) -> Series:
    """Return the series of a year, new on the first document of the year.

    Whether a series is shared with another office's paper register goes on from the year before.
    """
    series, _ = Series.objects.get_or_create(
        county=county,
        code=code,
        year=year,
        defaults={"shared": takes_from_paper(county, code, year)},
    )
    return series


def takes_from_paper(county: County, code: str, year: int) -> bool:
    """Return whether numbers of `code` come from another office's register in `year`.

    What was said of the series last goes on until it is said anew.
    """
    said = Series.objects.filter(county=county, code=code, year__lte=year).order_by("-year")
    return bool(said.values_list("shared", flat=True).first())


def gaps(county: County, year: int) -> list[Gap]:
    """Return the 空号 below the last number of each series of a year; own series have none."""
    rows = Series.objects.filter(county=county, year=year).order_by("code")
    return [gap for series in rows for gap in gaps_of(series)]


def gaps_of(series: Series) -> list[Gap]:
    """Return the 空号 below the last number of a series."""
    found, before = [], 0
    for n in series.numbers.order_by("n").values_list("n", flat=True):
        if n > before + 1:
            found.append(Gap(series, before + 1, n - 1))
        before = n
    return found


def code_of(letter: Letter) -> str:
    """Return the 代字 under which a letter is numbered."""
    head = head_of(letter.county)
    if letter.kind == LetterKind.NOTICE:
        return head.notice_code
    return head.brief_code if letter.kind == LetterKind.BRIEF else head.letter_code


def is_shared(letter: Letter, today: date) -> bool:
    """Return whether the letter's number is typed from a paper register."""
    return takes_from_paper(letter.county, code_of(letter), today.year)


def text(code: str, year: int, n: int) -> str:
    """Return the number as printed (GB/T 9704-2012, 7.2.5)."""
    return f"{code}〔{year}〕{n}号"


@transaction.atomic
def void(
    *, code: str, actor: Seat, now: datetime, note: str, typed: int | None = None
) -> SeriesNumber:
    """作废: enter a number that no document bears, so that the register shows one row per number.

    An own series spends its next number, a shared one the number typed from the paper register.
    """
    policies.require(actor, "issue")
    county = county_of(actor)
    words = need_words(note, "作废原因", "note")
    head = head_of(county)
    if code not in filter(None, (head.letter_code, head.notice_code, head.brief_code)):
        raise Refused("请选择本县的发文代字。", fields={"code": "请选择代字。"})
    today = local_date(now)
    series = series_of(county, code, today.year)
    n = _next(series, typed, gap_confirmed=True)
    _not_backdated(series, today)
    row = SeriesNumber.objects.create(
        series=series, n=n, state=NumberState.VOID, taken_on=today, note=words[:100]
    )
    record_audit(actor=actor, action="number.void", obj=row, now=now)
    return row


def _next(series: Series, typed: int | None, *, gap_confirmed: bool) -> int:
    # The conditional update takes the row lock before anything of the series is read.
    if series.shared:
        return _take_typed(series, typed, gap_confirmed=gap_confirmed)
    if typed is not None:
        raise Refused(f"“{series.code}”由系统连续编号，不能手工填号。")
    Series.objects.filter(pk=series.pk).update(last=F("last") + 1)
    return Series.objects.values_list("last", flat=True).get(pk=series.pk)


def _take_typed(series: Series, typed: int | None, *, gap_confirmed: bool) -> int:
    if typed is None or not 1 <= typed <= HIGHEST:
        raise Refused(
            f"“{series.code}”的文号取自纸质登记簿，请填写登记簿上的号。",
            fields={"number": "请填写登记簿上的号。"},
        )
    Series.objects.filter(pk=series.pk).update(last=F("last"))
    series.refresh_from_db()
    if series.numbers.filter(n=typed).exists():
        raise Conflict(f"{text(series.code, series.year, typed)}已经用过，请核对登记簿。")
    if typed != series.last + 1 and not gap_confirmed:
        why = "中间有空号" if typed > series.last else "号在前而日期在后"
        raise Refused(
            f"上一个号是{series.last}号，现填{typed}号，{why}；请核对，确认无误后勾选“允许空号”。",
            fields={"number": "与上一个号不连续。"},
        )
    Series.objects.filter(pk=series.pk).update(last=max(series.last, typed))
    return typed


def _not_backdated(series: Series, issued_on: date) -> None:
    written = (
        Series.objects.filter(pk=series.pk)
        .exclude(last_issued_on__gt=issued_on)
        .update(last_issued_on=issued_on)
    )
    if not written:
        series.refresh_from_db()
        latest = series.last_issued_on or issued_on
        raise Refused(
            f"“{series.code}”最近一次印发日期是{day_cn(latest)}，印发日期不能早于它（不得倒签）。"
        )
