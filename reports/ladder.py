"""督促提醒规则: what is owed for a part on a day. Pure; rows and clock are the caller's.

Only the highest step that came due is fired, lower ones are noted as superseded; once per part,
step and anchor; `due <= today and not fired`, never equality, so a missed day is caught up.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from reports.choices import StepAction, StepAnchor
from units.day_words import day_cn
from units.workdays import Calendar


@dataclass(frozen=True, slots=True)
class Step:
    """One rule; `offset` in workdays from its anchor, negative before it, or a count of returns."""

    id: int
    code: str
    name: str
    height: int
    action: str
    anchor: str
    offset: int
    min_span_days: int = 0
    to_deputy: bool = False


@dataclass(frozen=True, slots=True)
class PartFacts:
    """What the ladder must know of one owed part (state pending, active, returned or objected).

    `prompt_due` and `supervision_due` are the limits set by the letters already issued for the
    present date in force; `contacted` whether a 催办记录 exists since then; `resting` whether an
    extension is under review (letters rest, rule 10). `dated_on` is the day the date in force was
    set, None for that of the hand-over; `under_way` the actions whose letter about the part is
    drafted and not issued yet. `fired` holds (step id, anchor).
    """

    id: int
    due_on: date
    issued_on: date
    dated_on: date | None = None
    returns: int = 0
    contacted: bool = False
    resting: bool = False
    prompt_due: date | None = None
    supervision_due: date | None = None
    under_way: frozenset[str] = field(default=frozenset())
    fired: frozenset[tuple[int, str]] = field(default=frozenset())


@dataclass(frozen=True, slots=True)
class Owed:
    """A step that is owed now; `superseded` ones are only noted."""

    part_id: int
    step: Step
    anchor: str
    due_on: date
    superseded: bool
    reason: str


class Ladder:
    """The steps of a county on one day; days are worked out once for all parts."""

    def __init__(self, steps: Iterable[Step], *, today: date, calendar: Calendar) -> None:
        self.steps = sorted(steps, key=lambda step: step.height)
        self.today = today
        self.calendar = calendar
        self.works = calendar.is_workday(today)
        self._days: dict[tuple[date, int], date] = {}

    def owed(self, part: PartFacts) -> list[Owed]:
        """Return the steps owed for one part, lowest first; nothing on a rest day.

        Of the steps counted in days only the highest fires, of those counted in returns too.
        """
        if not self.works:
            return []
        due = []
        for step in self.steps:
            found = self._due(part, step)
            if found and found[1] <= self.today and (step.id, found[0]) not in part.fired:
                due.append((step, *found))
        due = [row for row in due if self._allowed(part, row[0])]
        return [self._judged(part, row, due) for row in due] if due else []

    def day(self, anchor: date, offset: int) -> date:
        """Return the day `offset` workdays from an anchor that is moved off rest days first."""
        key = (anchor, offset)
        if key not in self._days:
            self._days[key] = self.calendar.add(self.calendar.effective(anchor), offset)
        return self._days[key]

    def _due(self, part: PartFacts, step: Step) -> tuple[str, date] | None:
        """Return the anchor's key and the day the step comes due, or None if it does not apply."""
        match step.anchor:
            case StepAnchor.DUE:
                if step.min_span_days and (part.due_on - part.issued_on).days <= step.min_span_days:
                    return None
                day = self.day(part.due_on, step.offset)
                # What was due before the date was set is not owed: the hand-over, the return or
                # the extension that set it was the reminder.
                set_on = max(part.issued_on, part.dated_on or part.issued_on)
                return None if day <= set_on else (part.due_on.isoformat(), day)
            case StepAnchor.ISSUE_OF_PROMPT:
                return self._after(part, part.prompt_due, step)
            case StepAnchor.ISSUE_OF_SUPERVISION:
                return self._after(part, part.supervision_due, step)
        # Counted in returns: due with the return itself, whatever the day was.
        return (f"returns:{step.offset}", part.issued_on) if part.returns >= step.offset else None

    def _after(self, part: PartFacts, limit: date | None, step: Step) -> tuple[str, date] | None:
        # Keyed on the date in force: a second letter with a new limit does not fire it again.
        return (part.due_on.isoformat(), self.day(limit, step.offset)) if limit else None

    def _allowed(self, part: PartFacts, step: Step) -> bool:
        if part.resting and step.action != StepAction.CALL:
            return False
        if step.action in part.under_way:
            # A person is at that letter already: the step waits for what becomes of it.
            return False
        if step.anchor == StepAnchor.DUE and step.offset < 0:
            # A reminder before the deadline is pointless once the deadline has passed.
            return self.day(part.due_on, 0) >= self.today
        if step.action == StepAction.PROMPT and step.anchor == StepAnchor.DUE:
            return part.contacted
        return True

    def _judged(
        self, part: PartFacts, row: tuple[Step, str, date], due: list[tuple[Step, str, date]]
    ) -> Owed:
        step, anchor, day = row
        by_return = step.anchor == StepAnchor.RETURNS
        rivals = [r[0].height for r in due if (r[0].anchor == StepAnchor.RETURNS) == by_return]
        if not by_return:
            rivals.append(self._height_reached(part))
        return Owed(
            part.id,
            step,
            anchor,
            day,
            superseded=step.height < max(rivals) or _is_done(part, step),
            reason=_reason(part, step, day),
        )

    def _height_reached(self, part: PartFacts) -> int:
        """Return the highest step fired for the present date in force, 0 if none.

        What has fired above makes the lower ones pointless, even if they were never run.
        """
        key = part.due_on.isoformat()
        return max(
            (
                step.height
                for step in self.steps
                if step.anchor != StepAnchor.RETURNS and (step.id, key) in part.fired
            ),
            default=0,
        )


def _is_done(part: PartFacts, step: Step) -> bool:
    """Return whether a person has issued already what the step would draft."""
    if step.action == StepAction.PROMPT:
        return part.prompt_due is not None
    return step.action == StepAction.SUPERVISE and part.supervision_due is not None


def _reason(part: PartFacts, step: Step, day: date) -> str:
    match step.anchor:
        case StepAnchor.DUE if step.offset < 0:
            return f"时限{day_cn(part.due_on)}，提前{-step.offset}个工作日提醒"
        case StepAnchor.DUE:
            return f"时限{day_cn(part.due_on)}，过期满{step.offset}个工作日（{day_cn(day)}）"
        case StepAnchor.ISSUE_OF_PROMPT:
            return f"提示函限期已过{step.offset}个工作日（{day_cn(day)}）"
        case StepAnchor.ISSUE_OF_SUPERVISION:
            return f"督办函限期已过{step.offset}个工作日（{day_cn(day)}）"
    return f"已退回{part.returns}次"
