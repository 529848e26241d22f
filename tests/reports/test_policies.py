"""Who may do what to documents, beside what every page shows."""

from dataclasses import replace

import pytest

from reports.models import Letter
from reports.policies import can, require
from tests import factories as make
from units.choices import Role
from units.errors import Forbidden

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("verb", ["sign", "reject", "revoke"])
def test_a_token_never_signs(verb):
    head = make.seat(make.county(), Role.OFFICE_HEAD)
    letter = Letter(county=head.county)
    assert can(head, verb, letter)
    script = replace(head, by_token=True)
    assert not can(script, verb, letter)
    assert can(script, "draft", letter)
    with pytest.raises(Forbidden, match="负责人"):
        require(script, verb, letter)
