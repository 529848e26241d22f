"""Measure what has a budget: once with one county, once among many, on a private PostgreSQL.

`--counties 100 --tasks 500` say how many. With `DATABASE_URL` set that database is filled up to
the number of counties, and measured only so if it had any.
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


def main(words: list[str]) -> int:
    """Return the exit code of the measuring, which runs with the servers of its own."""
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    with (
        servers.environment(for_tests=False) as given,
        tempfile.TemporaryDirectory(prefix="fachuang-") as var,
    ):
        variables = given | {
            "VAR_DIR": var,
            "REDIS_URL": "",
            "LOG_LEVEL": "ERROR",
            "DJANGO_SETTINGS_MODULE": "config.settings.base",
            "PYTHONPATH": str(ROOT),
        }
        command = [sys.executable, "-m", "scripts.benchmarks.run", *words]
        return subprocess.run(command, cwd=ROOT, env=os.environ | variables, check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
