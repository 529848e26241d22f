"""Processes killed at each fault point, and several at once: nothing lost, nothing twice unseen."""

from datetime import timedelta

import pytest

from tests.processes import KILLED, run_command, run_together
from tests.units.factories import NOON, a_county, a_seat_in, a_unit
from units.models import Delivery
from units.services.inbox import post

pytestmark = [pytest.mark.core, pytest.mark.race]
AFTER_LEASE = NOON + timedelta(minutes=6)


@pytest.fixture
def letters(environment_of_tests, tmp_path):
    """Give (environment, function returning the number of mails written)."""
    folder = tmp_path / "mail"
    environment = environment_of_tests | {"EMAIL_FOLDER": str(folder)}
    return environment, lambda: sum(
        path.read_text("utf-8").count("Message-ID:") for path in folder.glob("*.log")
    )


def tell(people=1):
    unit = a_unit(a_county())
    seats = [a_seat_in(unit) for _ in range(people)]
    post(people_memberships=seats, effect="letter.1", title="交办函", path="/", now=NOON)


def send(environment, now, fault=""):
    words = ("deliver_messages", "--json", "--now", now.isoformat())
    code, said = run_command(*words, environment=environment | {"FAULT_AT": fault})
    return code, said.strip()


@pytest.mark.parametrize("point", ["before_claim", "after_claim"])
def test_killed_before_the_server_had_it_the_next_run_sends(letters, point):
    environment, count = letters
    tell()
    assert send(environment, NOON, point)[0] == KILLED
    assert count() == 0
    assert send(environment, AFTER_LEASE) == (0, '{"sent": 1}')
    assert count() == 1


@pytest.mark.parametrize(("point", "written"), [("after_sending", 0), ("after_send", 1)])
def test_killed_while_the_server_has_it_a_person_decides(letters, point, written):
    environment, count = letters
    tell()
    assert send(environment, NOON, point)[0] == KILLED
    assert count() == written
    assert send(environment, AFTER_LEASE) == (0, '{"uncertain": 1}')
    assert count() == written
    assert Delivery.objects.get().state == "uncertain"


DELIVER = f"""
from datetime import datetime
from units.services.delivery import deliver
deliver(datetime.fromisoformat("{NOON.isoformat()}"))
"""


def test_several_senders_at_once_send_each_message_once(letters):
    environment, count = letters
    tell(people=30)
    ends = run_together([DELIVER] * 4, environment)
    assert [code for code, _ in ends] == [0] * 4, ends
    assert count() == 30
    assert set(Delivery.objects.values_list("state", flat=True)) == {"sent"}
