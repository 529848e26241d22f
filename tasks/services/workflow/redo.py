"""By when work that is sent back, or opened again, is to be done (rule 8)."""

from datetime import date

from tasks.models import Assignment, WorkRules
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


def agreed_redo(part: Assignment, asked: date | None, today: date) -> date:
    """Return the day asked for, else `redo_day`.

    Raises Refused for a day that has passed, takes time away (rule 8) or is a rest day.
    """
    if asked is None:
        return redo_day(part, today)
    workday = calendar().effective(asked)
    wrong = ""
    if asked < today:
        wrong = "修改期限不能早于今天：请选择今天或以后的日期。"
    elif part.due_on and asked < part.due_on:
        wrong = (
            f"现行时限是{day_cn(part.due_on)}，还没有到，不能缩短："
            "请选择这一天或以后的日期，也可以留空。"
        )
    elif workday != asked:
        wrong = f"{day_cn(asked)}是休息日：请选择工作日，下一个工作日是{day_cn(workday)}。"
    if wrong:
        raise Refused(wrong, fields={"redo_by": wrong})
    return asked
