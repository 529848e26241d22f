"""One task as a seat may see it: head, parts, proof, material, what keeps it from closing."""

from dataclasses import dataclass, field
from typing import Any

from reports.choices import HANDS_OVER, ItemOutcome
from reports.figures.sets import Moment
from reports.models import Letter, LetterItem
from reports.pages.handins import HandIn, Proof, handed_in, readable_by
from reports.pages.history import timeline, told
from reports.pages.liaisons import Liaison, liaisons
from reports.pages.task_list import CODES, SHORT_METHODS
from reports.pages.texts import reminder_text
from reports.pages.timing import OFF, Progress, Timing, progress, timing
from tasks.choices import OWED_STATES, GroupMode, PartRole, PartState, TaskState
from tasks.models import Assignment, Task, TaskGroup, TaskMaterial
from tasks.policies import may_call_in
from tasks.services import calling
from tasks.services.workflow import blockers, lacking
from units.access import Seat
from units.day_words import short_day_cn
from units.models import Unit

EVENTS = 15


@dataclass
class PartRow:
    """One line of 各单位分工."""

    part: Assignment
    timing: Timing
    news: str
    hand_ins: list[HandIn]

    @property
    def proofs(self) -> list[Proof]:
        """What the last hand-in brought."""
        return self.hand_ins[0].brought if self.hand_ins else []


@dataclass
class Material:
    """One ticked material: what was brought for it, and whether that is accepted.

    `lacking` is a fact of the whole task; the proofs are those the seat may see.
    """

    row: TaskMaterial
    lacking: bool
    proofs: list[Proof] = field(default_factory=list)
    accepted: bool = False


@dataclass
class CallIn:
    """A group that is listed as a whole, and the units that may still be called in."""

    group: TaskGroup
    units: list[Unit]


@dataclass
class TaskPage:
    """All that the page shows."""

    task: Task
    rows: list[PartRow]
    progress: Progress
    late: list[PartRow]
    materials: list[Material]
    indicators: list[dict[str, Any]]
    groups: list[CallIn]
    informed: list[TaskGroup]
    events: list[dict[str, Any]]
    event_count: int
    blockers: list[str]
    texts: list[tuple[Assignment, str]]
    leads: list[tuple[Unit, Liaison]]
    letters: list[Letter]

    @property
    def released(self) -> int:
        """How many parts in sight were let go: they are in the table, not in the bar."""
        return sum(row.part.state == PartState.RELEASED for row in self.rows)

    @property
    def proof_count(self) -> int:
        """How many proofs the last hand-ins brought."""
        return sum(len(row.proofs) for row in self.rows)

    @property
    def drafts(self) -> int:
        """How many units wait to be handed their part."""
        return sum(row.part.state == PartState.DRAFT for row in self.rows)

    @property
    def missing(self) -> list[Material]:
        """Ticked materials that nobody has brought, in sight or not."""
        return [material for material in self.materials if material.lacking]


def task_page(
    task: Task, seat: Seat, moment: Moment, *, site: str, whole_history: bool = False
) -> TaskPage:
    """Return the page of a task in the seat's sight (chapter, plan and campaign loaded).

    Around a dozen queries whatever the number of parts.
    """
    parts = list(
        Assignment.objects.visible_to(seat)
        .filter(task=task)
        .select_related("unit", "answers_to__unit", "replaced_by__unit")
        .order_by("rank", "pk")
    )
    for part in parts:
        part.task = task
    hand_ins = handed_in((part.pk for part in parts), readable_by(seat, moment.today))
    rows = [
        PartRow(
            part, timing(part, moment), _news(part, parts, hand_ins[part.pk]), hand_ins[part.pk]
        )
        for part in parts
    ]
    shown = [row for row in rows if row.part.state != PartState.CANCELLED]
    groups = list(task.groups.select_related("group", "task__campaign"))
    return TaskPage(
        task=task,
        rows=[*shown, *(row for row in rows if row.part.state == PartState.CANCELLED)],
        progress=progress(row.timing for row in rows if row.part.state not in OFF),
        late=[row for row in shown if row.timing.kind == "late"],
        materials=_materials(task, rows),
        indicators=_indicators(task),
        groups=_call_ins(groups, seat, parts),
        informed=[group for group in groups if group.mode == GroupMode.INFORMED],
        events=timeline(task.events.all(), seat, limit=None if whole_history else EVENTS),
        event_count=told(task.events.all(), seat).count(),
        blockers=blockers(task) if seat.is_office and task.state == TaskState.ISSUED else [],
        texts=_texts(parts, seat, moment, site) if seat.is_office else [],
        leads=_leads(shown, moment) if seat.is_office else [],
        letters=_letters(parts, seat),
    )


def _leads(rows: list[PartRow], moment: Moment) -> list[tuple[Unit, Liaison]]:
    """The leading units with whom to ring up there."""
    units = [row.part.unit for row in rows if row.part.role == PartRole.LEAD]
    people = liaisons(((unit.pk, unit.body_id) for unit in units), moment.today) if units else {}
    return [(unit, people[unit.pk]) for unit in units]


def _letters(parts: list[Assignment], seat: Seat) -> list[Letter]:
    """The documents that handed the parts over, as far as the seat may open them."""
    items = LetterItem.objects.filter(assignment__in=parts, outcome=ItemOutcome.INCLUDED)
    out = Letter.objects.visible_to(seat).issued().filter(kind__in=HANDS_OVER)
    rows = out.filter(pk__in=items.values("letter_id")).select_related("unit")
    return list(rows.order_by("issued_on", "pk"))


def _news(part: Assignment, parts: list[Assignment], hand_ins: list[HandIn]) -> str:
    """最近进展, from the facts of the part."""
    last = hand_ins[0] if hand_ins else None
    if part.state == PartState.RETURNED and last:
        count = f"第 {part.return_count} 次退回" if part.return_count else "请补充"
        return f"{count}：{last.reasons}"
    if part.state == PartState.SUBMITTED and part.handed_in_on:
        reviewer = part.answers_to.unit.short if part.answers_to else "依法治县办"
        return f"{short_day_cn(part.handed_in_on)}报送，待{reviewer}审核"
    if part.state == PartState.ACCEPTED and part.accepted_on:
        return f"{short_day_cn(part.accepted_on)}审核通过" + (
            "（自审）" if last and last.row.self_review else ""
        )
    if part.state == PartState.CANCELLED:
        to = part.replaced_by
        return f"已调整为{to.unit.short}承办" if to else "已取消交办"
    if part.state == PartState.PENDING and part.issued_on:
        return f"{short_day_cn(part.issued_on)}交办，尚未签收"
    waiting = [p for p in parts if p.answers_to_id == part.pk and p.blocking and _not_in(p)]
    if waiting and part.state == PartState.ACTIVE:
        return f"待{waiting[0].unit.short}" + (
            f"等 {len(waiting)} 个单位" if len(waiting) > 1 else ""
        )
    if part.acknowledged_on and part.state == PartState.ACTIVE:
        return f"{short_day_cn(part.acknowledged_on)}" + (
            "视为签收" if part.acknowledged_silently else "签收"
        )
    return {"draft": "待交办", "objected": "申请调整分工，待答复"}.get(part.state, "")


def _not_in(part: Assignment) -> bool:
    return part.state in OWED_STATES


def _materials(task: Task, rows: list[PartRow]) -> list[Material]:
    lack = lacking([task.pk])[task.pk]
    found = {row: Material(row, row in lack) for row in task.materials.all()}
    for row in rows:
        for proof in row.proofs:
            if proof.material in found:
                found[proof.material].proofs.append(proof)
                found[proof.material].accepted |= row.part.state == PartState.ACCEPTED
    return list(found.values())


def _indicators(task: Task) -> list[dict[str, Any]]:
    return [
        {
            "row": indicator,
            "methods": [
                (code, SHORT_METHODS[code])
                for code in CODES
                if code in {method.method for method in indicator.methods.all()}
            ],
        }
        for indicator in task.indicators.prefetch_related("methods")
    ]


def _call_ins(groups: list[TaskGroup], seat: Seat, parts: list[Assignment]) -> list[CallIn]:
    have = {part.unit_id for part in parts if part.state != PartState.CANCELLED}
    found = []
    for group in groups:
        if group.mode != GroupMode.NAMED:
            continue
        units = list(calling.choices(group)) if may_call_in(seat, group) else []
        found.append(CallIn(group, [unit for unit in units if unit.pk not in have]))
    return found


def _texts(
    parts: list[Assignment], seat: Seat, moment: Moment, site: str
) -> list[tuple[Assignment, str]]:
    office = seat.membership.unit.short if seat.membership and seat.membership.unit else ""
    return [
        (part, reminder_text([part], moment, office=office, site=site))
        for part in parts
        if part.state in OWED_STATES
    ]
