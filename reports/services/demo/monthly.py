"""通报 of 示例县: the last two full months issued, the present one a draft with its checks out."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from indicators.models import Campaign
from reports.figures.period import Month
from reports.letters.naming import may_be_checked
from reports.models import Notice, NoticeCheck
from reports.services.demo.people import Cast
from reports.services.letters import after, issuing, signing
from reports.services.notices import checks
from reports.services.notices.compiling import compile_notice
from units.clock import moment as at
from units.workdays import Calendar

# Of a unit's answers and receipts some stay away, always the same ones.
SILENT, UNRECEIVED = 3, 6


@dataclass
class Monthly:
    """Does on each day what the office does for the month's 通报; `plan` says when."""

    cast: Cast
    campaign: Campaign
    days: Calendar
    today: date
    # day of the compile: first day of the month spoken of
    compiles: dict[date, date] = field(default_factory=dict)
    answers: dict[date, Notice] = field(default_factory=dict)
    issues: dict[date, Notice] = field(default_factory=dict)
    receipts: dict[date, Notice] = field(default_factory=dict)

    def plan(self, first: date) -> None:
        """Compile on the last workday of the two full months before today's, and just now."""
        month = Month.of(self.today)
        draft_on = self.days.add(self.today, -2)
        self.compiles[draft_on if draft_on >= month.first else self.today] = month.first
        for _ in range(2):
            month = Month.of(month.first - timedelta(days=1))
            if month.first > first:
                last_workday = self.days.workday_before(month.last + timedelta(days=1))
                self.compiles[last_workday] = month.first

    def on(self, day: date) -> None:
        """Do what falls on this day."""
        if day in self.receipts:
            self._receive(self.receipts[day], day)
        if day in self.answers:
            self._answer(self.answers[day], day)
        if day in self.issues:
            self._issue(self.issues[day], day)
        if day in self.compiles:
            self._compile(self.compiles[day], day)

    def _compile(self, period: date, day: date) -> None:
        office, hour = self.cast.office, 17 if day < self.today else 9
        notice = compile_notice(self.campaign, period=period, actor=office, now=at(day, hour))
        if may_be_checked(notice.figures["late"]):
            checks.send_checks(notice.pk, actor=office, now=at(day, hour, 10))
        self.answers[self.days.add(day, 1)] = notice
        if period != self.today.replace(day=1):
            self.issues[self.days.add(day, 3)] = notice

    def _answer(self, notice: Notice, day: date) -> None:
        """The first unit objects, some keep silent, the others agree."""
        rows = notice.checks.select_related("unit").order_by("unit__position", "pk")
        for place, row in enumerate(rows):
            if place % SILENT == 2:
                continue
            objects = place == 0
            checks.answer_check(
                row.pk,
                actor=self.cast.liaisons[row.unit_id],
                now=at(day, 10),
                objects=objects,
                words="材料已于上周送纸质件，请核实报送日期。" if objects else "",
            )

    def _issue(self, notice: Notice, day: date) -> None:
        office, approver, letter_id = self.cast.office, self.cast.approver, notice.letter_id
        for row in NoticeCheck.objects.filter(notice=notice, answer="objected"):
            checks.settle(
                row.pk,
                actor=office,
                now=at(day, 8, 50),
                upheld=False,
                note="经核对，所送纸质件未盖章，已请补正，至今未收到。",
            )
        signing.check_and_send([letter_id], actor=office, now=at(day, 9))
        signing.sign(letter_id, actor=approver, now=at(day, 15))
        issuing.issue(letter_id, actor=office, now=at(day, 15, 30))
        self.receipts[self.days.add(day, 1)] = notice

    def _receive(self, notice: Notice, day: date) -> None:
        receipts = notice.letter.receipts.select_related("unit").order_by("unit__position", "pk")
        for place, receipt in enumerate(receipts):
            if place % UNRECEIVED and receipt.unit_id in self.cast.liaisons:
                after.receive(
                    notice.letter_id, actor=self.cast.liaisons[receipt.unit_id], now=at(day, 9, 30)
                )
