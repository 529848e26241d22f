"""每周调度表: the units' lines and what the office itself has to do this week."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from indicators.models import Campaign
from reports.figures.late import PartFact
from reports.figures.sets import SETS, Moment
from reports.figures.span import Span
from reports.figures.weekly import COUNTED, WeekLine, week_lines
from reports.letters.punctuation import printed
from reports.pages.desk.calls import call_list
from reports.pages.desk.letters import letters_at_hand, objections_to_settle
from reports.pages.desk.requests import requests_of
from reports.pages.review import queue
from tasks.models import Assignment, WorkRules
from units.access import Seat
from units.day_words import short_day_cn

SHOWN = 4
NAMED_UNITS = 3


@dataclass(frozen=True)
class Todo:
    """One kind of work of the office: how much of it, and what to know about it."""

    label: str
    count: int
    unit: str
    note: str = ""


@dataclass(frozen=True)
class Weekly:
    """The sheet of a week."""

    span: Span
    lines: list[WeekLine]
    totals: dict[str, int]
    todos: list[Todo]


def weekly(campaign: Campaign, seat: Seat, moment: Moment) -> Weekly:
    """Return the sheet of the week of `moment`, as of now; the number of queries is fixed."""
    lines = week_lines(campaign, moment)
    totals = {name: sum(line.counts[name] for line in lines) for name in COUNTED}
    todos = _todos(campaign, seat, moment)
    return Weekly(Span.of("week", moment.today), lines, totals, [row for row in todos if row.count])


def urgent_words(line: WeekLine) -> list[str]:
    """Return what to speak about with a unit: late first, at most SHOWN tasks, then how many more."""
    by_task: dict[tuple[int, date | None, int], list[PartFact]] = {}
    for fact in line.urgent:
        by_task.setdefault((fact.task_id, fact.due_on, fact.days_late), []).append(fact)
    groups = list(by_task.values())
    words = [_matter(facts, line.unit_id) for facts in groups[:SHOWN]]
    more = sum(map(len, groups[SHOWN:]))
    return [*words, f"另有{more}项"] if more else words


def _matter(facts: Sequence[PartFact], unit_id: int) -> str:
    first = facts[0]
    units = [fact.unit for fact in facts]
    whose = "、".join(units[:NAMED_UNITS]) + (
        f"等{len(units)}个单位" if len(units) > NAMED_UNITS else ""
    )
    if [fact.unit_id for fact in facts] == [unit_id]:
        whose = ""
    day = short_day_cn(first.due_on) if first.due_on else ""
    late = f"逾期{first.days_late}个工作日" if first.days_late else f"{day}到期"
    named = "，".join(filter(None, (whose, late)))
    return f"{first.task_number}{printed(first.task_title)}（{named}）"


def _todos(campaign: Campaign, seat: Seat, moment: Moment) -> Sequence[Todo]:
    rules = WorkRules.of(campaign.county_id)
    review, letters = queue(seat, moment), letters_at_hand(seat)
    asked = requests_of(campaign, moment, rules)
    extensions = sum(row.extension is not None for row in asked)
    calls = call_list(campaign, moment)
    pending = Assignment.objects.filter(SETS["pending"].where(moment), campaign=campaign)
    over = f"其中 {review.over} 项已超 {review.limit} 个工作日" if review.over else ""
    return (
        Todo("审核报送材料", len(review.own), "项", over),
        Todo("催办", len(calls), "个单位", f"共 {sum(len(row.parts) for row in calls)} 项"),
        Todo("答复调整分工的申请", len(asked) - extensions, "项"),
        Todo("答复延期申请", extensions, "项"),
        Todo("处理通报前核对的异议", len(objections_to_settle(seat)), "件"),
        Todo("核稿、送签", letters.drafts, "件"),
        Todo("签发", letters.to_sign, "件"),
        Todo("编号印发", letters.to_issue, "件"),
        Todo("提醒签收", pending.count(), "项"),
    )
