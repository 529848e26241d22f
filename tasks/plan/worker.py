"""Reads one plan file: `python -m tasks.plan.worker read NAME YEAR TODAY`, file in, reading out.

Limited like every worker that opens a stranger's file (indicators/previews/worker.py): pdfium is
not safe in a process with threads, and a bomb must not take the web process with it.
"""

from datetime import date
from typing import BinaryIO

from indicators.previews.worker import serve
from tasks.plan.door import read_plan
from tasks.plan.refusal import PlanUnreadable
from tasks.plan.wire import pack
from units.errors import Refused


def read(arguments: list[str], source: BinaryIO, target: BinaryIO) -> None:
    """Write the packed reading; raises Refused with the sentence of the reader."""
    _, name, year, today = arguments
    try:
        reading = read_plan(name, source.read(), year=int(year), today=date.fromisoformat(today))
    except PlanUnreadable as error:
        raise Refused(str(error)) from error
    target.write(pack(reading))


if __name__ == "__main__":
    serve(read)
