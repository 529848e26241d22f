"""办理过程 as lines of a timeline, newest first."""

from typing import Any

from django.db.models import QuerySet

from tasks.models import TaskEvent
from tasks.transitions import TABLE
from units.access import Seat

WORDS = {
    "add": "列入",
    "import": "导入",
    "change": "修改任务内容",
    "change_due": "调整时限",
    "merge": "合并任务",
    "close": "销号",
    "cancel": "取消交办",
    "reopen": "重新办理",
    "issue": "交办",
    "answers_to": "调整审核单位",
    "link": "关联指标",
    "contact": "催办",
    "letter": "发文",
    "signoff_send": "送本单位审签",
    "signoff_recall": "取回审签",
    "signoff_sign": "本单位审签同意",
    "extension_ask": "申请延期",
    "extension_withdraw": "撤回延期申请",
    "extension_grant": "同意延期",
    "extension_refuse": "未同意延期",
}
HOT = frozenset({"return", "ask_more", "object", "extension_refuse", "cancel", "reopen", "suspend"})
GOOD = frozenset({"accept", "close", "extension_grant"})
PAPER = frozenset({"issue", "letter", "change", "change_due", "merge", "reassign"})


def words_of(action: str) -> str:
    """Return the Chinese word of an action of the history."""
    return TABLE[action].label if action in TABLE else WORDS.get(action, "办理")


def told(events: QuerySet[TaskEvent], seat: Seat) -> QuerySet[TaskEvent]:
    """Return the events the seat may read, each act once: a task goes out with its first part."""
    rows: QuerySet[TaskEvent] = events.visible_to(seat)  # type: ignore[attr-defined]
    return rows.exclude(action="issue", assignment__isnull=True)


def timeline(events: QuerySet[TaskEvent], seat: Seat, *, limit: int | None) -> list[dict[str, Any]]:
    """Return what `parts/timeline.html` shows of the events the seat may read; one query.

    `limit` is how many, None for all.
    """
    shown = told(events, seat).select_related("assignment__unit", "user", "membership__unit")
    return [_line(event) for event in shown.order_by("-id")[:limit]]


def _line(event: TaskEvent) -> dict[str, Any]:
    unit = event.assignment.unit.short if event.assignment else ""
    place = event.membership.unit.short if event.membership and event.membership.unit else ""
    kind = "hot" if event.action in HOT else "ok" if event.action in GOOD else ""
    return {
        "kind": kind or ("doc" if event.action in PAPER else ""),
        "title": f"{words_of(event.action)} {unit}".strip(),
        "at": event.at,
        "who": f"{place} {event.user.name}".strip() if event.user else "系统",
        "quote": event.words,
    }
