"""Document numbers (2-architecture, Numbers): taken in the issuing transaction, never counted."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F

from reports.choices import NumberState
from reports.models import Letter, Series, SeriesNumber
from units.errors import Conflict, Refused
from units.models import County


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
    series, _ = Series.objects.get_or_create(county=county, code=code, year=issued_on.year)
    # The conditional update takes the row lock before anything of the series is read.
    if series.shared:
        n = _take_typed(series, typed, gap_confirmed=gap_confirmed)
    else:
        if typed is not None:
            raise Refused(f"“{code}”由系统连续编号，不能手工填号。")
        Series.objects.filter(pk=series.pk).update(last=F("last") + 1)
        n = Series.objects.values_list("last", flat=True).get(pk=series.pk)
    _not_backdated(series, issued_on)
    SeriesNumber.objects.create(
        series=series, n=n, state=NumberState.USED, letter=letter, taken_on=issued_on
    )
    return Number(n, text(code, issued_on.year, n))


def text(code: str, year: int, n: int) -> str:
    """Return the number as printed (GB/T 9704-2012, 7.2.5)."""
    return f"{code}〔{year}〕{n}号"


def void(series: Series, n: int, *, day: date, note: str) -> SeriesNumber:
    """Enter a number as 作废, so that the register shows one row per number."""
    return SeriesNumber.objects.create(
        series=series, n=n, state=NumberState.VOID, taken_on=day, note=note
    )


def _take_typed(series: Series, typed: int | None, *, gap_confirmed: bool) -> int:
    if typed is None or typed < 1:
        raise Refused(
            f"“{series.code}”的文号取自纸质登记簿，请填写登记簿上的号。",
            fields={"number": "请填写登记簿上的号。"},
        )
    Series.objects.filter(pk=series.pk).update(last=F("last"))
    series.refresh_from_db()
    if series.numbers.filter(n=typed).exists():
        raise Conflict(f"{text(series.code, series.year, typed)}已经用过，请核对登记簿。")
    if typed > series.last + 1 and not gap_confirmed:
        raise Refused(
            f"上一个号是{series.last}号，现填{typed}号，中间有空号；请核对，确认无误后勾选“允许空号”。",
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
        raise Refused(
            f"“{series.code}”最近一次印发日期是{series.last_issued_on:%Y-%m-%d}，"
            "印发日期不能早于它（不得倒签）。"
        )
