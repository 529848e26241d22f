"""任务台账: one line per part, sums as on the overview, no formula, flat memory."""

import json
import tracemalloc
from io import BytesIO, StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from reports.excel.ledger import HEAD, SUMS
from reports.figures.campaign import campaign_figures
from reports.figures.ledger import KINDS, ledger_rows
from reports.figures.sets import Moment
from reports.services.ledgers import export_ledger
from tasks.models import Task
from tests.reports.conftest import MONDAY, seat_in
from units.choices import ASKED_ONLY, Role
from units.clock import local_date
from units.models import AuditEntry, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.core]


@pytest.fixture
def book(busy):
    target = BytesIO()
    export_ledger(busy, target, now=MONDAY)
    return load_workbook(target)


def lines(sheet):
    return [row for row in sheet.iter_rows(min_row=4, values_only=True) if isinstance(row[0], int)]


def test_a_line_for_every_part_and_the_kinds_add_up(busy, book):
    total = campaign_figures(busy, as_of=MONDAY).total
    rows = lines(book["台账"])
    assert len(rows) == total.parts
    words = [row[HEAD.index("时效")] for row in rows]
    assert sum(word in ("按时办结", "逾期办结") for word in words) == total.accepted
    assert words.count("逾期") == total.overdue
    assert words.count("临近到期") == total.due_soon
    assert words.count("正常") == total.normal
    assert words.count("无需办理") == total.released
    late = [row[HEAD.index("逾期工作日")] for row in rows]
    assert sum(days is not None for days in late) == total.overdue


def test_bodies_that_may_only_be_asked_help(busy):
    asked = set(Unit.objects.filter(relation__in=ASKED_ONLY).values_list("short", flat=True))
    rows = list(ledger_rows(busy.pk, Moment.of(busy.county_id, local_date(MONDAY))))
    roles = {row.role for row in rows if row.unit in asked}
    assert roles == {"协助单位"}
    assert "协助单位" not in {row.role for row in rows if row.unit not in asked}


def test_the_sums_are_those_of_the_overview(busy, book):
    figures = campaign_figures(busy, as_of=MONDAY)
    for sheet, of in (("各章汇总", figures.chapters), ("各单位汇总", figures.units)):
        rows = list(book[sheet].iter_rows(min_row=4, values_only=True))
        assert [row[0] for row in rows] == [*(line.title for line in of), "合计"]
        wanted = [*(line.counts for line in of), figures.total]
        for row, counts in zip(rows, wanted, strict=True):
            assert row[2 : 2 + len(SUMS)] == tuple(getattr(counts, name) for name in SUMS)


def test_each_part_has_one_kind(busy):
    moment = Moment.of(busy.county_id, local_date(MONDAY))
    total = campaign_figures(busy, as_of=MONDAY).total
    rows = list(ledger_rows(busy.pk, moment))
    assert {name: sum(row.kind == name for row in rows) for name in KINDS} == {
        name: getattr(total, name) for name in KINDS
    }


def test_text_that_looks_like_a_formula_stays_text(busy):
    Task.objects.filter(campaign=busy).update(title="=1+1")
    target = BytesIO()
    export_ledger(busy, target, now=MONDAY)
    cell = load_workbook(target)["台账"].cell(row=4, column=HEAD.index("任务") + 1)
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_queries_and_memory_do_not_grow_with_rows(busy, django_assert_num_queries, tmp_path):
    with django_assert_num_queries(5):
        export_ledger(busy, tmp_path / "a.xlsx", now=MONDAY)
    moment = Moment.of(busy.county_id, local_date(MONDAY))
    tracemalloc.start()
    for _ in ledger_rows(busy.pk, moment):
        pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 3_000_000


def test_the_office_downloads_it_and_that_is_audited(browse, busy):
    answer = browse(seat_in(busy, Role.OFFICE_CLERK), "/ledger.xlsx")
    book = load_workbook(BytesIO(b"".join(answer.streaming_content)))
    assert len(lines(book["台账"])) == campaign_figures(busy, as_of=MONDAY).total.parts
    assert AuditEntry.objects.filter(action="ledger.export", object_id=str(busy.pk)).exists()


def test_the_command_writes_it(busy, tmp_path):
    out, said = tmp_path / "台账.xlsx", StringIO()
    with time_machine.travel(MONDAY, tick=False):
        call_command("export_ledger", campaign=busy.pk, out=out, json=True, stdout=said)
    total = campaign_figures(busy, as_of=MONDAY).total
    assert json.loads(said.getvalue()) == {
        "file": str(out),
        "parts": total.parts,
        "overdue": total.overdue,
    }
    assert len(lines(load_workbook(out)["台账"])) == total.parts


def test_the_command_names_what_is_wrong(busy, tmp_path):
    with pytest.raises(CommandError, match="没有编号为 0 的创建批次"):
        call_command("export_ledger", campaign=0, out=tmp_path / "a.xlsx")
    with pytest.raises(CommandError, match="无法写入"):
        call_command("export_ledger", campaign=busy.pk, out=tmp_path / "没有这个目录" / "a.xlsx")
