"""A county living day by day beside the planner, and a recount of what the ladder owes.

The recount shares nothing with `reports.ladder`: it keeps its own list of workdays and reads the
starter ladder.
"""

from bisect import bisect_left
from collections import Counter
from datetime import date, timedelta
from random import Random

from reports.choices import LetterKind, LetterState
from reports.models import LadderFiring, Letter
from reports.services.ladder import firing
from reports.services.ladder.limits import forget_resting, limit_as_of, resting
from reports.services.starting import set_up_county
from tasks.choices import PartState
from tasks.models import Assignment, ContactNote, Extension, TaskEvent
from tests import factories as make
from units.choices import Relation, Role
from units.models import CalendarYear, Holiday

OWED = {"pending", "active", "returned", "objected"}
BEFORE = {"t-10": 10, "t-5": 5, "t-1": 1}
AFTER = {"t+1": 1, "t+5": 5}
RANK = ["t-10", "t-5", "t-1", "t+1", "t+5", "p+5", "s+10"]
HOLIDAYS = {date(2026, 5, d): False for d in (1, 4, 5)} | {date(2026, 5, 9): True}
HOLIDAYS |= {date(2026, 10, d): False for d in (1, 2, 5, 6, 7)} | {date(2026, 10, 10): True}


def _works(day):
    return HOLIDAYS.get(day, day.isoweekday() <= 5)


WORKDAYS = [d for n in range(1200) if _works(d := date(2025, 1, 1) + timedelta(days=n))]


def shift(day, workdays):
    """The workday so many workdays from a day that is moved to the next workday first."""
    return WORKDAYS[bisect_left(WORKDAYS, day) + workdays]


class Known:
    """What the recount remembers of one part."""

    def __init__(self, part):
        self.part = part
        self.told = set()  # (code, date in force or count), fired or noted
        self.noted_on = None
        self.asking = False
        self.limits = {}  # kind → (issued on, limit) of letters that went out
        self.dated_on = part.issued_on
        self.waits = set()  # kinds of letters about it neither issued nor given up

    def look(self):
        """Look at the drafts as they stand before a run."""
        items = self.part.letter_items.filter(letter__state=LetterState.DRAFT)
        self.waits = set(items.values_list("letter__kind", flat=True))

    def limit(self, kind):
        issued_on, limit = self.limits.get(kind, (None, None))
        return limit if issued_on and issued_on > self.part.due_on else None

    def owed(self, today):
        """The codes fired and the codes only noted on this workday."""
        part, due = self.part, self.part.due_on
        if part.state not in OWED:
            return [], []
        last_day, reached = shift(due, 0), []
        for code, back in BEFORE.items():
            if today <= last_day and shift(due, -back) <= today:
                long_enough = code != "t-10" or (due - part.issued_on).days > 60
                if long_enough and shift(due, -back) > self.dated_on:
                    reached.append(code)
        for code, on in AFTER.items():
            if self.dated_on < shift(due, on) <= today:
                called = self.noted_on is not None and self.noted_on >= due
                if code != "t+5" or called:
                    reached.append(code)
        for code, kind, on in (("p+5", "prompt", 5), ("s+10", "supervision", 10)):
            limit = self.limit(kind)
            if limit and shift(limit, on) <= today:
                reached.append(code)
        if "prompt" in self.waits:
            reached = [code for code in reached if code != "t+5"]
        if "supervision" in self.waits:
            reached = [code for code in reached if code != "p+5"]
        if self.asking:
            reached = []
        fresh = [code for code in reached if (code, due) not in self.told]
        done_before = [RANK.index(code) for code in RANK if (code, due) in self.told]
        fired, noted = [], []
        for code in fresh:
            place = RANK.index(code)
            beaten = any(RANK.index(c) > place for c in fresh) or any(
                p > place for p in done_before
            )
            already = (code == "t+5" and self.limit("prompt")) or (
                code == "p+5" and self.limit("supervision")
            )
            (noted if beaten or already else fired).append(code)
            self.told.add((code, due))
        returns = [n for n in (2, 3) if part.return_count >= n and (f"r{n}", n) not in self.told]
        if self.asking or "prompt" in self.waits:
            returns = [n for n in returns if n == 2]
        for n in returns:
            already = n == 3 and self.limit("prompt")
            (fired if n == max(returns) and not already else noted).append(f"r{n}")
            self.told.add((f"r{n}", n))
        return fired, noted


class World:
    """Parts of one campaign, lived through day by day."""

    def __init__(self, *, parts, seed, start=date(2026, 3, 2)):
        CalendarYear.objects.get_or_create(year=2026)
        for day, works in HOLIDAYS.items():
            Holiday.objects.get_or_create(
                day=day, defaults={"is_workday": works, "name": "节", "changed_at": make.at()}
            )
        self.rng, self.today = Random(seed), start
        self.county = make.county()
        set_up_county(self.county)
        self.campaign = make.campaign(self.county)
        self.office = make.seat(self.county, Role.OFFICE_CLERK)
        self.units = [make.unit(self.county, f"单位{n}") for n in range(4)]
        self.units.append(make.unit(self.county, "法院", relation=Relation.JUDICIAL))
        for unit in self.units:
            make.seat(self.county, Role.LIAISON, unit)
        self.known = {}
        for _ in range(parts):
            self._new()
        self.tally = Counter()

    def _new(self):
        unit = self.rng.choice(self.units)
        due_on = self.today + timedelta(days=self.rng.randrange(3, 110))
        part = make.part(
            make.task(self.campaign, due_on=due_on),
            unit,
            state=PartState.ACTIVE,
            due_on=due_on,
            agreed_due_on=due_on,
            issued_on=self.today,
        )
        if unit.relation != Relation.JUDICIAL:
            self.known[part.pk] = Known(part)

    def live(self, days):
        """Live so many days; after each run what was fired equals the recount."""
        for _ in range(days):
            self._acts()
            down = self.rng.random() < 0.15
            if not down:
                self._run()
            self.today += timedelta(days=1)

    def _run(self):
        for known in self.known.values():
            known.look()
        before = LadderFiring.objects.count()
        firing.run(self.campaign, now=make.at(self.today, 9))
        rows = LadderFiring.objects.order_by("id")[before:].values_list(
            "assignment_id", "step__code", "superseded"
        )
        found = sorted(rows)
        expected = []
        if self.today in set(WORKDAYS):
            for pk, known in self.known.items():
                fired, noted = known.owed(self.today)
                expected += [(pk, code, False) for code in fired]
                expected += [(pk, code, True) for code in noted]
        assert found == sorted(expected), self.today
        self.tally.update(code for _, code, superseded in found if not superseded)
        assert firing.run(self.campaign, now=make.at(self.today, 15)) == firing.Run(0, 0, ())

    def _acts(self):
        rng = self.rng
        if rng.random() < 0.1:
            self._new()
        for known in self.known.values():
            part = known.part
            if part.state not in OWED:
                if rng.random() < 0.3:
                    self._judge(part)
                continue
            late = part.due_on < self.today
            if known.asking:
                if rng.random() < 0.4:
                    self._answer(known)
            elif not late and rng.random() < 0.02:
                Extension.objects.create(
                    assignment=part,
                    reason="汛期",
                    old_due_on=part.due_on,
                    wanted_due_on=part.due_on + timedelta(days=20),
                    asked_by=self.office.membership,
                    asked_at=make.at(self.today),
                )
                known.asking = True
            if late and rng.random() < 0.12:
                self._call(known)
            if rng.random() < (0.02 if late else 0.01) and not known.asking:
                self._set(part, state=PartState.SUBMITTED, handed_in_on=self.today)
        for letter in Letter.objects.filter(state=LetterState.DRAFT):
            if rng.random() < 0.4:
                self._issue(letter)
            elif rng.random() < 0.05:
                letter.state = LetterState.DISCARDED
                letter.save()

    def _set(self, part, **fields):
        for name, value in fields.items():
            setattr(part, name, value)
        Assignment.objects.filter(pk=part.pk).update(**fields)

    def _judge(self, part):
        if part.state != PartState.SUBMITTED or self.rng.random() < 0.4:
            if part.state == PartState.SUBMITTED:
                self._set(part, state=PartState.ACCEPTED, accepted_on=self.today)
            return
        redo_by = shift(self.today, 3)
        self._set(
            part,
            state=PartState.RETURNED,
            handed_in_on=None,
            return_count=part.return_count + 1,
            redo_by=redo_by,
            due_on=redo_by,
        )
        self._dated(part, "return")

    def _dated(self, part, action):
        """Note, as the workflow does, that the date in force was set anew today."""
        TaskEvent.objects.create(
            task=part.task,
            assignment=part,
            action=action,
            data={"due_on": f"{part.due_on}"},
            day=self.today,
            at=make.at(self.today, 8),
        )
        self.known[part.pk].dated_on = self.today

    def _answer(self, known):
        row = Extension.objects.get(assignment=known.part, state="asked")
        row.state = self.rng.choice(("granted", "refused"))
        row.save()
        known.asking = False
        if row.state == "granted":
            self._set(known.part, due_on=row.wanted_due_on)
            self._dated(known.part, "extension_grant")

    def _call(self, known):
        note = ContactNote.objects.create(
            campaign=self.campaign,
            unit=known.part.unit,
            method="phone",
            person="张三",
            day=self.today,
            noted_at=make.at(self.today),
            noted_by=self.office.membership,
        )
        note.assignments.add(known.part)
        known.noted_on = self.today

    def _issue(self, letter):
        """Issue as the letter machine does, as far as the ladder looks at it."""
        gone = resting(letter)
        forget_resting(letter)
        for item in letter.items.all():
            known = self.known[item.assignment_id]
            out = item.assignment_id not in gone and known.part.state in OWED
            item.outcome = "included" if out else "dropped"
            item.save()
            if known.asking and item.assignment_id in gone:
                code = letter_code(letter, known)
                known.told.discard((code, known.part.due_on))
        letter.answer_by = limit_as_of(letter, today=self.today)
        letter.state, letter.issued_on, letter.snapshot = LetterState.ISSUED, self.today, {}
        letter.save()
        for item in letter.items.filter(outcome="included"):
            known = self.known[item.assignment_id]
            _, before = known.limits.get(letter.kind, (None, date.min))
            known.limits[letter.kind] = (self.today, max(before, letter.answer_by))


def letter_code(letter, known):
    """The step that drafted the letter."""
    return "p+5" if letter.kind == LetterKind.SUPERVISION else "t+5"
