"""The embedded broker: no message lost, doubled or partial, however many write and read."""

import json
import subprocess
import sys
from queue import Empty

import pytest
from kombu import Connection, Exchange, Queue

from config import broker

broker.register()

PROGRAM = """
import sys, time
from queue import Empty
from kombu import Connection
from config import broker
broker.register()
role, folder, name, count = sys.argv[1:5]
with Connection("files://localhost", transport_options={"folder": folder}) as connection:
    with connection.SimpleQueue("work") as queue:
        if role == "write":
            for n in range(int(count)):
                queue.put({"id": f"{name}-{n}", "filling": "满" * 20000})
        else:
            idle = 0
            while idle < 20:
                try:
                    message = queue.get(block=False)
                except Empty:
                    idle += 1
                    time.sleep(0.05)
                    continue
                idle = 0
                assert len(message.payload["filling"]) == 20000
                print(message.payload["id"], flush=True)
                message.ack()
"""


def start(role, folder, name, count=0):
    arguments = [sys.executable, "-c", PROGRAM, role, str(folder), name, str(count)]
    return subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True)


@pytest.fixture
def connection(tmp_path):
    with Connection("files://localhost", transport_options={"folder": str(tmp_path)}) as connection:
        yield connection


@pytest.mark.race
@pytest.mark.core
def test_many_writers_and_readers_lose_and_double_nothing(tmp_path):
    readers = [start("read", tmp_path, str(n)) for n in range(3)]
    writers = [start("write", tmp_path, str(n), 60) for n in range(4)]
    read = [reader.communicate(timeout=60)[0].split() for reader in readers]
    assert [writer.communicate(timeout=60)[0] for writer in writers] == [""] * 4
    assert [process.returncode for process in writers + readers] == [0] * 7
    got = sorted(word for words in read for word in words)
    assert got == sorted(f"{w}-{n}" for w in range(4) for n in range(60))
    assert list((tmp_path / "aside").iterdir()) == []
    assert list((tmp_path / "processed").iterdir()) == []


def test_first_in_first_out(connection):
    with connection.SimpleQueue("work") as queue:
        for n in range(5):
            queue.put({"n": n})
        assert queue.qsize() == 5
        assert [queue.get(block=False).payload["n"] for _ in range(5)] == list(range(5))
        with pytest.raises(Empty):
            queue.get(block=False)


def test_a_file_still_being_written_is_not_seen(connection, tmp_path):
    with connection.SimpleQueue("work") as queue:
        queue.put({"n": 1})
        queue.get(block=False).ack()
        (tmp_path / "aside" / "draft").write_text('{"n": ')
        with pytest.raises(Empty):
            queue.get(block=False)


def test_an_unacknowledged_message_comes_back(connection):
    with connection.SimpleQueue("work") as queue:
        queue.put({"n": 1})
        queue.get(block=False).requeue()
        assert queue.get(block=False).payload == {"n": 1}


def test_names_cannot_leave_the_folder(connection, tmp_path):
    with connection.SimpleQueue("../../outside") as queue:
        queue.put({"n": 1})
        assert queue.get(block=False).payload == {"n": 1}
    assert not (tmp_path.parent / "outside").exists()
    inside = {path.name for path in (tmp_path / "queues").iterdir()}
    assert inside == {"..%2F..%2Foutside.queue"}


def test_bindings_are_shared_and_removed(connection, tmp_path):
    everyone = Exchange("all", type="fanout")
    queue = Queue("one", everyone, channel=connection.channel())
    queue.declare()
    connection.Producer(exchange=everyone).publish({"n": 1})
    assert queue.get().payload == {"n": 1}
    assert json.loads((tmp_path / "exchanges" / "all.json").read_text()) == [["", "", "one"]]
    queue.delete()
    assert json.loads((tmp_path / "exchanges" / "all.json").read_text()) == []


def test_purge_says_how_many(connection):
    with connection.SimpleQueue("work") as queue:
        queue.put({"n": 1})
        queue.put({"n": 2})
        assert queue.clear() == 2
        assert queue.qsize() == 0
