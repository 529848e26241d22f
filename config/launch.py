"""What `manage.py up` starts, and the words it greets with."""

import hashlib
import os
import shlex
import socket
import sys
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from config import env

ACCOUNTS = {
    "office": "依法治县办经办人",
    "approver": "依法治县办负责人",
    "sifaju": "县司法局联络员",
    "sifaju_head": "县司法局负责人",
    "shichang": "县市场监管局联络员",
    "leader": "县领导",
    "expert": "评审专家",
    "sysadmin": "系统管理员",
    "auditor": "审计员",
}


def port_problem(address: str, port: int) -> str:
    """Return "" when `port` can be listened on, else one sentence with the way out."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except PermissionError:
            return f"没有权限使用端口 {port}，请换一个 1024 以上的端口，例如：make up PORT=8000"
        except OSError as error:
            other = port + 1 if port < 65535 else 8000
            return (
                f"端口 {port} 用不了（{error.strerror}），请先停止占用它的程序，"
                f"或换一个端口：make up PORT={other}"
            )
    return ""


def processes() -> dict[str, str]:
    """Return name → command line of web, worker and beat.

    SQLite has one writer, so the embedded profile runs its jobs one after the other. Jobs run in
    threads: stopping reaches the whole process group, and would kill a child amid its job. Pages
    come before jobs, hence `nice`.
    """
    jobs = "1" if settings.EMBEDDED else "2"
    python = [sys.executable, "-m"]
    celery = ["nice", "-n", "5", *python, "celery", "--quiet", "-A", "config"]
    worker = ["worker", "--pool", "threads", "--concurrency", jobs, "--loglevel", "INFO"]
    commands = {
        "web": [*python, "gunicorn", "-c", "python:config.gunicorn", "config.wsgi"],
        "worker": [*celery, *worker],
        "beat": [*celery, "beat", "--loglevel", "WARNING"],
    }
    return {name: f"exec {shlex.join(words)}" for name, words in commands.items()}


def address(port: int) -> str:
    """Return where a browser on this machine finds the pages."""
    return f"http://127.0.0.1:{port}/"


def greeting(port: int) -> str:
    """Return the lines printed once the pages can be opened."""
    lines = [f"法创台已启动，请用浏览器打开 {address(port)} ，按 Ctrl-C 停止。"]
    password = Path(settings.VAR_DIR) / "demo-password"
    if password.exists():
        lines.append(f"演示账号，密码均为 {password.read_text(encoding='utf-8').strip()} ：")
        lines += [f"  {name:<12} {who}" for name, who in ACCOUNTS.items()]
    return "\n".join(lines)


def variables(port: int) -> dict[str, str]:
    """Return the environment of the processes."""
    return {
        **os.environ,
        "PORT": str(port),
        "SITE_URL": env.text("SITE_URL", address(port).rstrip("/")),
        "READY_TEXT": greeting(port),
        "PYTHONUNBUFFERED": "1",
    }


def collect_static() -> bool:
    """Bring the static files to `STATIC_ROOT` if any has changed; returns whether it did."""
    stamp = Path(settings.STATIC_ROOT) / ".collected"
    present = _static_digest()
    if stamp.exists() and stamp.read_text(encoding="ascii") == present:
        return False
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(present, encoding="ascii")
    return True


def _static_digest() -> str:
    """Return a digest of name, size and time of every static file."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            seen = Path(storage.path(name)).stat()
            digest.update(f"{name} {seen.st_size} {seen.st_mtime_ns}\n".encode())
    return digest.hexdigest()
