"""A county in March 2026 with late parts that were, or were not, reminded and prompted."""

import io
from datetime import date, datetime

from docx import Document
from docx.table import Table

from reports.models import Letter, Notice, NoticeCheck
from reports.services.letters import drafting, issuing, signing
from reports.services.notices import checks
from reports.services.notices.compiling import compile_notice
from tasks.choices import PartRole
from tasks.models import Assignment
from tasks.services import contacts
from tasks.services.workflow import ACTIONS
from tests import factories as make
from tests.reports.factories import Scene
from units.choices import Role
from units.clock import moment
from units.models import Unit

MARCH = date(2026, 3, 1)
DUE = date(2026, 3, 10)  # a Tuesday
COMPILED = moment(date(2026, 3, 30), 17)  # a Monday
IN_TIME = moment(date(2026, 4, 1), 10)  # the second workday after
CLEARED = moment(date(2026, 4, 2), 9)


class NoticeScene(Scene):
    """A scene whose unit owes things since 10 March."""

    def __init__(self) -> None:
        super().__init__()
        self.other = make.unit(self.county, "县教育局", position=9)
        self.teacher = make.seat(self.county, Role.LIAISON, self.other)

    def late(self, unit: Unit | None = None, *, due_on: date = DUE, **fields) -> Assignment:
        """A part that is late since the day after `due_on`."""
        task = make.task(self.campaign, due_on=due_on, **fields)
        return make.issued(task, (unit or self.unit, PartRole.LEAD), by=self.clerk)[0]

    def remind(self, *parts: Assignment, day: date = date(2026, 3, 11)) -> None:
        contacts.note_contact(
            [part.pk for part in parts],
            actor=self.clerk,
            now=moment(day, 10),
            method="phone",
            person="联络员",
            answer="尽快",
        )

    def prompt(self, *parts: Assignment, day: date = date(2026, 3, 17)) -> Letter:
        """A 提示函 that went out on `day`."""
        now = moment(day, 10)
        letter = drafting.draft_letter(
            "prompt", parts[0].unit, parts, actor=self.clerk, now=now, answer_by=day
        )
        return self.issued(letter, now=now)

    def prompted(self, unit: Unit | None = None, **fields) -> Assignment:
        """A late part of a unit that was reminded and prompted."""
        part = self.late(unit, **fields)
        self.remind(part)
        self.prompt(part)
        return part

    def finish(self, part: Assignment, day: date) -> None:
        """Hand the part in and accept it."""
        seat = self.teacher if part.unit_id == self.other.pk else self.liaison
        ACTIONS["submit"](part.pk, actor=seat, now=moment(day, 10), text="已完成", proofs=[])
        ACTIONS["accept"](part.pk, actor=self.clerk, now=moment(day, 11))

    def compile(self, now: datetime = COMPILED, *, period: date = MARCH) -> Notice:
        return compile_notice(self.campaign, period=period, actor=self.clerk, now=now)

    def checked(self, notice: Notice | None = None) -> tuple[Notice, NoticeCheck]:
        """A notice whose first check was sent on the day of the compile."""
        notice = notice or self.compile()
        return notice, checks.send_checks(notice.pk, actor=self.clerk, now=COMPILED)[0]

    def send(self, notice: Notice, now: datetime = CLEARED) -> Letter:
        return signing.check_and_send([notice.letter_id], actor=self.clerk, now=now)[0]

    def issue_notice(self, notice: Notice, now: datetime = CLEARED) -> Letter:
        self.send(notice, now)
        signing.sign(notice.letter_id, actor=self.chief, now=now)
        return issuing.issue(notice.letter_id, actor=self.clerk, now=now)


def text_of(docx: bytes) -> str:
    """Return the words of a docx, cells parted by a blank, paragraphs by a line end."""
    lines = []
    for block in Document(io.BytesIO(docx)).iter_inner_content():
        if isinstance(block, Table):
            lines += [" ".join(cell.text for cell in row.cells) for row in block.rows]
        else:
            lines.append(block.text)
    return "\n".join(lines)


def text(answer) -> str:
    """Return the page that was answered."""
    return answer.content.decode()


def messages(answer) -> str:
    """Return what the person will be told on the next page."""
    return " ".join(str(message) for message in answer.wsgi_request._messages)
