"""The embedded broker: messages are files in a folder, for an installation without Redis.

Kombu's own filesystem transport lets a reader take a file that is still being written (kombu
issue 1551). Here a message is written aside, flushed to disk and renamed into its queue, and taken
by renaming it out again: a rename is atomic, so a message is whole and has exactly one taker.
"""

import fcntl
import json
import os
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty
from typing import Any
from urllib.parse import quote

from kombu.transport import TRANSPORT_ALIASES, virtual
from kombu.utils.json import dumps, loads

Binding = tuple[str, str, str]


def replace(path: Path, text: str, aside: Path) -> None:
    """Put `text` at `path` in one step; `aside` is a folder on the same disk nobody reads."""
    draft = aside / uuid.uuid4().hex
    with draft.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


class Channel(virtual.Channel):
    """Queues and exchange tables under the transport option `folder`."""

    supports_fanout = True

    def _folder(self, *names: str) -> Path:
        client: Any = self.connection.client
        folder = Path(client.transport_options["folder"], *names)
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def _queue(self, queue: str) -> Path:
        return self._folder("queues", quote(queue, safe="") + ".queue")

    def _waiting(self, queue: str) -> list[Path]:
        """Return the messages of a queue, the oldest first (names begin with the time)."""
        return sorted(self._queue(queue).iterdir())

    def _put(self, queue: str, message: dict[str, Any], **kwargs: Any) -> None:
        name = f"{time.time_ns():020d}-{uuid.uuid4().hex}"
        replace(self._queue(queue) / name, dumps(message), self._folder("aside"))

    def _get(self, queue: str, timeout: float | None = None) -> Any:
        """Return the oldest message nobody else has taken; raises Empty without one."""
        processed = self._folder("processed")
        for path in self._waiting(queue):
            taken = processed / path.name
            try:
                path.rename(taken)
            except FileNotFoundError:  # another reader was first
                continue
            message = loads(taken.read_text(encoding="utf-8"))
            taken.unlink()
            return message
        raise Empty

    def _size(self, queue: str) -> int:
        return len(self._waiting(queue))

    def _purge(self, queue: str) -> int:
        waiting = self._waiting(queue)
        for path in waiting:
            path.unlink(missing_ok=True)
        return len(waiting)

    def _table(self, exchange: str) -> Path:
        return self._folder("exchanges") / (quote(exchange, safe="") + ".json")

    def get_table(self, exchange: str) -> list[Binding]:
        """Return (routing key, pattern, queue) of every queue bound to an exchange."""
        try:
            rows = json.loads(self._table(exchange).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return []
        return [(row[0], row[1], row[2]) for row in rows]

    @contextmanager
    def _changing(self, exchange: str) -> Iterator[set[Binding]]:
        """Give the bindings to change; they are stored at the end, one process at a time."""
        with (self._folder() / "exchanges.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            before = set(self.get_table(exchange))
            after = set(before)
            yield after
            if after != before:
                replace(self._table(exchange), json.dumps(sorted(after)), self._folder("aside"))

    def _queue_bind(self, exchange: str, routing_key: str, pattern: str, queue: str) -> None:
        with self._changing(exchange) as bindings:
            bindings.add((routing_key or "", pattern or "", queue))

    def _delete(
        self, queue: str, exchange: str, routing_key: str, pattern: str, *args: Any, **kwargs: Any
    ) -> None:
        self._purge(queue)
        with self._changing(exchange) as bindings:
            bindings.discard((routing_key or "", pattern or "", queue))

    def _put_fanout(
        self, exchange: str, message: dict[str, Any], routing_key: str, **kwargs: Any
    ) -> None:
        for _, _, queue in self.get_table(exchange):
            self._put(queue, message)


class Transport(virtual.Transport):
    """`files://` with the transport option `folder`, the directory of the messages."""

    Channel = Channel
    implements = virtual.Transport.implements.extend(
        asynchronous=False, exchange_type=frozenset({"direct", "topic", "fanout"})
    )
    default_port = 0
    driver_type = "filesystem"
    driver_name = "files"

    def driver_version(self) -> str:
        """Return what `celery report` shows."""
        return "1"


def register() -> None:
    """Make `files://` known to kombu."""
    TRANSPORT_ALIASES["files"] = "config.broker:Transport"
