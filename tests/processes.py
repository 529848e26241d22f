"""Real processes on the test's database, for races and kills.

They are forked from the test, which is Django set up already: starting Python anew for each took
most of the time of the suite.
"""

import io
import os
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import kombu.pools
from celery import current_app
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connections

ROOT = Path(__file__).resolve().parent.parent
KILLED = 70
PATIENCE = 60  # seconds


def run_together(codes: Sequence[str], environment: dict[str, str]) -> list[tuple[int, str]]:
    """Run pieces of Python at once; gives (exit code, all output) of each.

    Each waits at a gate until all are there. Of `environment` only FAULT_AT and EMAIL_FOLDER
    matter; everything else is as in the test.
    """
    return _at_once([partial(exec, code, {"__name__": "__main__"}) for code in codes], environment)


def run_command(*words: str, environment: dict[str, str]) -> tuple[int, str]:
    """Run one management command as a process of its own; gives (exit code, all output)."""
    (ended,) = _at_once([partial(_command, words)], environment)
    return ended


def _command(words: Sequence[str]) -> None:
    try:
        call_command(*words)
    except CommandError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(error.returncode)


def run_manage(*words: str, environment: dict[str, str]) -> subprocess.CompletedProcess:
    """Run one management command in a new Python that reads its settings from `environment`."""
    return subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )


def _at_once(
    works: Sequence[Callable[[], object]], environment: dict[str, str]
) -> list[tuple[int, str]]:
    # An open SQLite file must not be taken through a fork: the child would think it has the
    # parent's locks.
    connections.close_all()
    sys.stdout.flush()
    shut, gate = os.pipe()
    running = [_fork(work, environment, shut, gate) for work in works]
    os.close(shut)
    for _, out in running:
        assert os.read(out, 1) == b"."
    os.close(gate)
    return [_end(pid, out) for pid, out in running]


def _fork(
    work: Callable[[], object], environment: dict[str, str], shut: int, gate: int
) -> tuple[int, int]:
    """Return the process and where its output can be read."""
    out, into = os.pipe()
    pid = os.fork()
    if pid:
        os.close(into)
        return pid, out
    code = 1
    try:
        os.close(gate)
        _arrange(into, environment)
        os.write(1, b".")
        os.read(shut, 1)
        work()
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:  # noqa: BLE001 - nothing may get back into the test from here
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _arrange(into: int, environment: dict[str, str]) -> None:
    os.dup2(into, 1)
    os.dup2(into, 2)
    # Whatever holds pytest's own streams must not write to them from here.
    sys.stdout = sys.__stdout__ = io.TextIOWrapper(io.FileIO(1, "w", closefd=False))
    sys.stderr = sys.__stderr__ = io.TextIOWrapper(io.FileIO(2, "w", closefd=False))
    settings.FAULT_AT = environment.get("FAULT_AT", "")
    if folder := environment.get("EMAIL_FOLDER"):
        settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
        settings.EMAIL_FILE_PATH = folder
    # Two processes must not talk through one socket to the broker.
    current_app._after_fork()
    kombu.pools.reset()


def _end(pid: int, out: int) -> tuple[int, str]:
    end = time.monotonic() + PATIENCE
    os.set_blocking(out, False)
    said = b""
    with open(out, "rb", buffering=0) as pipe:
        while (piece := pipe.read(65536)) != b"":
            said += piece or b""
            if piece is None:
                time.sleep(0.005)
            if time.monotonic() > end:
                os.kill(pid, signal.SIGKILL)
                said += f"\nstill running after {PATIENCE} s".encode()
                break
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), said.decode(errors="replace")
