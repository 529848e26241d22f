"""Real processes on the test's database, for races and kills."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SETUP = "import django; django.setup()\n"
KILLED = 70


def run_together(codes: Sequence[str], environment: dict[str, str]) -> list[tuple[int, str]]:
    """Run pieces of Python at once, Django set up; gives (exit code, all output) of each.

    Each waits for a line on standard input after Django is set up, so that they start together.
    """
    running = [
        subprocess.Popen(
            [sys.executable, "-c", f"{SETUP}print('ready', flush=True); input()\n{code}"],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for code in codes
    ]
    for process in running:
        assert process.stdout.readline() == "ready\n"
    for process in running:
        process.stdin.write("go\n")
        process.stdin.flush()
    return [(process.wait(60), process.communicate()[0]) for process in running]


def run_manage(*words: str, environment: dict[str, str]) -> subprocess.CompletedProcess:
    """Run one management command as a process of its own."""
    return subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
