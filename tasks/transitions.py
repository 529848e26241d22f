"""The tables of what may happen to a part, and to a task as a whole.

Buttons, API verbs, batch actions, policies and the diagram in the docs are read from it;
`tasks.services.workflow` carries the actions out and is the only writer of a state.
"""

from dataclasses import dataclass
from enum import StrEnum

from tasks.choices import FINAL_STATES, PartState, TaskState

S = PartState


class Who(StrEnum):
    """Who may act on a part, seen from the part."""

    UNIT = "unit"  # the unit that owes it
    LEAD = "lead"  # the lead unit it answers to
    OFFICE = "office"  # 依法治县办
    LETTER = "letter"  # the letter machine, at a letter's issue
    SYSTEM = "system"  # the clock


@dataclass(frozen=True)
class Transition:
    """One row. `target` is None where the part goes back to the state before.

    `needs` must be given, `options` may be; both are names of arguments of the action, of form
    fields and of JSON keys.
    """

    action: str
    label: str
    sources: frozenset[PartState]
    target: PartState | None
    who: frozenset[Who]
    needs: tuple[str, ...] = ()
    options: tuple[str, ...] = ()

    def starts_from(self, state: str) -> bool:
        """Return whether the action may be taken in `state`."""
        return state in self.sources


NOT_FINAL = frozenset(S) - FINAL_STATES
HANDED_OVER = NOT_FINAL - {S.DRAFT}


def _row(
    action: str,
    label: str,
    sources: set[PartState] | frozenset[PartState],
    target: PartState | None,
    who: set[Who],
    *needs: str,
    may: tuple[str, ...] = (),
) -> Transition:
    return Transition(action, label, frozenset(sources), target, frozenset(who), needs, may)


TABLE: dict[str, Transition] = {
    row.action: row
    for row in (
        _row("issue", "交办", {S.DRAFT}, S.PENDING, {Who.LETTER}),
        _row("acknowledge", "签收", {S.PENDING}, S.ACTIVE, {Who.UNIT, Who.SYSTEM}),
        _row("object", "申请调整分工", {S.PENDING, S.ACTIVE}, S.OBJECTED, {Who.UNIT}, "reason"),
        _row("drop_objection", "撤回调整申请", {S.OBJECTED}, S.ACTIVE, {Who.UNIT}),
        _row("keep", "维持原分工", {S.OBJECTED}, S.ACTIVE, {Who.OFFICE}, "reason"),
        _row("reassign", "调整承办单位", NOT_FINAL, S.CANCELLED, {Who.OFFICE}, "unit", "reason"),
        _row(
            "submit",
            "报送",
            {S.PENDING, S.ACTIVE, S.RETURNED},
            S.SUBMITTED,
            {Who.UNIT, Who.OFFICE},
            "text",
            may=("gap_note", "received_on", "received_from"),
        ),
        _row("withdraw", "撤回", {S.SUBMITTED}, None, {Who.UNIT}),
        _row(
            "ask_more",
            "请补充",
            {S.SUBMITTED},
            S.RETURNED,
            {Who.LEAD},
            "reasons",
            may=("note", "redo_by"),
        ),
        _row(
            "return",
            "退回修改",
            {S.SUBMITTED},
            S.RETURNED,
            {Who.OFFICE},
            "reasons",
            may=("note", "redo_by", "in_place_reason"),
        ),
        _row(
            "accept",
            "审核通过",
            {S.SUBMITTED},
            S.ACCEPTED,
            {Who.LEAD, Who.OFFICE},
            may=("note", "in_place_reason"),
        ),
        _row(
            "suspend",
            "暂缓办理",
            {S.PENDING, S.ACTIVE, S.RETURNED, S.SUBMITTED, S.OBJECTED},
            S.SUSPENDED,
            {Who.OFFICE},
            "reason",
        ),
        _row("resume", "恢复办理", {S.SUSPENDED}, None, {Who.OFFICE}, "reason", may=("due_on",)),
        _row("cancel", "取消交办", NOT_FINAL, S.CANCELLED, {Who.OFFICE}, "reason"),
        _row("release", "无需办理", HANDED_OVER, S.RELEASED, {Who.OFFICE}, may=("reason",)),
        _row(
            "reopen",
            "重新办理",
            {S.ACCEPTED},
            S.ACTIVE,
            {Who.OFFICE, Who.LEAD},
            "reason",
            may=("redo_by",),
        ),
    )
}


@dataclass(frozen=True)
class TaskAct:
    """One row of what the office may do to a whole task; `target` is None where its state stays."""

    action: str
    label: str
    sources: frozenset[TaskState]
    target: TaskState | None = None

    def starts_from(self, state: str) -> bool:
        """Return whether the act may be taken in `state`."""
        return state in self.sources


# A task that is closed or cancelled is over: only 重新办理 of the task itself opens it again.
NOT_OVER = frozenset({TaskState.DRAFT, TaskState.ISSUED})

TASK_TABLE: dict[str, TaskAct] = {
    row.action: row
    for row in (
        TaskAct("issue", "交办", NOT_OVER, TaskState.ISSUED),
        TaskAct("change", "修改任务", NOT_OVER),
        TaskAct("change_due", "调整时限", NOT_OVER),
        TaskAct("add_part", "增加承办单位", NOT_OVER),
        TaskAct("call_in", "请单位参加", NOT_OVER),
        TaskAct("link", "关联指标", NOT_OVER | {TaskState.CLOSED}),
        TaskAct("merge", "并入其他任务", NOT_OVER, TaskState.CANCELLED),
        TaskAct("close", "销号", frozenset({TaskState.ISSUED}), TaskState.CLOSED),
        TaskAct("cancel", "取消任务", NOT_OVER, TaskState.CANCELLED),
        TaskAct("reopen", "重新办理", frozenset({TaskState.CLOSED}), TaskState.ISSUED),
    )
}
