"""How a part stands in time, with the words and the shape shown for it."""

from collections.abc import Iterable
from dataclasses import dataclass

from reports.figures.sets import Moment
from tasks.choices import PartState
from tasks.deadlines import Timeliness, standing
from tasks.models import Assignment
from units.choices import ASKED_ONLY

# States in which a part no longer counts in a task's progress.
OFF = frozenset({PartState.DRAFT, PartState.CANCELLED, PartState.RELEASED})
ORDER = {kind: place for place, kind in enumerate(("late", "soon", "ok", "hold", "done"))}


@dataclass(frozen=True)
class Timing:
    """`kind` is a shape of the look (late soon ok done hold); `days` late or left, for sorting."""

    kind: str
    text: str
    days: int = 0

    @property
    def urgency(self) -> tuple[int, int]:
        """Sorts the most urgent first."""
        return ORDER[self.kind], -self.days if self.kind == "late" else self.days


def timing(part: Assignment, moment: Moment) -> Timing:
    """Return how a part (its unit loaded) stands on the day of `moment`."""
    if part.state == PartState.SUBMITTED:
        return _handed_in(part)
    if part.state in OFF or part.state == PartState.SUSPENDED:
        return Timing("hold", "停表" if part.state == PartState.SUSPENDED else "—")
    if part.long_term and part.due_on is None:
        return Timing("done" if part.state == PartState.ACCEPTED else "ok", "长期")
    found = standing(
        state=part.state,
        due_on=part.due_on,
        counted=part.blocking and part.unit.relation not in ASKED_ONLY,
        first_handed_in_on=part.first_handed_in_on,
        first_due_on=part.first_due_on,
        today=moment.today,
        calendar=moment.calendar,
        soon_workdays=moment.soon_workdays,
    )
    text = found.words if found.kind != Timeliness.HOLD else "时限已过，不计逾期"
    return Timing(found.kind.value, text, found.workdays)


def _handed_in(part: Assignment) -> Timing:
    """A slow review never makes a unit late: what counts is the first hand-in (rule 8)."""
    if part.first_due_on is None or part.first_handed_in_on is None:
        return Timing("ok", "已报送")
    on_time = part.first_handed_in_on <= part.first_due_on
    return Timing("ok", "按时报送") if on_time else Timing("hold", "逾期报送")


@dataclass(frozen=True)
class Progress:
    """Counts of a task's parts by shape, for the bar and its legend."""

    total: int = 0
    done: int = 0
    late: int = 0
    soon: int = 0
    ok: int = 0
    hold: int = 0

    @property
    def label(self) -> str:
        """The bar in words."""
        return f"已办结 {self.done}，逾期 {self.late}，临期 {self.soon}，正常 {self.ok}，停表 {self.hold}"


def progress(timings: Iterable[Timing]) -> Progress:
    """Return the progress over the timings of the parts that count: those not in `OFF`."""
    counts = dict.fromkeys(ORDER, 0)
    for found in timings:
        counts[found.kind] += 1
    return Progress(total=sum(counts.values()), **counts)
