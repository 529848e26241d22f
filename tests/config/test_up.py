"""`manage.py up`: three real processes, honest ends."""

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request

import pytest

from config import launch
from tests.servers import free_port
from tests.waiting import until


@pytest.fixture
def running_up(environment_of_tests, settings, tmp_path):
    """`up --no-demo` on a free port: (process, port, log)."""
    port, log = free_port(), tmp_path / "up.log"
    variables = environment_of_tests | {"STATIC_ROOT": str(settings.VAR_DIR / "static")}
    command = [sys.executable, "manage.py", "up", "--port", str(port), "--no-demo"]
    with (
        log.open("wb") as out,
        subprocess.Popen(command, env=variables, stdout=out, stderr=out) as process,
    ):
        try:
            until(lambda: answers(port), seconds=60, alive=process, log=log)
            yield process, port, log
        finally:
            process.terminate()


def answers(port, path="healthz"):
    """Return the JSON an address answers with, None when nothing listens."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/{path}", timeout=5) as reply:
            return json.load(reply)
    except OSError:
        return None


def processes_of(parent):
    """Return (pid, command line) of every process of the session tree under `parent`."""
    listed = subprocess.run(
        ["ps", "-ewwo", "pid,ppid,args"], capture_output=True, text=True, check=True
    )
    children, words = {}, {}
    for line in listed.stdout.splitlines()[1:]:
        pid, ppid, said = line.split(None, 2)
        children.setdefault(int(ppid), []).append(int(pid))
        words[int(pid)] = said
    found, asked = {}, [parent]
    while asked:
        for pid in children.get(asked.pop(), []):
            found[pid] = words[pid]
            asked.append(pid)
    return found


def started(process):
    """Return the processes of `up` once each is what it is to be: a fork is not that at once."""

    def whole():
        words = processes_of(process.pid).values()
        return all(any(part in row for row in words) for part in ("config worker", "config beat"))

    until(whole, alive=process)
    return processes_of(process.pid)


@pytest.mark.race
def test_ctrl_c_stops_all(running_up):
    process, port, log = running_up
    until(lambda: answers(port, "readyz")["status"] == "ok", alive=process, log=log)
    assert f"http://127.0.0.1:{port}/" in log.read_text()
    assert "create_admin sysadmin" in log.read_text()
    family = started(process)
    process.send_signal(signal.SIGINT)
    assert process.wait(30) == 0
    until(lambda: not any(os.path.exists(f"/proc/{pid}") for pid in family))
    assert answers(port) is None


@pytest.mark.race
def test_when_one_process_dies_all_end_and_it_shows(running_up):
    process, _, log = running_up
    until(lambda: "beat started" in log.read_text(), alive=process, log=log)
    family = started(process)
    beat = next(pid for pid, words in family.items() if "config beat" in words)
    os.kill(beat, signal.SIGKILL)
    assert process.wait(30) == 137
    assert "有一个进程意外结束" in log.read_text()
    until(lambda: not any(os.path.exists(f"/proc/{pid}") for pid in family))


def test_a_port_in_use_is_one_sentence():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        problem = launch.port_problem("127.0.0.1", port)
    assert f"端口 {port} 用不了" in problem
    assert f"make up PORT={port + 1}" in problem
    assert launch.port_problem("127.0.0.1", free_port()) == ""


def test_the_greeting_names_the_demo_accounts_only_where_they_exist(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    assert "office" not in launch.greeting(8000)
    (tmp_path / "demo-password").write_text("Shifan-2026\n")
    greeting = launch.greeting(8000)
    assert "http://127.0.0.1:8000/" in greeting
    assert "Shifan-2026" in greeting
    assert all(name in greeting for name in ("office", "approver", "sifaju_head", "auditor"))


def test_static_files_are_collected_once(settings, tmp_path):
    settings.STATIC_ROOT = str(tmp_path)
    assert launch.collect_static() is True
    assert launch.collect_static() is False
    next(tmp_path.rglob("*.css")).touch()
    assert launch.collect_static() is False
