"""Whatever legal acts follow each other, the history alone tells the state."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from tasks.models import Assignment, TaskEvent
from tasks.policies import actions_for
from tests import factories as f
from tests.tasks.workflow.scene import Scene, fresh
from units.errors import NotDone

ACTORS = ("office", "office_head", "lead", "owner", "colleague", "support")


class Life(RuleBasedStateMachine):
    """People press whatever button they are shown, days pass in between."""

    def __init__(self):
        super().__init__()
        self.scene = Scene()
        self.task = self.scene.issued()[0].task
        self.now = f.at()

    @rule(hours=st.integers(1, 40))
    def time_passes(self, hours):
        self.now += timedelta(hours=hours)

    @rule(who=st.sampled_from(ACTORS), which=st.integers(0, 9), button=st.integers(0, 9))
    def press(self, who, which, button):
        parts = list(self.task.assignments.order_by("pk"))
        part = fresh(parts[which % len(parts)])
        actor = getattr(self.scene, who)
        shown = actions_for(actor, part)
        if not shown:
            return
        row = shown[button % len(shown)]
        before = Assignment.objects.values().get(pk=part.pk)
        behalf = {"received_on": f.DAY, "received_from": "微信"}
        needs = behalf if who.startswith("office") and row.action == "submit" else {}
        try:
            after = self.scene.act(row.action, part, actor, now=self.now, **needs)
        except NotDone:
            assert Assignment.objects.values().get(pk=part.pk) == before
            return
        assert row.target is None or after.state == row.target

    @invariant()
    def history_tells_the_state(self):
        for part in self.task.assignments.all():
            state = ""
            for event in TaskEvent.objects.filter(assignment=part).order_by("pk"):
                if event.action != "issue":
                    assert event.from_state == state
                state = event.to_state
            assert part.state == state

    @invariant()
    def nobody_answers_to_who_has_gone(self):
        open_ = self.task.assignments.exclude(state__in=["cancelled", "released"])
        assert not open_.filter(answers_to__state__in=["cancelled", "released"]).exists()

    @invariant()
    def the_date_in_force_is_derived(self):
        for part in self.task.assignments.filter(issued_on__isnull=False):
            assert part.due_on == (part.redo_by or part.agreed_due_on)

    @invariant()
    def a_hand_in_is_open_exactly_while_under_review(self):
        for part in self.task.assignments.all():
            under_review = part.state == "submitted" or (
                part.state == "suspended" and part.suspended_from == "submitted"
            )
            assert part.submissions.filter(state="handed_in").exists() == under_review


@pytest.mark.core
class TestReplay(TestCase):
    def test_history_tells_the_state(self):
        run_state_machine_as_test(
            Life,
            settings=settings(
                max_examples=12,
                stateful_step_count=25,
                derandomize=True,
                deadline=None,
                phases=[Phase.generate],
                database=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
