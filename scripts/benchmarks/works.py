"""The pieces of work that have a budget (what "done" means), each for one county."""

import csv
import io
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from django.db import transaction
from django.test import Client
from openpyxl import Workbook, load_workbook

from indicators.models import Campaign
from reports.docx import render
from reports.docx.frozen import from_json
from reports.models import Letter
from reports.services.ladder import firing
from reports.services.ladder.reading import owed_on
from reports.services.ledgers import export_ledger
from reports.services.notices.files import draft_files
from tasks.choices import OWED_STATES
from tasks.models import Assignment
from tasks.services.plan_import import confirming, reading
from units.access import Seat
from units.clock import local_date
from units.models import Membership, User
from units.services.importing import import_bodies

IMPORTED = 2000


@dataclass(frozen=True)
class Budget:
    """The most queries, and milliseconds of CPU (of wall time where `wall`), allowed."""

    queries: int | None = None
    ms: float | None = None
    wall: bool = False

    def met_by(self, queries: int, ms: float) -> bool:
        """Return whether so many queries and milliseconds keep it."""
        return (self.queries is None or queries <= self.queries) and (
            self.ms is None or ms <= self.ms
        )

    @property
    def words(self) -> str:
        """What may be spent, for the table."""
        parts = [f"{self.queries} q"] if self.queries is not None else []
        if self.ms is not None:
            parts.append(f"{self.ms:.0f} ms{' wall' if self.wall else ''}")
        return ", ".join(parts)


@dataclass(frozen=True)
class Work:
    """One row of the table; `limit` None means: the work's own SQL as bare JSON."""

    name: str
    budget: Budget
    run: Callable[[], object]
    limit: Callable[[], object] | None = None
    repeat: int = 7


def works(campaign: Campaign, now: datetime) -> list[Work]:
    """Return the works of the county of `campaign` (made in bulk) as of `now`."""
    page = partial(_page, campaign.county.code)
    listed, budget = Budget(10, 25), Budget(10, 40)
    letter = Letter.objects.filter(campaign=campaign).order_by("-pk")[0]
    return [
        Work("task list, 50 rows", listed, page("office", "/tasks/")),
        Work("letters, 50 rows", listed, page("office", "/letters/")),
        Work("register", Budget(11, 25), page("office", "/letters/register/")),
        Work("parts, 50 rows", listed, page("office", "/dashboard/parts/")),
        Work("late list", listed, page("office", "/late/")),
        Work("my unit's tasks", listed, page("u8", "/my/")),
        Work("review: queue and one part", Budget(14, 40), page("office", "/review/")),
        Work("evidence list", listed, page("office", "/evidence/")),
        Work("API assignments, 50 rows", listed, page("office", "/api/v1/assignments/")),
        Work("indicator tree", Budget(8, 60), page("office", "/indicators/")),
        Work("desk", Budget(19, 40), page("office", "/")),
        Work("dashboard", budget, page("leader", "/dashboard/")),
        Work("letter docx", Budget(0, 100), lambda: render(from_json(letter.frozen)), _nothing),
        Work(
            "notice: figures, docx, xlsx",
            Budget(25, 500, wall=True),
            lambda: draft_files(campaign, period=local_date(now).replace(day=1), now=now),
            repeat=5,
        ),
        Work(
            "ladder: plan one county",
            Budget(9, None),
            lambda: owed_on(campaign, local_date(now)),
            repeat=3,
        ),
        Work(
            "ladder: fire one county",
            Budget(None, None),
            lambda: undone(lambda: firing.run(campaign, now=now)),
            _nothing,
            3,
        ),
        *_imports(campaign, now),
    ]


def ledger(campaign: Campaign, now: datetime) -> Work:
    """Return the ledger of a large campaign, against openpyxl writing the same cells."""
    folder = Path(tempfile.mkdtemp(prefix="fachuang-bench-"))
    target = folder / "ledger.xlsx"
    export_ledger(campaign, target, now=now)
    sheets = [
        [list(row) for row in sheet.iter_rows(values_only=True)]
        for sheet in load_workbook(target, read_only=True)
    ]
    rows = max(map(len, sheets))
    return Work(
        f"ledger, {rows} rows",
        Budget(None, None),
        lambda: export_ledger(campaign, target, now=now),
        lambda: _bare_workbook(sheets, folder / "bare.xlsx"),
        repeat=3,
    )


def whole_ladder(campaigns: list[Campaign], now: datetime) -> Work:
    """Return the planning of every county's ladder, named by the open parts it goes through."""
    today = local_date(now)
    count = Assignment.objects.filter(campaign__in=campaigns, state__in=OWED_STATES).count()
    return Work(
        f"ladder: plan {count} open parts of {len(campaigns)} counties",
        Budget(None, 10_000 * max(1, count / 100_000), wall=True),
        lambda: [owed_on(campaign, today) for campaign in campaigns],
        _nothing,
        1,
    )


def undone(act: Callable[[], object]) -> None:
    """Do it, and take it back."""
    with transaction.atomic():
        act()
        transaction.set_rollback(True)


def _page(code: str, name: str, path: str) -> Callable[[], object]:
    client = Client(SERVER_NAME="localhost")
    client.force_login(
        User.objects.get(username=f"{code}-{name}"),
        backend="django.contrib.auth.backends.ModelBackend",
    )

    landed = client.get(path, follow=True).request["PATH_INFO"]  # the review opens its first part

    def get() -> object:
        response = client.get(landed)
        if response.status_code != 200:
            raise SystemExit(f"{path}: {response.status_code}")
        return response

    return get


def _imports(campaign: Campaign, now: datetime) -> list[Work]:
    budget = Budget(40, 2000, wall=True)
    seat = _office(campaign)
    text = _plan(campaign).encode()
    units = _units().encode()

    def read() -> object:
        return reading.start(
            campaign,
            actor=seat,
            now=now,
            year=local_date(now).year + 1,
            filename="plan.txt",
            data=text,
        )

    def confirm() -> object:
        found = read()
        return confirming.confirm(
            found.pk, actor=seat, now=now, doubts_checked=True, whole_checked=True
        )  # type: ignore[attr-defined]

    def bodies() -> object:
        return import_bodies(
            actor=None, county=campaign.county, data=units, filename="units.csv", now=now
        )

    return [
        Work(f"plan of {IMPORTED}: read", budget, lambda: undone(read), _nothing, 1),
        Work(f"plan of {IMPORTED}: read, confirm", budget, lambda: undone(confirm), _nothing, 1),
        Work(f"import {IMPORTED} units", budget, lambda: undone(bodies), _nothing, 1),
    ]


def _office(campaign: Campaign) -> Seat:
    membership = Membership.objects.select_related("user", "county", "unit").get(
        user__username=f"{campaign.county.code}-office"
    )
    return Seat(membership.user, membership)


def _plan(campaign: Campaign) -> str:
    names = [unit.short for unit in campaign.county.units.order_by("position") if unit.active]
    lines = [f"{campaign.county.name}法治政府建设工作要点", ""]
    for n in range(1, IMPORTED + 1):
        lead, other = names[n % len(names)], names[(n * 7 + 1) % len(names)]
        lines.append(f"{n}.落实第{n}项重点工作。建立台账，按时报送。")
        lines.append(f"牵头单位：{lead}")
        lines.append(f"责任单位：{other}")
        lines.append(f"完成时限：{n % 9 + 3}月底前")
    return "\n".join(lines)


def _units() -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["单位名称", "简称", "单位关系", "别名"])
    for n in range(1, IMPORTED + 1):
        writer.writerow([f"示例第{n}事务中心", f"第{n}中心", "县政府部门", f"{n}号中心"])
    return out.getvalue()


def _bare_workbook(sheets: Sequence[Sequence[Sequence[object]]], target: Path) -> None:
    book = Workbook(write_only=True)
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(row)
    book.save(target)


def _nothing() -> None:
    """There is no simpler way to do this, hence no limit."""
