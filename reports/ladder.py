"""督促提醒规则: what is owed for a part on a day. Pure; rows and clock are the caller's.

Only the highest step that came due is fired, lower ones are noted as superseded; once per part,
step and anchor; `due <= today and not fired`, never equality, so a missed day is caught up.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from reports.choices import StepAction, StepAnchor
from units.workdays import Calendar


@dataclass(frozen=True)
class Step:
    """One rule; `offset` in workdays from its anchor, negative before it."""

    id: int
    code: str
    name: str
    height: int
    action: str
    anchor: str
    offset: int
    min_span_days: int = 0
    to_deputy: bool = False


@dataclass(frozen=True)
class PartFacts:
    """What the ladder must know of one owed part (state pending, active, returned or objected).

    `prompt_due` and `supervision_due` are the limits set by the letters already issued for the
    present date in force; `contacted` whether a 催办记录 exists since then; `resting` whether an
    extension is under review (letters rest, rule 10). `fired` holds (step id, anchor).
    """

    id: int
    due_on: date
    issued_on: date
    returns: int = 0
    contacted: bool = False
    resting: bool = False
    prompt_due: date | None = None
    supervision_due: date | None = None
    fired: frozenset[tuple[int, str]] = field(default=frozenset())


@dataclass(frozen=True)
class Owed:
    """A step that is owed now; `superseded` ones are only noted."""

    part_id: int
    step: Step
    anchor: str
    due_on: date
    superseded: bool
    reason: str


LETTERS = frozenset({StepAction.PROMPT, StepAction.SUPERVISE})


def owed(part: PartFacts, steps: Iterable[Step], *, today: date, calendar: Calendar) -> list[Owed]:
    """Return the steps owed for one part on `today`, lowest first; nothing on a rest day.

    Of the steps counted in days only the highest fires; those counted in returns fire beside it.
    """
    if not calendar.is_workday(today):
        return []
    due = [
        (step, anchor, day)
        for step in sorted(steps, key=lambda s: s.height)
        if (found := _due_day(part, step, calendar)) is not None
        for anchor, day in [found]
        if day <= today and (step.id, anchor) not in part.fired
    ]
    due = [row for row in due if _allowed(part, row[0], today, calendar)]
    timed = [row for row in due if row[0].anchor != StepAnchor.RETURNS]
    # A step that has fired above makes the lower ones pointless, even if they were never run.
    ceiling = _height_fired(part, steps)
    top = max((row[0].height for row in timed), default=0)
    return [
        Owed(
            part.id,
            step,
            anchor,
            day,
            superseded=step.anchor != StepAnchor.RETURNS and step.height < max(top, ceiling),
            reason=_reason(part, step, day),
        )
        for step, anchor, day in due
    ]


def _due_day(part: PartFacts, step: Step, calendar: Calendar) -> tuple[str, date] | None:
    """Return the anchor key and the day the step comes due, or None if it does not apply."""
    match step.anchor:
        case StepAnchor.DUE:
            span = (part.due_on - part.issued_on).days
            if span <= step.min_span_days and step.min_span_days:
                return None
            last = calendar.effective(part.due_on)
            day = calendar.add(last, step.offset)
            # A reminder that was due before the hand-over is not owed: the letter was the reminder.
            return None if day <= part.issued_on else (part.due_on.isoformat(), day)
        case StepAnchor.ISSUE_OF_PROMPT:
            return _after_letter(part.prompt_due, step, calendar)
        case StepAnchor.ISSUE_OF_SUPERVISION:
            return _after_letter(part.supervision_due, step, calendar)
        case StepAnchor.RETURNS:
            if part.returns < step.offset:
                return None
            return (f"returns:{step.offset}", part.issued_on)
    return None


def _after_letter(limit: date | None, step: Step, calendar: Calendar) -> tuple[str, date] | None:
    if limit is None:
        return None
    return (limit.isoformat(), calendar.add(calendar.effective(limit), step.offset))


def _allowed(part: PartFacts, step: Step, today: date, calendar: Calendar) -> bool:
    if part.resting and step.action != StepAction.CALL:
        return False
    if step.anchor == StepAnchor.DUE and step.offset < 0:
        # A reminder before the deadline is pointless once the deadline has passed.
        return calendar.effective(part.due_on) >= today
    if step.action == StepAction.PROMPT:
        return part.contacted or step.anchor == StepAnchor.RETURNS
    return True


def _height_fired(part: PartFacts, steps: Iterable[Step]) -> int:
    key = part.due_on.isoformat()
    return max(
        (
            step.height
            for step in steps
            if step.anchor == StepAnchor.DUE and (step.id, key) in part.fired
        ),
        default=0,
    )


def _reason(part: PartFacts, step: Step, day: date) -> str:
    match step.anchor:
        case StepAnchor.DUE if step.offset < 0:
            return f"距时限{part.due_on:%Y-%m-%d}还有{-step.offset}个工作日"
        case StepAnchor.DUE:
            return f"时限{part.due_on:%Y-%m-%d}已过{step.offset}个工作日"
        case StepAnchor.ISSUE_OF_PROMPT:
            return f"提示函限期已过{step.offset}个工作日（应于{day:%Y-%m-%d}）"
        case StepAnchor.ISSUE_OF_SUPERVISION:
            return f"督办函限期已过{step.offset}个工作日（应于{day:%Y-%m-%d}）"
    return f"已退回{part.returns}次"
