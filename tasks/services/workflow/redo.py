"""修改期限: the day by which a part sent back or reopened is mended (rule 8)."""

from datetime import date

from tasks.models import Assignment, WorkRules
from tasks.services.far_days import refuse_far
from units.calendar import calendar
from units.day_words import day_cn
from units.errors import Refused


def redo_day(part: Assignment, today: date) -> date:
    """Return the day by which work sent back today is mended unless the reviewer says another.

    Never before the date in force: who hands in early loses nothing by it.
    """
    days = calendar()
    day = days.add(today, WorkRules.of(part.campaign.county_id).redo_workdays)
    return days.effective(max(day, part.due_on)) if part.due_on else day


def redo_date(part: Assignment, wanted: date | None, today: date) -> date:
    """Return the day wanted, or `redo_day` where the reviewer named none.

    Raises Refused for a day that has passed, takes time away, is a rest day or far off.
    """
    if wanted is None:
        return redo_day(part, today)
    refuse_far(wanted, part.campaign, today=today, field="redo_by")
    workday = calendar().effective(wanted)
    wrong = ""
    if wanted < today:
        wrong = "修改期限不能早于今天：请选择今天或以后的日期。"
    elif part.due_on and wanted < part.due_on:
        wrong = (
            f"现行时限是{day_cn(part.due_on)}，还没有到，不能缩短："
            "请选择这一天或以后的日期，也可以留空。"
        )
    elif workday != wanted:
        wrong = f"{day_cn(wanted)}是休息日：请选择工作日，下一个工作日是{day_cn(workday)}。"
    if wrong:
        raise Refused(wrong, fields={"redo_by": wrong})
    return wanted
