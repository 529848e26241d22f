"""How gunicorn serves the pages: `gunicorn -c python:config.gunicorn config.wsgi`."""

import os
from typing import Any

from config import env

bind = f"{env.text('BIND_ADDRESS', '127.0.0.1')}:{env.number('PORT', 8000)}"
workers = env.number("WEB_WORKERS", 2)
worker_class = "gthread"
threads = 4
# Loaded once and shared by the workers; a new version needs a restart, not a reload.
preload_app = True
# A large upload over a slow line takes its time; a hung worker still ends.
timeout = 120
graceful_timeout = 20
# Nobody steers it from outside; two installations of one account would share the socket.
control_socket_disable = True
max_requests = 5000
max_requests_jitter = 500
# A heartbeat file on a slow disk would stall the worker.
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None


def when_ready(server: Any) -> None:
    """Say where the pages are, once they can be opened (`manage.py up` gives the words)."""
    if words := env.text("READY_TEXT"):
        print(words, flush=True)
