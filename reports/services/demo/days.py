"""The days of 示例县: what units and office do on each workday, through the services."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from django.conf import settings
from django.db.models import Exists, OuterRef

from indicators.models import Campaign
from reports.choices import LetterKind, LetterState
from reports.models import Letter
from reports.services.days import count_day
from reports.services.demo.people import Cast
from reports.services.demo.proofs import proof_of
from reports.services.ladder import firing
from reports.services.letters import issuing, signing
from tasks.choices import FINAL_STATES, PartRole, PartState, ReturnReason
from tasks.models import Assignment, Extension, Task
from tasks.services import contacts, extensions
from tasks.services.silence import acknowledge_silent
from tasks.services.workflow import ACTIONS, blockers, close_task
from units.access import Seat
from units.clock import moment as at
from units.errors import Refused
from units.services.delivery import deliver
from units.workdays import Calendar

OWED = (PartState.ACTIVE, PartState.RETURNED)


@dataclass
class Habit:
    """How one part goes: workdays from its date to the hand-in (None: never), and quirks."""

    hand_in: int | None
    returned_once: bool
    silent: bool
    asks_for_time: bool


def send_digests(day: date) -> None:
    """Send the day's digests as the worker does, into files: none where a mail server is set up."""
    if not settings.EMAIL_HOST:
        deliver(at(day, 17))


@dataclass
class Simulation:
    """Plays the days one by one; the same seed always gives the same history."""

    cast: Cast
    campaign: Campaign
    days: Calendar
    habits: dict[int, Habit] = field(default_factory=dict)

    def play(self, first: date, today: date) -> Iterable[date]:
        """Play every day after `first` up to `today`; yields each workday played."""
        day = first
        while day < today:
            day += timedelta(days=1)
            if self.days.is_workday(day):
                self.play_day(day)
                if day < today:  # today's leave when the worker runs
                    send_digests(day)
                yield day

    def play_day(self, day: date) -> None:
        """One workday: the machine first, then the units, then the office."""
        acknowledge_silent(self.campaign, now=at(day, 8, 30))
        firing.run(self.campaign, now=at(day, 8, 35))
        parts = list(
            Assignment.objects.filter(campaign=self.campaign)
            .exclude(state__in=[PartState.DRAFT, PartState.CANCELLED, PartState.ACCEPTED])
            .select_related("task", "unit")
            .order_by("task_id", "-role", "rank")
        )
        for part in parts:
            self._unit_acts(part, day)
        self._review(day)
        self._answer_extensions(day)
        self._call(parts, day)
        self._issue_drafts(day)
        self._close_tasks(day)
        count_day(self.campaign, now=at(day, 18))

    def habit(self, part: Assignment) -> Habit:
        """Return how this part goes; drawn once, from task and unit only."""
        if part.pk not in self.habits:
            draw = Random(f"{part.task.position}/{part.unit.position}")
            kind = draw.random()
            hand_in: int | None = -draw.randint(1, 8)
            if kind > 0.93:
                hand_in = None
            elif kind > 0.80:
                hand_in = draw.randint(2, 9)
            if part.task.position in (21, 22):
                hand_in = None
            self.habits[part.pk] = Habit(
                hand_in, draw.random() < 0.12, draw.random() < 0.1, draw.random() < 0.06
            )
        return self.habits[part.pk]

    def _unit_acts(self, part: Assignment, day: date) -> None:
        habit, seat = self.habit(part), self.cast.liaisons[part.unit_id]
        if part.state == PartState.PENDING and not habit.silent and part.issued_on != day:
            ACTIONS["acknowledge"](part.pk, actor=seat, now=at(day, 9))
            part.state = PartState.ACTIVE
        if part.state not in OWED or part.due_on is None:
            return
        if habit.asks_for_time:
            if self.days.days_left(part.due_on, day) == 2:
                extensions.ask(
                    part.pk,
                    actor=seat,
                    now=at(day, 10),
                    reason="涉及多个股室会商，需再征求一轮意见。",
                    wanted_due_on=self.days.add(part.due_on, 8),
                )
                habit.asks_for_time = False
            return
        if habit.hand_in is None:
            return
        if part.state == PartState.RETURNED or day >= self.days.add(part.due_on, habit.hand_in):
            self._hand_in(part, seat, day)

    def _hand_in(self, part: Assignment, seat: Seat, day: date) -> None:
        evidence = proof_of(part, seat, day)
        material = part.task.materials.first()
        ACTIONS["submit"](
            part.pk,
            actor=seat,
            now=at(day, 15),
            text=f"已按要求完成“{part.task.title[:40]}”{part.word}的工作，有关制度和落实情况见附件。",
            proofs=[(evidence, material)],
            gap_note="其他单位材料将陆续补充。" if part.role == PartRole.LEAD else "",
        )
        part.state = PartState.SUBMITTED

    def _review(self, day: date) -> None:
        waiting = Assignment.objects.filter(
            campaign=self.campaign, state=PartState.SUBMITTED, handed_in_on__lt=day
        ).select_related("answers_to", "task", "unit")
        # The last to hand in is judged first, so that a lead sees its parts before its own.
        for part in waiting.order_by("task_id", "-rank"):
            self._judge(part, day)

    def _judge(self, part: Assignment, day: date) -> None:
        lead = part.answers_to
        actor = self.cast.liaisons[lead.unit_id] if lead else self.cast.office
        if self.habit(part).returned_once and part.return_count == 0 and lead is None:
            ACTIONS["return"](
                part.pk,
                actor=actor,
                now=at(day, 11),
                reasons=[ReturnReason.NO_SEAL],
                note="请补盖公章后重新报送。",
            )
        elif part.task.position % 7 or self._waited(part, day) > 2:
            ACTIONS["accept"](part.pk, actor=actor, now=at(day, 11))

    def _waited(self, part: Assignment, day: date) -> int:
        """Some reviews take three workdays, as in every office."""
        return self.days.days_late(part.handed_in_on, day) if part.handed_in_on else 0

    def _answer_extensions(self, day: date) -> None:
        asked = Extension.objects.filter(
            assignment__campaign=self.campaign, state="asked", asked_at__date__lt=day
        )
        for extension in asked:
            if extension.assignment_id % 3:
                extensions.grant(extension.pk, actor=self.cast.office, now=at(day, 16))
            else:
                extensions.refuse(
                    extension.pk, actor=self.cast.office, now=at(day, 16), note="请按原时限办理。"
                )

    def _call(self, parts: list[Assignment], day: date) -> None:
        late = [
            part
            for part in parts
            if part.due_on and part.state in OWED and self.days.days_late(part.due_on, day) == 3
        ]
        for part in late:
            contacts.note_contact(
                [part.pk],
                actor=self.cast.colleague,
                now=at(day, 10, 30),
                method="phone",
                person=self.cast.liaisons[part.unit_id].user.name,
                answer="正在汇总材料，尽快报送。",
                promised_on=self.days.add(day, 3),
            )

    def _issue_drafts(self, day: date) -> None:
        """Prompts drafted by the ladder go out the next day; supervision waits for a person."""
        drafts = Letter.objects.filter(
            campaign=self.campaign,
            kind=LetterKind.PROMPT,
            state=LetterState.DRAFT,
            drafted_at__date__lt=day,
            drafted_by__isnull=True,
        )
        for letter in drafts.order_by("pk"):
            self._send_out(letter, day)

    def _send_out(self, letter: Letter, day: date) -> None:
        office, approver = self.cast.office, self.cast.approver
        try:
            signing.check(letter.pk, actor=office, now=at(day, 16))
            signing.send(letter.pk, actor=office, now=at(day, 16, 5))
            signing.sign(letter.pk, actor=approver, now=at(day, 16, 20))
            issuing.issue(letter.pk, actor=office, now=at(day, 16, 40))
        except Refused as error:
            signing.discard(
                letter.pk, actor=office, now=at(day, 16, 50), reason=error.message[:200]
            )

    def _close_tasks(self, day: date) -> None:
        waiting = Assignment.objects.filter(task_id=OuterRef("pk"), blocking=True).exclude(
            state__in=FINAL_STATES
        )
        ripe = Task.objects.filter(~Exists(waiting), campaign=self.campaign).issued()
        for task in ripe:
            if task.position % 5 and not blockers(task):
                close_task(task.pk, actor=self.cast.office, now=at(day, 17))
