"""The words the machine proposes for a 通报, from its figures (keys of `month_figures`). Pure.

Facts only (rule 4): no persons, no motives, no ranking; a unit stands here only through `named`.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from reports.figures.period import Month
from units.day_words import day_cn, month_cn, short_day_cn

Figures = Mapping[str, Any]
PASSAGES = ("opening", "overall", "progress", "demands")
# A 通报 is compiled within these days of the month's end; later figures are another time's.
IN_SEASON = 10


def propose_notice(figures: Figures, *, prompt_workdays: int) -> dict[str, str]:
    """Return the title and the texts of `PASSAGES`; line ends part paragraphs.

    `prompt_workdays` are those that late units get, counted from the day of issue: it is not
    known yet, so it is said in words and what is signed stays true (rule 3).
    """
    period, as_of = date.fromisoformat(figures["period"]), moment_of(figures)
    return {
        "title": f"关于{month_cn(period)}法治政府建设示范创建重点任务进展情况的通报",
        "opening": (
            f"根据{_plans(figures, period)}和任务分工，"
            f"现将{month_cn(period)}重点任务进展情况通报如下。"
            f"数据截至{hour_words(as_of)}，范围为已交办的全部任务。"
        ),
        "overall": "\n".join(filter(None, (_tasks(figures), _rates(figures), _change(figures)))),
        "progress": "\n".join(filter(None, (_month(figures), _sent(figures)))),
        "demands": _demands(figures, prompt_workdays),
    }


def out_of_season(figures: Figures) -> str:
    """Return a warning where the figures were taken long after the month; "" where they were not.

    What is late or done is counted as of the compile: nothing brings back the month's last day.
    """
    last, day = Month.of_figures(figures).last, moment_of(figures).date()
    if (day - last).days <= IN_SEASON:
        return ""
    return (
        f"数据取自{day_cn(day)}，{month_cn(last)}早已结束：总体情况和逾期情况是取数时的，"
        "不是当月月底的，请核对是否仍要通报这个月。"
    )


def moment_of(figures: Figures) -> datetime:
    """Return the as-of moment; figures keep it in Beijing time."""
    return datetime.fromisoformat(figures["as_of"])


def hour_words(moment: datetime) -> str:
    """Return 2026年11月23日17时: whole hours, as a 通报 says them."""
    return f"{day_cn(moment.date())}{moment.hour}时"


def _plans(figures: Figures, period: date) -> str:
    named = (
        f"《{plan['title']}》" + (f"（{plan['doc_number']}）" if plan["doc_number"] else "")
        for plan in figures["plans"]
    )
    return "、".join(named) or f"{period.year}年法治政府建设示范创建工作安排"


def _tasks(figures: Figures) -> str:
    tasks, total = figures["tasks"], figures["total"]
    handed = tasks["issued"] + tasks["closed"]
    if not handed:
        return "目前尚未交办任务。"
    if tasks["closed"] == handed:
        state = "均已销号" if handed > 1 else "已销号"
    else:
        state = f"已销号{tasks['closed']}项" if tasks["closed"] else "正在办理"
    return (
        f"全县已交办任务{handed}项，分解为承办事项{total['parts']}项，{_bodies(figures)}；"
        f"任务{state}。"
    )


def _bodies(figures: Figures) -> str:
    lines = [line for line in figures["units"] if line["counts"]["parts"]]
    asked = sum(line["asked"] for line in lines)
    words = f"涉及{len(lines)}个单位"
    return f"{words}（其中商请协助的单位{asked}个）" if asked else words


def _rates(figures: Figures) -> str:
    """Tell how much of what was due is done, and in time; both rates are of what was due."""
    total = figures["total"]
    expected, done, on_time = total["expected"], total["done"], total["on_time"]
    if not expected:
        return "目前没有到期应完成的承办事项。"
    every = "均" if expected > 1 else ""
    words = f"到期应完成的承办事项{expected}项"
    if not done:
        return f"{words}，{every}尚未办结。"
    if done == expected:
        if on_time == done:
            return f"{words}，{every}已按时办结。"
        words, base = f"{words}，{every}已办结", "（按应完成数计算）"
    else:
        words = f"{words}，已办结{done}项，完成率{_percent(total['done_rate'])}"
        base = "（完成率、按时率均按应完成数计算）"
    if on_time == done:
        return f"{words}，{_all(done)}按时办结。"
    if not on_time:
        return f"{words}，{_all(done)}超过办理时限后报送。"
    return f"{words}；其中按时办结{on_time}项，按时率{_percent(total['on_time_rate'])}{base}。"


def _all(n: int) -> str:
    return "均系" if n > 1 else "系"


def _percent(rate: float) -> str:
    """Return 94.1% or 90%: no decimal that says nothing."""
    return f"{rate:g}%"


def _change(figures: Figures) -> str:
    before = figures["before"]
    if before is None:
        return ""
    day = date.fromisoformat(before["day"])
    names = {"expected": "到期应完成的事项", "done": "已办结的", "overdue": "逾期的"}
    moved = [
        f"{label}{'增加' if change > 0 else '减少'}{abs(change)}项"
        for key, label in names.items()
        if (change := figures["total"][key] - before[key])
    ]
    words = "，".join(moved) if moved else "到期应完成、已办结和逾期的事项数均持平"
    return f"与{_before(figures, day)}相比，{words}。"


def _before(figures: Figures, day: date) -> str:
    """Return what is compared with: 2月通报（截至2月27日）, 上月末（2月28日）, else its day."""
    first = Month.of_figures(figures).first
    if issued := figures["before"].get("period"):
        period = date.fromisoformat(issued)
        if period.year == first.year:
            return f"{period.month}月通报（截至{short_day_cn(day)}）"
        return f"{month_cn(period)}通报（截至{day_cn(day)}）"
    shown = short_day_cn(day) if day.year == first.year else day_cn(day)
    return f"上月末（{shown}）" if day == first - timedelta(days=1) else day_cn(day)


def _month(figures: Figures) -> str:
    """Tell how what was due in the month stands; says up to when, while the month is running."""
    month, of = figures["month"], Month.of_figures(figures)
    due, day = month["due"], moment_of(figures).date()
    running = day < of.last
    name = f"{of.first.month}月" if day > of.last else "本月"
    since = f"截至{short_day_cn(day)}，" if running else ""
    if not due:
        return f"{since}{name}没有到期的承办事项。"
    rest = "；本月尚未到期的不计在内" if running else ""
    which = f"{since}{name}{'已' if running else ''}到期的承办事项{due}项"
    return f"{which}，{_standing(month)}{rest}。"


def _sent(figures: Figures) -> str:
    """Tell the 提示函 and 督办函 of the month, and of the year where there are more of them.

    None sent is worth a sentence only while something is late.
    """
    sent, of = figures["letters"], Month.of_figures(figures)
    day = moment_of(figures).date()
    name = f"{of.first.month}月" if day > of.last else "本月"
    in_month = _counted(sent, "month")
    if not in_month:
        return f"{name}没有印发提示函、督办函。" if figures["total"]["overdue"] else ""
    running = day < of.last
    said = f"{name}{'已' if running else ''}印发{in_month}"
    if running:
        said = f"截至{short_day_cn(day)}，{said}"
    in_year = _counted(sent, "year")
    return f"{said}。" if in_year == in_month else f"{said}，今年以来累计印发{in_year}。"


def _counted(sent: Figures, span: str) -> str:
    kinds = (("prompt", "提示函"), ("supervision", "督办函"))
    counts = ((label, sent[f"{kind}_{span}"]) for kind, label in kinds)
    return "、".join(f"{label}{count}份" for label, count in counts if count)


def _standing(month: Figures) -> str:
    due, done, on_time, waiting = (month[k] for k in ("due", "done", "on_time", "submitted"))
    every = "均" if due > 1 else ""
    if done == due:
        if on_time == done:
            return f"{every}已按时办结"
        words = f"其中按时办结{on_time}项" if on_time else f"{_all(due)}超过办理时限后报送"
        return f"{every}已办结，{words}"
    if waiting == due:
        return f"{every}已报送、正在审核"
    if not done and not waiting:
        return f"{every}正在办理"
    said = []
    if done:
        said.append(f"已办结{done}项" + (f"（按时办结{on_time}项）" if on_time else ""))
    if waiting:
        said.append(f"已报送、正在审核{waiting}项")
    if rest := due - done - waiting:
        said.append(f"正在办理{rest}项")
    return "，".join(said)


def _demands(figures: Figures, prompt_workdays: int) -> str:
    total, lines = figures["total"], []
    if total["overdue"]:
        lines.append(
            "抓紧办理逾期事项。有关单位要对照任务分工逐项推进，"
            f"自本通报印发之日起{prompt_workdays}个工作日内报送完成情况和佐证材料；"
            "确有困难的，及时书面说明。"
        )
    if total["due_soon"]:
        lines.append(
            f"提前安排临期事项。截至{day_cn(moment_of(figures).date())}，"
            f"有{total['due_soon']}项承办事项将在{figures['soon_workdays']}个工作日内到期，"
            "承办单位要提前做好准备，按时报送。"
        )
    lines.append("保证材料质量。报送材料应当真实、完整、规范；同一材料已经报送的，可以直接引用。")
    return "\n".join(lines)
