"""Who hears of an act on a part: the unit what became of its work, a lead and a head what waits.

Mail carries the title only (6-quality): reasons and texts stand on the page that it leads to.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from tasks.models import Assignment, TaskEvent
from units.access import Actor
from units.choices import UNIT_LEADS, Role
from units.clock import local_date
from units.day_words import short_day_cn
from units.models import Membership, Unit
from units.services.inbox import post

# What an act of somebody else means to the unit of the part; {day} is the date in force after it.
TO_UNIT = {
    "accept": "审核通过：{task}",
    "return": "退回修改，请于{day}前改好再报：{task}",
    "ask_more": "请补充材料，于{day}前补报：{task}",
    "keep": "维持原分工，请继续办理：{task}",
    "reassign": "已调整为其他单位承办：{task}",
    "suspend": "暂缓办理：{task}",
    "resume": "恢复办理：{task}",
    "cancel": "取消交办：{task}",
    "release": "无需办理：{task}",
    "reopen": "重新办理，请于{day}前报送：{task}",
    "extension_grant": "同意延期至{day}：{task}",
    "extension_refuse": "不同意延期：{task}",
    "change_due": "办理时限调整为{day}：{task}",
    "submit": "依法治县办已代为登记报送：{task}",
    "signoff_sign": "本单位负责人已审签，可以报送：{task}",
}
ONE = frozenset({Role.LIAISON})


@dataclass(frozen=True)
class News:
    """One line for the people of a unit in these roles, and the page that it leads to."""

    title: str
    unit: Unit
    roles: frozenset[Role]
    path: str


def tell(event: TaskEvent, part: Assignment, *, actor: Actor, now: datetime) -> None:
    """Post the news of an act on a part that has been handed over; not to whoever did it."""
    if part.issued_on is None:
        return
    for news in _news(event.action, part, actor):
        seats = Membership.objects.people_of([news.unit.body_id], local_date(now))
        seats = seats.filter(role__in=news.roles)
        post(
            people_memberships=seats.exclude(user=actor.user) if actor.user else seats,
            effect=f"event.{event.pk}.{news.unit.pk}",
            title=news.title,
            path=news.path,
            now=now,
        )


def _news(action: str, part: Assignment, actor: Actor) -> Iterator[News]:
    task = f"{part.task.number}{part.task.title}"
    own = part.unit_id in getattr(actor, "unit_ids", ())
    lead = part.answers_to
    if action in TO_UNIT and not (own and action == "submit"):
        words = TO_UNIT[action].format(day=_day(part.due_on), task=task)
        yield News(words, part.unit, ONE, f"/my/{part.pk}/")
    if action == "submit" and lead is not None:
        yield News(
            f"{part.unit.short}已报送，请审核：{task}", lead.unit, ONE, f"/review/{part.pk}/"
        )
    if action == "signoff_send":
        yield News(f"请审签报送材料：{task}", part.unit, UNIT_LEADS, f"/my/{part.pk}/")


def _day(day: date | None) -> str:
    return short_day_cn(day) if day else "长期"
