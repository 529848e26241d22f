"""办理规则."""

import pytest

from tasks.models import WorkRules
from tasks.services.rules import FIELDS, change_rules
from tests.tasks.workflow.scene import LATER
from units.errors import Forbidden, Refused

pytestmark = [pytest.mark.django_db, pytest.mark.core]


def test_spans_are_kept(scene):
    change_rules(actor=scene.office, now=LATER, redo_workdays=5)
    change_rules(actor=scene.office, now=LATER, soon_workdays=7)
    rules = WorkRules.objects.get(county=scene.county)
    assert (rules.redo_workdays, rules.soon_workdays, rules.review_workdays) == (5, 7, 3)


@pytest.mark.parametrize("name", FIELDS)
@pytest.mark.parametrize("span", [0, 31])
def test_out_of_range(scene, name, span):
    with pytest.raises(Refused) as caught:
        change_rules(actor=scene.office, now=LATER, **{name: span})
    assert set(caught.value.fields) == {name}
    assert not WorkRules.objects.exists()


@pytest.mark.parametrize("who", ["owner", "leader", "expert"])
def test_only_the_office(scene, who):
    with pytest.raises(Forbidden):
        change_rules(actor=getattr(scene, who), now=LATER, redo_workdays=5)
