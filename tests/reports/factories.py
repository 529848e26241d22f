"""Makers of what documents need: how a county signs, an office, units, letters in each state."""

from datetime import date, datetime, timedelta

from indicators.models import Campaign
from indicators.services.blobs import stage
from reports.choices import LetterState
from reports.models import Letter, LetterHead
from reports.services.letters import drafting, issuing, signing
from tasks.choices import PartRole
from tasks.models import Assignment
from tests import factories as make
from tests.factories import DAY, at
from units.access import Seat
from units.choices import Relation, Role
from units.models import County, Unit

CODE = "示委法治办函"
NOW = at()


class Scene:
    """A county with an office (clerk and head), a campaign and one unit with a liaison."""

    def __init__(self) -> None:
        self.county: County = make.county()
        self.head = letter_head(self.county)
        self.campaign: Campaign = make.campaign(self.county)
        self.clerk: Seat = make.seat(self.county, Role.OFFICE_CLERK)
        self.chief: Seat = make.seat(self.county, Role.OFFICE_HEAD)
        self.unit: Unit = make.unit(self.county, "县司法局")
        self.liaison: Seat = make.seat(self.county, Role.LIAISON, self.unit)
        self.stranger: Seat = make.seat(
            self.county, Role.LIAISON, make.unit(self.county, "县财政局")
        )

    def town(self) -> Unit:
        return make.unit(self.county, "城关镇", relation=Relation.TOWNSHIP)

    def part(self, unit: Unit | None = None, **fields) -> Assignment:
        """A draft part of a new task."""
        return make.part(make.task(self.campaign, **fields), unit or self.unit)

    def handover(self, *parts: Assignment, now: datetime = NOW, **fields) -> Letter:
        """A drafted letter about draft parts of one unit."""
        rows = parts or (self.part(),)
        return drafting.draft_letter(
            "handover", rows[0].unit, rows, actor=self.clerk, now=now, **fields
        )

    def signed(self, letter: Letter | None = None, *, now: datetime = NOW) -> Letter:
        letter = letter or self.handover(now=now)
        signing.check(letter.pk, actor=self.clerk, now=now)
        signing.send(letter.pk, actor=self.clerk, now=now)
        return signing.sign(letter.pk, actor=self.chief, now=now)

    def issued(self, letter: Letter | None = None, *, now: datetime = NOW, **fields) -> Letter:
        letter = self.signed(letter, now=now)
        return issuing.issue(letter.pk, actor=self.clerk, now=now, **fields)

    def in_state(self, state: str) -> Letter:
        """A letter brought to `state` by the services."""
        letter = self.handover()
        if state == LetterState.DISCARDED:
            return signing.discard(letter.pk, actor=self.clerk, now=at(), reason="不需要")
        for wanted, act, seat in (
            (LetterState.CHECKED, signing.check, self.clerk),
            (LetterState.FOR_SIGNATURE, signing.send, self.clerk),
            (LetterState.SIGNED, signing.sign, self.chief),
            (LetterState.ISSUED, issuing.issue, self.clerk),
        ):
            if state == LetterState.DRAFT:
                return letter
            letter = act(letter.pk, actor=seat, now=at())
            if wanted == state:
                return letter
        raise AssertionError(state)

    def owed(self, unit: Unit | None = None, *, due_on: date, day: date = DAY) -> Assignment:
        """A part handed over on `day`."""
        task = make.task(self.campaign, due_on=due_on)
        return make.issued(task, (unit or self.unit, PartRole.LEAD), by=self.clerk, day=day)[0]


def letter_head(county: County) -> LetterHead:
    return LetterHead.objects.create(
        county=county,
        issuer="中共示例县委全面依法治县委员会办公室",
        mark="中共示例县委全面依法治县委员会办公室文件",
        notice_code="示委法治办",
        letter_code=CODE,
        brief_code="示委法治办专报",
        copies="县委办公室，县政府办公室",
        printed_by="中共示例县委全面依法治县委员会办公室",
        contact_person="陈立",
        contact_phone="0000-0000000",
    )


def scan(county: County, data: bytes = b"\x89PNG scan"):
    return stage(county=county, stream=data, suffix="png", now=at())


def later(days: int, hour: int = 10) -> datetime:
    return at(DAY + timedelta(days=days), hour)
