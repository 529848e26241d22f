"""Whose proof may be handed in or cited: one rule, asked of an object and of rows."""

import pytest

from indicators.models import Evidence
from indicators.policies import may_use
from tests import factories as f
from units.choices import Role

pytestmark = [pytest.mark.django_db, pytest.mark.core]


def test_rule_and_rows_agree():
    county = f.county()
    own = f.unit(county, "县水利局")
    shared = f.unit(county, "县河长办", same_body=own)
    other = f.unit(county, "县财政局")
    seats = {unit: f.seat(county, Role.LIAISON, unit) for unit in (own, shared, other)}
    proofs = {
        (unit.short, state): f.evidence(seat, state=state)
        for unit, seat in seats.items()
        for state in ("live", "removal", "removed")
    }
    granted = f.evidence(seats[other], "供参考")
    granted.grants.create(unit=own, reason="供参考", granted_at=f.at())
    for unit in (own, shared):
        usable = set(Evidence.objects.usable_by(unit))
        assert usable == {proofs["县水利局", "live"], proofs["县河长办", "live"]}
        assert usable == {row for row in Evidence.objects.all() if may_use(unit, row)}


@pytest.mark.parametrize(
    ("state", "live", "kept"),
    [("live", True, True), ("removal", False, True), ("removed", False, False)],
)
def test_live_is_what_may_be_used_kept_what_is_not_removed(state, live, kept):
    county = f.county()
    f.evidence(f.seat(county, Role.LIAISON, f.unit(county, "县水利局")), state=state)
    assert (Evidence.objects.live().exists(), Evidence.objects.kept().exists()) == (live, kept)
