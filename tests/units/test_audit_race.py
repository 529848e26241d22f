"""Two sealers at once make one chain."""

import pytest

from tests.processes import run_together
from tests.units.factories import NOON, a_county, a_unit, liaison
from units.models import AuditEntry, AuditSeal
from units.services.audit import record_audit
from units.services.sealing import verify_audit

SEAL = """
from units import clock
from units.services.sealing import seal
for _ in range(20):
    seal(clock.now())
"""


@pytest.mark.core
@pytest.mark.race
def test_sealers_at_once_make_one_chain(environment_of_tests):
    seat = liaison(a_unit(a_county()))
    for n in range(1200):
        record_audit(actor=seat, action=f"part.act{n}", now=NOON)
    ends = run_together([SEAL] * 3, environment_of_tests)
    assert [code for code, _ in ends] == [0, 0, 0], ends
    assert not AuditEntry.objects.unsealed().exists()
    listed = [pk for seal in AuditSeal.objects.all() for pk in seal.ids]
    assert sorted(listed) == sorted(AuditEntry.objects.values_list("pk", flat=True))
    assert verify_audit(NOON) == []
