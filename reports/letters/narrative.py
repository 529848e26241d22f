"""The words the machine proposes for a 通报, from its figures (keys of `month_figures`). Pure.

Facts only (rule 4): no persons, no motives, no ranking; a unit stands here only through `named`.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from units.day_words import day_cn, month_cn
from units.workdays import Calendar

Figures = Mapping[str, Any]
PARTS = ("opening", "overall", "progress", "demands")


def propose_notice(figures: Figures, *, calendar: Calendar, prompt_workdays: int) -> dict[str, str]:
    """Return the title and the texts of `PARTS`; line ends part paragraphs."""
    period, as_of = date.fromisoformat(figures["period"]), moment_of(figures)
    answer_by = calendar.add(as_of.date(), prompt_workdays)
    return {
        "title": f"关于{month_cn(period)}法治政府建设示范创建重点任务进展情况的通报",
        "opening": (
            f"根据{_plans(figures, period)}和任务分工，"
            f"现将{month_cn(period)}重点任务进展情况通报如下。"
            f"数据截至{hour_words(as_of)}，范围为已交办的全部任务。"
        ),
        "overall": "\n".join(filter(None, (_tasks(figures), _rates(figures), _change(figures)))),
        "progress": _month(figures),
        "demands": _demands(figures, answer_by),
    }


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
    units = sum(1 for line in figures["units"] if line["counts"]["parts"])
    if tasks["closed"] == handed:
        state = "均已销号" if handed > 1 else "已销号"
    else:
        state = f"已销号{tasks['closed']}项" if tasks["closed"] else "正在办理"
    return (
        f"全县已交办任务{handed}项，分解为{total['parts']}项分工，涉及{units}个单位；任务{state}。"
    )


def _rates(figures: Figures) -> str:
    total = figures["total"]
    expected, done, on_time = total["expected"], total["done"], total["on_time"]
    if not expected:
        return "目前没有到期应完成的分工。"
    if not done:
        return f"到期应完成的分工{expected}项，尚未办结。"
    if done == expected:
        both = "均" if expected > 1 else ""
        if on_time == done:
            return f"到期应完成的分工{expected}项，{both}已按时办结。"
        text = f"到期应完成的分工{expected}项，{both}已办结"
    else:
        text = f"到期应完成的分工{expected}项，已办结{done}项，完成率{total['done_rate']}%"
    if on_time == done:
        return f"{text}，已办结的均按时办结。" if done > 1 else f"{text}，系按时办结。"
    return f"{text}；其中按时办结{on_time}项，按时率{total['on_time_rate']}%。"


def _change(figures: Figures) -> str:
    before = figures["before"]
    if before is None:
        return ""
    day = date.fromisoformat(before["day"])
    names = {"expected": "到期应完成", "done": "已办结", "overdue": "逾期"}
    moved = [
        f"{label}{'增加' if change > 0 else '减少'}{abs(change)}项"
        for key, label in names.items()
        if (change := figures["total"][key] - before[key])
    ]
    words = "，".join(moved) if moved else "到期应完成、已办结和逾期数均持平"
    return f"与上期（截至{day_cn(day)}）相比，{words}。"


def _month(figures: Figures) -> str:
    month = figures["month"]
    due, done, waiting = month["due"], month["done"], month["submitted"]
    if not due:
        return "本月没有到期任务。"
    if month["on_time"] == done and done + waiting == due:
        review = f"其中{waiting}项正在审核。" if waiting else ""
        return f"本月到期任务均已按时限办理。{review}"
    if done == due:
        every = "均" if due > 1 else ""
        return f"本月到期的分工{due}项，{every}已办结，其中按时办结{month['on_time']}项。"
    parts = [f"本月到期的分工{due}项", f"已办结{done}项" if done else "尚未办结"]
    if waiting:
        parts.append(f"已报送待审核{waiting}项")
    return "，".join(parts) + "。"


def _demands(figures: Figures, answer_by: date) -> str:
    total, lines = figures["total"], []
    if total["overdue"]:
        lines.append(
            "抓紧办理逾期任务。有关单位要对照任务分工抓紧办理，"
            f"于{day_cn(answer_by)}前报送完成情况和佐证材料；确有困难的，及时书面说明。"
        )
    if total["due_soon"]:
        lines.append(
            f"提前安排临期任务。{figures['soon_workdays']}个工作日内到期的分工有{total['due_soon']}项，"
            "承办单位要提前做好准备，按时报送。"
        )
    lines.append("保证材料质量。报送材料应当真实、完整、规范；同一材料已经报送的，可以直接引用。")
    return "\n".join(lines)
