"""Reading what was uploaded or pasted, so that no file can take the web process with it."""

import tempfile
from datetime import date

from django.conf import settings

from indicators.previews import sandbox
from tasks.plan import PlanReading, PlanUnreadable, read_text
from tasks.plan.wire import unpack
from units.errors import Refused

WORKER = "tasks.plan.worker"


def open_plan(filename: str, given: bytes | str, *, year: int, today: date) -> PlanReading:
    """Return the reading of a file's bytes, made in a limited worker, or of pasted text, made here.

    Pasted text is bounded by itself (tasks/plan/effort.py). Raises Refused with one sentence for
    what is no plan, and for a file whose reading crashed or was stopped by its limits.
    """
    try:
        if isinstance(given, str):
            return read_text(given, year=year, today=today)
        return _of_file(filename, given, year, today)
    except PlanUnreadable as error:
        raise Refused(str(error), fields={"file": str(error)}) from error
    except Refused as error:
        raise Refused(error.message, fields={"file": error.message}) from error


def _of_file(filename: str, data: bytes, year: int, today: date) -> PlanReading:
    name = "".join(filter(str.isprintable, filename))
    with tempfile.TemporaryFile(dir=settings.FILE_UPLOAD_TEMP_DIR) as copy:
        copy.write(data)
        copy.flush()
        words = (name, str(year), today.isoformat())
        with sandbox.run("read", copy, *words, module=WORKER) as answer:
            return unpack(answer.read())
