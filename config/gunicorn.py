"""How gunicorn serves the pages: `gunicorn -c python:config.gunicorn config.wsgi`."""

import sys
from typing import Any

from config import env

bind = f"{env.text('BIND_ADDRESS', '127.0.0.1')}:{env.number('PORT', 8000)}"
workers = env.number("WEB_WORKERS", 2)
worker_class = "gthread"
threads = 4
# A large upload over a slow line takes its time; a hung worker still ends.
timeout = 120
graceful_timeout = 20
max_requests = 5000
max_requests_jitter = 500
worker_tmp_dir = "/dev/shm" if sys.platform == "linux" else None


def when_ready(server: Any) -> None:
    """Say where the pages are, once they can be opened (`manage.py up` gives the words)."""
    if words := env.text("READY_TEXT"):
        print(words, flush=True)
