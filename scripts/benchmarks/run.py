"""Fill the database, measure, print the table; `scripts/bench.py` starts the servers."""

import argparse
import sys
import time
from datetime import datetime, timedelta

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.models import Count  # noqa: E402

from config import launch  # noqa: E402
from indicators.models import Campaign  # noqa: E402
from reports.services.bulk import make_counties  # noqa: E402
from scripts.benchmarks import works  # noqa: E402
from scripts.benchmarks.measuring import Measured, measure  # noqa: E402
from units import clock  # noqa: E402
from units.calendar import calendar  # noqa: E402
from units.models import County  # noqa: E402
from units.services.holidays import seed_years  # noqa: E402

LARGE, LARGE_PARTS = 1800, 9000  # tasks of the county whose ledger has some 10,000 rows
Results = dict[str, tuple[works.Budget, Measured]]


def main() -> None:
    """Measure the first county alone, then among the others."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--counties", type=int, default=100)
    parser.add_argument("--tasks", type=int, default=500)
    parser.add_argument("--only", default="", help="works whose name holds these words")
    options = parser.parse_args()
    call_command("migrate", interactive=False, verbosity=0)
    launch.collect_static()
    seed_years()
    now, alone = _workday(), {}
    if not County.objects.exists():
        fill(1, options.tasks)
        alone = results(works.works(_first(), now), options.only)
        say(f"memory of this process after the pages: {_memory():.0f} MB")
    fill(options.counties - County.objects.count(), options.tasks)
    rows = works.works(_first(), now)
    rows += _large(now) if options.counties > 1 else []
    among = results(rows, options.only)
    print(table(alone, among, options.counties, options.tasks))


def fill(counties: int, tasks: int) -> None:
    """Make so many counties in bulk, and say how long it took."""
    if counties < 1:
        return
    wall, cpu = time.perf_counter(), time.process_time()
    for campaign in make_counties(counties, tasks, now=clock.now()):
        say(campaign.county.name)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    print(f"bulk load of {counties} × {tasks} tasks: {wall:.0f} s, of it CPU here {cpu:.0f} s")


def results(rows: list[works.Work], only: str) -> Results:
    """Measure each of the works whose name holds the words of `only`."""
    found = {}
    for work in (row for row in rows if only in row.name):
        say(work.name)
        found[work.name] = (work.budget, measure(work.run, work.limit, repeat=work.repeat))
    return found


def table(alone: Results, among: Results, counties: int, tasks: int) -> str:
    """Return the table; a * stands where a budget is missed or the cost grows with the others."""
    head = (
        "work",
        "queries",
        "CPU ms",
        "wall ms",
        "limit ms",
        "ratio",
        "alone",
        "growth",
        "budget",
    )
    lines = [
        f"\n{counties} counties × {tasks} tasks; medians. limit: CPU of the same SQL as bare JSON, "
        "or of openpyxl alone. alone: CPU ms with one county.",
        "",
        "| " + " | ".join(head) + " |",
        "|---|" + "---:|" * (len(head) - 2) + "---|",
    ]
    for name, (budget, now) in among.items():
        before = alone[name][1] if name in alone else None
        growth = now.cpu / before.cpu if before and before.cpu else 0
        missed = not budget.met_by(now.queries, now.wall if budget.wall else now.cpu)
        cells = (
            name,
            str(now.queries),
            f"{now.cpu:.1f}",
            f"{now.wall:.1f}",
            f"{now.limit:.1f}" if now.limit > 0.05 else "",
            f"{now.ratio:.1f}" if now.limit > 0.05 else "",
            f"{before.cpu:.1f}" if before else "",
            f"{growth:.2f}" if growth else "",
            f"{budget.words}{' *' if missed else ''}",
        )
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def say(words: str) -> None:
    """Tell on standard error what goes on."""
    print(f"  {words}", file=sys.stderr, flush=True)


def _first() -> Campaign:
    return Campaign.objects.select_related("county").get(county__code="B00001")


def _large(now: datetime) -> list[works.Work]:
    sized = Campaign.objects.annotate(size=Count("assignments")).order_by("-size")
    if sized[0].size < LARGE_PARTS:
        fill(1, LARGE)
    campaigns = Campaign.objects.select_related("county")
    return [works.ledger(sized[0], now), works.whole_ladder(list(campaigns), now)]


def _workday() -> datetime:
    """Return this moment of today, or of the next workday: the ladder rests on the others."""
    now, days = clock.now(), calendar()
    while not days.is_workday(clock.local_date(now)):
        now += timedelta(days=1)
    return now


def _memory() -> float:
    with open("/proc/self/status", encoding="ascii") as status:
        line = next(line for line in status if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    main()
