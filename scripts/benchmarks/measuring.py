"""Queries, CPU and wall time of one piece of work, and of the bare limit beside it."""

import gc
import re
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection
from django.http import JsonResponse
from django.test.utils import CaptureQueriesContext

NAMED_CURSOR = re.compile(r"^DECLARE .*? FOR ", re.DOTALL)
NOT_READING = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT")


@dataclass(frozen=True)
class Measured:
    """Medians in milliseconds; `limit` is the CPU of the least that could do the same."""

    queries: int
    cpu: float
    wall: float
    limit: float

    @property
    def ratio(self) -> float:
        """Return how many times the limit the work costs; 0 where there is none."""
        return self.cpu / self.limit if self.limit else 0.0


def measure(
    work: Callable[[], object], limit: Callable[[], object] | None = None, *, repeat: int = 7
) -> Measured:
    """Run `work` warm `repeat` times.

    The limit is `limit`, or the work's own SQL fetched and sent as bare JSON.
    """
    work()
    with CaptureQueriesContext(connection) as captured:
        work()
    asked = [query["sql"] for query in captured.captured_queries]
    bare = limit or (lambda: _bare(asked))
    cpu, wall = timed(work, repeat)
    return Measured(len(asked), cpu, wall, timed(bare, repeat)[0])


def timed(work: Callable[[], object], repeat: int) -> tuple[float, float]:
    """Return the medians of (CPU ms of this process, wall ms) over `repeat` runs after one."""
    work()
    cpus, walls = [], []
    gc.collect()
    for _ in range(repeat):
        wall, cpu = time.perf_counter(), time.process_time()
        work()
        cpus.append((time.process_time() - cpu) * 1000)
        walls.append((time.perf_counter() - wall) * 1000)
    return statistics.median(cpus), statistics.median(walls)


def _bare(asked: list[str]) -> JsonResponse:
    rows = []
    with connection.cursor() as cursor:
        for sql in asked:
            reading = NAMED_CURSOR.sub("", sql)
            if not reading.startswith(NOT_READING):
                cursor.execute(reading)
                rows.append(cursor.fetchall() if cursor.description else [])
    return JsonResponse(rows, safe=False, json_dumps_params={"default": str})
