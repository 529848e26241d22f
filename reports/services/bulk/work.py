"""Tasks, parts, hand-ins, proofs and events of one campaign made in bulk."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from indicators.choices import EvidenceKind
from indicators.models import Campaign, Evidence, Indicator, IndicatorProof
from reports.services.bulk.lives import Life, draft, handed_over
from reports.services.bulk.people import Staff
from tasks.choices import PartRole, PartState, SubmissionState, TaskState
from tasks.models import (
    Assignment,
    PlanChapter,
    Submission,
    SubmissionEvidence,
    Task,
    TaskEvent,
)
from units.clock import local_date, moment
from units.models import Unit
from units.workdays import Calendar

S = PartState
BATCH = 2000
# State of an issued task's part → weight.
GOALS = {
    S.PENDING: 4,
    S.ACTIVE: 34,
    S.SUBMITTED: 8,
    S.RETURNED: 4,
    S.ACCEPTED: 46,
    S.OBJECTED: 1,
    S.SUSPENDED: 3,
}
HANDED_IN = {
    S.SUBMITTED: SubmissionState.HANDED_IN,
    S.RETURNED: SubmissionState.RETURNED,
    S.ACCEPTED: SubmissionState.ACCEPTED,
}


@dataclass
class Maker:
    """Draws the work of one campaign; `make` writes it."""

    campaign: Campaign
    staff: Staff
    indicators: Sequence[Indicator]
    rng: Random
    now: datetime
    days: Calendar

    @property
    def today(self) -> date:
        """The day around which the work lies."""
        return local_date(self.now)

    def make(self, tasks: int, chapters: Sequence[PlanChapter]) -> list[Assignment]:
        """Write `tasks` tasks over the chapters with all that belongs to them; returns the parts."""
        rows = Task.objects.bulk_create(
            [
                self._task(n, chapters[(n - 1) * len(chapters) // tasks])
                for n in range(1, tasks + 1)
            ],
            batch_size=BATCH,
        )
        self._link(rows)
        drawn = [pair for task in rows for pair in self._parts(task)]
        parts = Assignment.objects.bulk_create([part for part, _ in drawn], batch_size=BATCH)
        self._answer_to_leads(parts)
        self._events(rows, drawn)
        self._hand_ins(rows, parts)
        return parts

    def _task(self, n: int, chapter: PlanChapter) -> Task:
        state = self.rng.choices(
            (TaskState.DRAFT, TaskState.ISSUED, TaskState.CLOSED), weights=(6, 72, 22)
        )[0]
        span = (
            self.rng.randrange(-150, 150)
            if state == TaskState.ISSUED
            else self.rng.randrange(-150, -20)
        )
        due_on = self.today + timedelta(days=span if state != TaskState.DRAFT else 60)
        long_term = state == TaskState.ISSUED and n % 25 == 0
        issued_on = min(self.today, due_on) - timedelta(days=self.rng.randrange(10, 90))
        return Task(
            campaign=self.campaign,
            plan_id=chapter.plan_id,
            chapter=chapter,
            number=f"({n})",
            position=n,
            title=f"{chapter.title}重点任务第{n}项",
            requirement="按照工作要点的安排，明确责任分工，建立工作台账，按时报送办理情况和佐证材料。",
            due_on=None if long_term else due_on,
            long_term=long_term,
            state=state,
            issued_on=None if state == TaskState.DRAFT else issued_on,
            closed_on=min(self.today, due_on + timedelta(days=15))
            if state == TaskState.CLOSED
            else None,
        )

    def _link(self, tasks: Iterable[Task]) -> None:
        through = Task.indicators.through
        through.objects.bulk_create(
            [
                through(task_id=task.pk, indicator_id=indicator.pk)
                for task in tasks
                for indicator in self.rng.sample(self.indicators, 2)
            ],
            batch_size=BATCH,
        )

    def _parts(self, task: Task) -> Iterator[tuple[Assignment, Life]]:
        count = self.rng.choice((1, 2, 4, 6, 8, 14))
        for rank, unit in enumerate(self.rng.sample(self.staff.units, count), 1):
            role = self._role(rank, unit)
            life = self._life(task, blocking=role != PartRole.SUPPORT)
            yield self._part(task, unit, role, rank, life), life

    def _role(self, rank: int, unit: Unit) -> str:
        if rank == 1:
            return PartRole.LEAD
        if unit.asked_only:
            return PartRole.SUPPORT
        return self.rng.choice((PartRole.RESPONSIBLE, PartRole.RESPONSIBLE, PartRole.SUPPORT))

    def _life(self, task: Task, *, blocking: bool) -> Life:
        if task.state == TaskState.DRAFT:
            return draft()
        goal = S.ACCEPTED if blocking else S.RELEASED
        if task.state == TaskState.ISSUED:
            goal = self.rng.choices(list(GOALS), weights=list(GOALS.values()))[0]
        assert task.issued_on is not None
        recent = goal in (S.PENDING, S.OBJECTED) and (task.due_on or self.today) >= self.today
        return handed_over(
            goal,
            issued_on=self.today - timedelta(days=3) if recent else task.issued_on,
            due_on=task.due_on,
            today=self.today,
            days=self.days,
            rng=self.rng,
        )

    def _part(self, task: Task, unit: Unit, role: str, rank: int, life: Life) -> Assignment:
        return Assignment(
            campaign=self.campaign,
            task=task,
            unit=unit,
            role=role,
            word=PartRole(role).label,
            rank=rank,
            blocking=role != PartRole.SUPPORT,
            state=life.state,
            version=len(life.events),
            **life.values,
        )

    def _answer_to_leads(self, parts: Sequence[Assignment]) -> None:
        leads = {part.task_id: part for part in parts if part.role == PartRole.LEAD}
        theirs = [p for p in parts if p.role != PartRole.LEAD and p.state != S.DRAFT]
        for part in theirs:
            part.answers_to = leads[part.task_id]
        Assignment.objects.bulk_update(theirs, ["answers_to"], batch_size=500)

    def _events(self, tasks: Sequence[Task], drawn: Sequence[tuple[Assignment, Life]]) -> None:
        rows = [
            self._task_event(t, "issue", "draft", "issued", t.issued_on)
            for t in tasks
            if t.issued_on
        ]
        rows += [self._event(part, *event) for part, life in drawn for event in life.events]
        rows += [
            self._task_event(t, "close", "issued", "closed", t.closed_on)
            for t in tasks
            if t.closed_on
        ]
        TaskEvent.objects.bulk_create(sorted(rows, key=lambda row: row.day), batch_size=BATCH)

    def _task_event(self, task: Task, action: str, before: str, after: str, day: date) -> TaskEvent:
        return TaskEvent(
            task=task,
            action=action,
            from_state=before,
            to_state=after,
            day=day,
            at=at_ten(day),
            user_id=self.staff.office.user_id,
            membership=self.staff.office,
        )

    def _event(
        self,
        part: Assignment,
        action: str,
        before: str,
        after: str,
        day: date,
        values: dict[str, Any],
    ) -> TaskEvent:
        ours = action in ("issue", "accept", "return", "suspend", "release")
        seat = self.staff.office if ours else self.staff.liaisons[part.unit_id]
        return TaskEvent(
            task_id=part.task_id,
            assignment=part,
            action=action,
            from_state=before,
            to_state=after,
            data={k: v.isoformat() if isinstance(v, date) else v for k, v in values.items()},
            day=day,
            at=at_ten(day),
            user_id=seat.user_id,
            membership=seat,
        )

    def _hand_ins(self, tasks: Sequence[Task], parts: Sequence[Assignment]) -> None:
        given = [part for part in parts if part.state in HANDED_IN]
        submissions = Submission.objects.bulk_create(
            [self._submission(part) for part in given], batch_size=BATCH
        )
        proofs = Evidence.objects.bulk_create(
            [self._proof(part) for part in given], batch_size=BATCH
        )
        SubmissionEvidence.objects.bulk_create(
            [
                SubmissionEvidence(submission=submission, evidence=proof)
                for submission, proof in zip(submissions, proofs, strict=True)
            ],
            batch_size=BATCH,
        )
        self._catalogue(zip(given, proofs, strict=True))

    def _submission(self, part: Assignment) -> Submission:
        seat = self.staff.liaisons[part.unit_id]
        handed_in_on = part.handed_in_on or part.first_handed_in_on
        assert handed_in_on is not None
        judged = part.state != S.SUBMITTED
        return Submission(
            assignment=part,
            n=1,
            state=HANDED_IN[S(part.state)],
            text="已按要求办理，佐证材料附后。",
            started_by=seat,
            handed_in_by=seat,
            handed_in_at=at_ten(handed_in_on),
            reviewed_by=self.staff.office if judged else None,
            reviewed_at=at_ten(part.accepted_on or handed_in_on) if judged else None,
            reasons=["page_missing"] if part.state == S.RETURNED else [],
        )

    def _proof(self, part: Assignment) -> Evidence:
        seat = self.staff.liaisons[part.unit_id]
        return Evidence(
            county=self.campaign.county,
            unit_id=part.unit_id,
            kind=EvidenceKind.OFFLINE,
            title=f"{part.task.number}办理情况材料",
            year=self.today.year,
            pages=self.rng.randrange(1, 40),
            keeper="本单位档案室",
            uploaded_by=seat,
            uploaded_at=at_ten(part.first_handed_in_on or self.today),
        )

    def _catalogue(self, given: Iterable[tuple[Assignment, Evidence]]) -> None:
        linked: dict[int, list[int]] = {}
        through = Task.indicators.through
        for task_id, indicator_id in through.objects.filter(
            task__campaign=self.campaign
        ).values_list("task_id", "indicator_id"):
            linked.setdefault(task_id, []).append(indicator_id)
        IndicatorProof.objects.bulk_create(
            [
                IndicatorProof(
                    campaign=self.campaign,
                    indicator_id=indicator_id,
                    evidence=proof,
                    accepted_on=part.accepted_on,
                )
                for part, proof in given
                if part.state == S.ACCEPTED and part.accepted_on
                for indicator_id in linked[part.task_id]
            ],
            batch_size=BATCH,
        )


def at_ten(day: date) -> datetime:
    """Return ten o'clock in Beijing on that day."""
    return moment(day, 10)
