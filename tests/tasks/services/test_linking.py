"""关联指标: third-level indicators of the campaign; accepted proof follows."""

from datetime import date

import pytest

from indicators.models import Indicator, IndicatorProof
from tasks.services import workflow
from tasks.services.linking import link_indicators
from tests import factories as f
from tests.tasks.workflow.scene import LATER
from units.errors import Conflict, Forbidden, Refused
from units.models import AuditEntry

pytestmark = [pytest.mark.django_db, pytest.mark.core]


@pytest.fixture
def task(scene):
    return f.task(scene.campaign)


@pytest.fixture
def leaf(scene):
    return Indicator.objects.get(system=scene.campaign.system, level=3)


def another(leaf, number="1.1.2"):
    return Indicator.objects.create(
        system=leaf.system, level=3, number=number, position=9, title="另一项", parent=leaf.parent
    )


def link(scene, task, *indicators, who="office"):
    ids = [row.pk for row in indicators]
    return link_indicators(task.pk, ids, actor=getattr(scene, who), now=LATER)


def accepted(scene, evidence, due_on=date(2026, 3, 31)):
    """A task of the owner's unit with this proof accepted."""
    unit = scene.owner.membership.unit
    [part] = f.issued(f.task(scene.campaign, due_on=due_on), (unit, "lead"), by=scene.office)
    workflow.ACTIONS["submit"](
        part.pk, actor=scene.owner, now=LATER, text="已完成", proofs=[(evidence, None)]
    )
    workflow.ACTIONS["accept"](part.pk, actor=scene.office, now=LATER)
    return part.task


def test_it_is_linked_and_noted(scene, task, leaf):
    link(scene, task, leaf)
    assert list(task.indicators.all()) == [leaf]
    event = task.events.get(action="link")
    assert (event.words, event.data) == ("关联指标1.1.1", {"indicators": [leaf.pk]})
    assert AuditEntry.objects.filter(action="task.link").count() == 1


def test_the_same_again_is_nothing(scene, task, leaf):
    link(scene, task, leaf)
    link(scene, task, leaf)
    assert task.events.filter(action="link").count() == 1


def test_one_is_left_for_another(scene, task, leaf):
    link(scene, task, leaf)
    other = another(leaf)
    link(scene, task, other)
    assert list(task.indicators.all()) == [other]
    assert task.events.last().words == "关联指标1.1.2；不再关联指标1.1.1"


def test_only_the_third_level_of_this_system(scene, task, leaf):
    foreign = Indicator.objects.get(system=f.campaign(scene.campaign.county).system, level=3)
    for wrong in (leaf.parent, foreign):
        with pytest.raises(Refused, match="三级指标") as caught:
            link(scene, task, leaf, wrong)
        assert set(caught.value.fields) == {"indicators"}
    assert not task.indicators.exists()


@pytest.mark.parametrize("who", ["owner", "lead", "leader", "foreign_office"])
def test_only_the_office(scene, task, leaf, who):
    with pytest.raises(Forbidden):
        link(scene, task, leaf, who=who)


def test_not_a_cancelled_task(scene, task, leaf):
    workflow.cancel_task(task.pk, actor=scene.office, now=LATER, reason="不再需要")
    with pytest.raises(Conflict):
        link(scene, task, leaf)


def test_proof_accepted_before_counts_at_once_and_goes_with_the_link(scene, leaf):
    evidence = f.evidence(scene.owner)
    task = accepted(scene, evidence)
    assert not IndicatorProof.objects.exists()
    link(scene, task, leaf)
    proof = IndicatorProof.objects.get()
    assert (proof.indicator, proof.evidence) == (leaf, evidence)
    link(scene, task)
    assert not IndicatorProof.objects.exists()


def test_proof_that_another_task_brought_too_stays(scene, leaf):
    evidence = f.evidence(scene.owner)
    first, second = accepted(scene, evidence), accepted(scene, evidence)
    link(scene, first, leaf)
    link(scene, second, leaf)
    link(scene, first)
    assert IndicatorProof.objects.get().evidence == evidence
    link(scene, second)
    assert not IndicatorProof.objects.exists()
