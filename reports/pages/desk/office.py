"""The desk of 依法治县办, put together in a number of queries that rows do not change."""

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, Min
from django.urls import reverse

from indicators.models import Campaign
from reports.figures.campaign import task_counts
from reports.figures.sets import SETS, WEEKS, Moment
from reports.models import NoticeCheck
from reports.pages.desk.calls import Call, call_list
from reports.pages.desk.letters import (
    LettersAtHand,
    letters_at_hand,
    objections_to_settle,
    tasks_in_letters,
)
from reports.pages.desk.receipts import Unreceived, unreceived
from reports.pages.desk.requests import Request, requests_of
from reports.pages.review import Queue, queue
from tasks.models import Assignment, WorkRules
from units.access import Seat

SHOWN_REVIEWS = 6
SHOWN_CALLS = 8
SHOWN_UNITS = 8


class DueTask(NamedTuple):
    """Parts of one task due on one day."""

    task_id: int
    number: str
    title: str
    parts: int


class Unsigned(NamedTuple):
    """A unit that has not acknowledged; `since` is the day of the oldest."""

    unit_id: int
    unit: str
    parts: int
    since: date


@dataclass(frozen=True)
class OfficeDesk:
    """All that the page shows."""

    drafts: int
    written: int
    issued: int
    queue: Queue
    letters: LettersAtHand
    objections: list[NoticeCheck]
    requests: list[Request]
    unsigned: list[Unsigned]
    silent_workdays: int
    calls: list[Call]
    unreceived: tuple[Unreceived, ...]
    due: dict[date, list[DueTask]]
    weeks: tuple[int, int]
    tiles: list[dict[str, Any]]

    @property
    def to_hand_over(self) -> int:
        """Draft tasks for which a letter has still to be written."""
        return self.drafts - self.written

    @property
    def late(self) -> list[Call]:
        """Units with late parts, most first; in the office's own room only."""
        return sorted((c for c in self.calls if c.late), key=lambda c: (-c.late, -c.days))

    @property
    def late_parts(self) -> int:
        """How many parts are late."""
        return sum(call.late for call in self.calls)

    @property
    def nothing(self) -> bool:
        """Whether nothing at all waits."""
        waits = (self.queue.all, self.letters.total, self.objections, self.requests, self.calls)
        return not any(waits) and not self.unsigned and not self.unreceived


def office_desk(campaign: Campaign, seat: Seat, moment: Moment, rules: WorkRules) -> OfficeDesk:
    """Return the desk of a seat of the office; sixteen queries."""
    tasks = task_counts(campaign)
    waiting = queue(seat, moment)
    letters = letters_at_hand(seat)
    objections = objections_to_settle(seat)
    asked = requests_of(campaign, moment, rules)
    unsigned = _unsigned(campaign, moment)
    due, weeks = _due(campaign, moment)
    return OfficeDesk(
        drafts=tasks.draft,
        written=tasks_in_letters(campaign) if tasks.draft else 0,
        issued=tasks.handed_over,
        queue=waiting,
        letters=letters,
        objections=objections,
        requests=asked,
        unsigned=unsigned,
        silent_workdays=rules.silent_workdays,
        calls=call_list(campaign, moment),
        unreceived=unreceived(campaign, moment),
        due=due,
        weeks=weeks,
        tiles=_tiles(seat, waiting, letters, objections, asked, unsigned),
    )


def _unsigned(campaign: Campaign, moment: Moment) -> list[Unsigned]:
    rows = Assignment.objects.filter(SETS["pending"].where(moment), campaign=campaign)
    grouped = rows.order_by().values_list("unit_id", "unit__short")
    found = grouped.annotate(n=Count("pk"), since=Min("issued_on"))
    return [Unsigned(*row) for row in found.order_by("since", "unit__position", "unit_id")]


def _due(campaign: Campaign, moment: Moment) -> tuple[dict[date, list[DueTask]], tuple[int, int]]:
    """Return what is due this week and the next, day by day, and how much in each."""
    this, following = (WEEKS[name].where(moment) for name in ("week-1", "week-2"))
    rows = Assignment.objects.filter(this | following, campaign=campaign)
    keys = ("due_on", "task_id", "task__number", "task__title")
    found: dict[date, list[DueTask]] = {}
    counts = [0, 0]
    week = moment.today.isocalendar()[:2]
    for due_on, task_id, number, title, parts in (
        rows.order_by("due_on", "task__position", "task_id")
        .values_list(*keys)
        .annotate(n=Count("pk"))
    ):
        found.setdefault(due_on, []).append(DueTask(task_id, number, title, parts))
        counts[due_on.isocalendar()[:2] > week] += parts
    return found, (counts[0], counts[1])


def _tiles(
    seat: Seat,
    waiting: Queue,
    letters: LettersAtHand,
    objections: list[NoticeCheck],
    asked: list[Request],
    unsigned: list[Unsigned],
) -> list[dict[str, Any]]:
    extensions = sum(row.extension is not None for row in asked)
    overdue = sum(row.left < 0 for row in asked)
    review: dict[str, Any] = {
        "label": "待我审核",
        "value": len(waiting.own),
        "unit": "项",
        "note": f"{waiting.over} 项已超 {waiting.limit} 个工作日" if waiting.over else "",
        "url": reverse("review"),
        "tone": "late" if waiting.over else "",
    }
    sign: dict[str, Any] = {
        "label": "待我签发" if seat.is_office_head else "文书待办",
        "value": letters.to_sign if seat.is_office_head else letters.drafts + letters.to_issue,
        "unit": "件",
        "note": _letter_words(seat, letters),
        "url": f"{reverse('letters')}?tab={_tab(seat, letters)}",
    }
    pair = [sign, review] if seat.is_office_head else [review, sign]
    return [
        *pair,
        {
            "label": "待签收",
            "value": sum(row.parts for row in unsigned),
            "unit": "项",
            "note": f"{len(unsigned)} 个单位" if unsigned else "",
            "url": f"{reverse('parts')}?set=pending",
        },
        {
            "label": "申请调整分工",
            "value": len(asked) - extensions,
            "unit": "项",
            "note": f"{overdue} 项已过答复期限" if overdue else "",
            "url": f"{reverse('parts')}?set=objected",
        },
        {
            "label": "申请延期",
            "value": extensions,
            "unit": "项",
            "note": "答复前按原时限计算" if extensions else "",
            "url": "#requests",
        },
        {
            "label": "通报核对异议",
            "value": len(objections),
            "unit": "件",
            "note": "",
            "url": reverse("notices"),
        },
    ]


def _letter_words(seat: Seat, letters: LettersAtHand) -> str:
    if seat.is_office_head:
        return f"另有拟稿 {letters.drafts} 件" if letters.drafts else ""
    words = []
    if letters.to_issue:
        words.append(f"待印发 {letters.to_issue}")
    if letters.to_sign:
        words.append(f"已送签 {letters.to_sign}")
    return " · ".join(words)


def _tab(seat: Seat, letters: LettersAtHand) -> str:
    if seat.is_office_head:
        return "sign"
    return "issue" if letters.to_issue else "drafts"
