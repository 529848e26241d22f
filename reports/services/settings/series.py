"""文号: whether a series counts by itself or follows a paper register, and where it begins."""

from datetime import datetime

from django.db import transaction

from reports import policies
from reports.choices import NumberState
from reports.models import Series, SeriesNumber
from reports.services.letters.heads import head_of
from reports.services.letters.numbering import HIGHEST, gaps_of, series_of, takes_from_paper
from units.access import Seat
from units.clock import local_date
from units.errors import Refused
from units.models import County
from units.policies import county_of
from units.services.audit import record_audit

BEFORE = "启用本系统前已用"


def series_of_year(*, actor: Seat, year: int) -> list[Series]:
    """Return the series of the county's 代字 in a year; one not begun yet is not stored."""
    county = county_of(actor)
    head = head_of(county)
    stored = {row.code: row for row in Series.objects.filter(county=county, year=year)}
    codes = filter(None, (head.notice_code, head.letter_code, head.brief_code))
    return [stored.get(code) or _to_begin(county, code, year) for code in codes]


@transaction.atomic
def set_series(*, actor: Seat, code: str, shared: bool, last: int, now: datetime) -> Series:
    """Say how this year's series of `code` is numbered and which number was used last on paper.

    Numbers used before are entered in the register, one row each, so that it has no gap. Raises
    Refused for a number below one already in the register: what was given out stays; and for a
    series that shall count by itself while its register has gaps.
    """
    policies.require(actor, "settings")
    county = county_of(actor)
    today = local_date(now)
    if code not in {row.code for row in series_of_year(actor=actor, year=today.year)}:
        raise Refused("请选择本县的发文代字。")
    series = series_of(county, code, today.year)
    # The conditional update takes the row lock before anything of the series is read.
    Series.objects.filter(pk=series.pk).update(shared=shared)
    series.refresh_from_db()
    if not shared and (left := gaps_of(series)):
        words = "、".join(
            f"{gap.first}号" if gap.first == gap.last else f"{gap.first}—{gap.last}号"
            for gap in left
        )
        sentence = f"登记簿上还有空号{words}：请先在发文登记簿中逐号作废，再改由系统连续编号。"
        raise Refused(sentence, fields={"shared": sentence})
    if not series.last <= last <= HIGHEST:
        sentence = f"已用到{series.last}号，末号不能小于它。"
        raise Refused(sentence, fields={"last": sentence})
    SeriesNumber.objects.bulk_create(
        [
            SeriesNumber(series=series, n=n, state=NumberState.USED, taken_on=today, note=BEFORE)
            for n in range(series.last + 1, last + 1)
        ],
        batch_size=1000,
    )
    Series.objects.filter(pk=series.pk).update(last=last)
    series.refresh_from_db()
    record_audit(actor=actor, action="settings.series", obj=series, now=now)
    return series


def _to_begin(county: County, code: str, year: int) -> Series:
    return Series(county=county, code=code, year=year, shared=takes_from_paper(county, code, year))
