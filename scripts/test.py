"""Run the tests: everything on PostgreSQL and Redis, then the core again on SQLite.

Further arguments go to both runs of pytest. `--soak` runs the long simulations instead.
The database must be chosen before Django reads its settings, hence a script and not a fixture.
"""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests import servers  # noqa: E402

PROCESSES = os.environ.get("TEST_PROCESSES", "2")
NOTHING_COLLECTED = 5


def pytest(words: list[str], **variables: str) -> int:
    """Run pytest with private files under a temporary directory; returns its exit code."""
    with tempfile.TemporaryDirectory(prefix="fachuang-var-") as var:
        environment = os.environ | variables | {"VAR_DIR": var}
        # Four processes collect and many more are started: what one has compiled serves all.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        # A file stays with one process: what its tests share is made once.
        spread = ["-n", PROCESSES, "--dist", "loadfile", "--no-loadscope-reorder"]
        command = [sys.executable, "-m", "pytest", *spread, *words]
        return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def stop(number: int, _: object) -> None:
    """Leave through the `finally` blocks, so that the servers end too."""
    raise SystemExit(128 + number)


def main(words: list[str]) -> int:
    """Return 0 when both runs pass; a selection that holds no core test passes on SQLite."""
    signal.signal(signal.SIGTERM, stop)
    soak = "--soak" in words
    chosen = [word for word in words if word != "--soak"]
    which = ["-m", "soak"] if soak else ["-m", "not soak"]
    with servers.environment() as given:
        print("== PostgreSQL, Redis ==", flush=True)
        first = pytest([*which, *chosen], **given)
    if soak:
        return first
    print("== SQLite, file broker: core ==", flush=True)
    second = pytest(["-m", "core", *chosen], DATABASE_URL="", REDIS_URL="")
    if chosen and second == NOTHING_COLLECTED:
        second = 0
    return first or second


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
