"""A county with its people and parts brought to any state through the services."""

from dataclasses import dataclass, field

from tasks.choices import PartState
from tasks.models import Assignment
from tasks.services import workflow
from tests import factories as f
from units.access import Seat, system_seat
from units.choices import Role

NOW = f.at(f.DAY, 9)
LATER = f.at(f.DAY, 11)


@dataclass
class Scene:
    """Three named people everywhere: owner, colleague, stranger; and those around them."""

    county: object = field(default_factory=f.county)

    def __post_init__(self):
        c = self.county
        self.campaign = f.campaign(c)
        self.office = f.seat(c, Role.OFFICE_CLERK)
        self.office_head = f.seat(c, Role.OFFICE_HEAD)
        self.lead_unit = f.unit(c, "县司法局")
        self.lead = f.seat(c, Role.LIAISON, self.lead_unit)
        self.unit = f.unit(c, "县水利局")
        self.owner = f.seat(c, Role.LIAISON, self.unit)
        self.colleague = f.seat(c, Role.UNIT_HEAD, self.unit)
        self.support_unit = f.unit(c, "县财政局")
        self.support = f.seat(c, Role.LIAISON, self.support_unit)
        self.other_unit = f.unit(c, "县教育局")
        self.stranger = f.seat(c, Role.LIAISON, self.other_unit)
        self.leader = f.seat(c, Role.LEADER)
        self.inspector = f.seat(c, Role.INSPECTOR)
        self.expert = f.seat(c, Role.EXPERT)
        elsewhere = f.county("邻县")
        self.foreign_office = f.seat(elsewhere, Role.OFFICE_CLERK)
        self.clock = system_seat(c)

    PEOPLE = (
        "office",
        "office_head",
        "lead",
        "owner",
        "colleague",
        "support",
        "stranger",
        "leader",
        "inspector",
        "expert",
        "foreign_office",
        "clock",
    )

    def draft(self, *, blocking=True, **task_fields) -> list[Assignment]:
        """A task with lead, responsible and support parts, not yet handed over."""
        task = f.task(self.campaign, **task_fields)
        return [
            f.part(task, self.lead_unit, role="lead", rank=1, blocking=blocking),
            f.part(task, self.unit, role="responsible", rank=2, blocking=blocking),
            f.part(task, self.support_unit, role="support", rank=3),
        ]

    def issued(self, **kwargs) -> list[Assignment]:
        parts = self.draft(**kwargs)
        workflow.issue([p.pk for p in parts], actor=self.office, now=NOW, words="交办")
        return [fresh(p) for p in parts]

    def part(self, state: str, *, led: bool = True, blocking: bool | None = None) -> Assignment:
        """The responsible part (answering to the lead), or with led=False the lead's own part."""
        if blocking is None:
            blocking = state != PartState.RELEASED
        if state == PartState.DRAFT:
            return self.draft(blocking=blocking)[1 if led else 0]
        part = self.issued(blocking=blocking)[1 if led else 0]
        doer, judge = (self.owner, self.lead) if led else (self.lead, self.office)
        for action, actor, needs in PATHS[state]:
            who = {"doer": doer, "judge": judge, "office": self.office}[actor]
            if action == "send_back":
                action = "ask_more" if led else "return"
            workflow.ACTIONS[action](part.pk, actor=who, now=NOW, **needs)
        return fresh(part)

    def act(self, action: str, part: Assignment, actor: Seat, now=LATER, **needs):
        """Take the action with what it needs, and return the part as it then stands."""
        needs = self.needs(action, part, actor) | needs
        workflow.ACTIONS[action](part.pk, actor=actor, now=now, **needs)
        return fresh(part)

    def needs(self, action: str, part: Assignment, actor: Seat) -> dict:
        if action in REASON:
            return {"reason": "事出有因"}
        if action == "reassign":
            return {"reason": "职责划转", "unit": self.other_unit}
        if action == "submit":
            office = {"received_on": f.DAY} if getattr(actor, "is_office", False) else {}
            return {"text": "已完成", "gap_note": "其余随后补齐"} | office
        if action in ("return", "ask_more"):
            in_place = action == "return" and part.answers_to_id
            return {"reasons": ["no_seal"]} | (
                {"in_place_reason": "牵头单位来不及"} if in_place else {}
            )
        if action == "accept" and part.answers_to_id and getattr(actor, "is_office", False):
            return {"in_place_reason": "牵头单位来不及"}
        return {}


REASON = {"object", "keep", "suspend", "resume", "cancel", "reopen"}
ACK = ("acknowledge", "doer", {})
HAND_IN = ("submit", "doer", {"text": "已完成", "gap_note": "其余随后补齐"})
PATHS = {
    "pending": [],
    "active": [ACK],
    "objected": [ACK, ("object", "doer", {"reason": "不属本单位职责"})],
    "submitted": [ACK, HAND_IN],
    "returned": [ACK, HAND_IN, ("send_back", "judge", {"reasons": ["no_seal"]})],
    "accepted": [ACK, HAND_IN, ("accept", "judge", {})],
    "suspended": [ACK, ("suspend", "office", {"reason": "上级调整部署"})],
    "cancelled": [("cancel", "office", {"reason": "重复交办"})],
    "released": [("release", "office", {})],
}


def fresh(part: Assignment) -> Assignment:
    return Assignment.objects.select_related("task", "answers_to", "unit", "campaign").get(
        pk=part.pk
    )
