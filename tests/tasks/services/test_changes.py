"""补充交办: add, change and merge after the plan is in."""

from datetime import date

import pytest

from tasks.models import Task, TaskEvent
from tasks.services import changes, extensions, workflow
from tests import factories as f
from tests.tasks.workflow.scene import LATER, fresh
from units.errors import Conflict, Forbidden, Refused

pytestmark = [pytest.mark.django_db, pytest.mark.core]
UNITS = ["owner", "lead", "leader", "foreign_office"]


class TestAddTask:
    def add(self, scene, who="office", **kwargs):
        kwargs = {
            "title": "补充任务",
            "requirement": "开展自查",
            "due_on": date(2026, 5, 1),
        } | kwargs
        return changes.add_task(scene.campaign, actor=getattr(scene, who), now=LATER, **kwargs)

    def test_a_draft_beside_the_plan(self, scene):
        task = self.add(scene)
        assert (task.state, task.kind, task.due_on) == ("draft", "extra", date(2026, 5, 1))
        assert task.events.get().action == "add"

    def test_long_term_has_no_date(self, scene):
        assert self.add(scene, long_term=True).due_on is None

    @pytest.mark.parametrize("field", ["title", "requirement"])
    def test_needs_its_words(self, scene, field):
        with pytest.raises(Refused) as caught:
            self.add(scene, **{field: " "})
        assert set(caught.value.fields) == {field}

    @pytest.mark.parametrize("who", UNITS)
    def test_only_the_office(self, scene, who):
        with pytest.raises(Forbidden):
            self.add(scene, who)


class TestAddPart:
    def add(self, scene, task, who="office", **kwargs):
        kwargs = {"unit": scene.other_unit, "role": "support"} | kwargs
        return changes.add_part(task.pk, actor=getattr(scene, who), now=LATER, **kwargs)

    @pytest.mark.parametrize(
        ("role", "blocking"), [("lead", True), ("responsible", True), ("support", False)]
    )
    def test_a_draft_that_goes_out_by_letter(self, scene, role, blocking):
        lead, *_ = scene.issued()
        part = self.add(scene, lead.task, role=role)
        assert (part.state, part.blocking, part.rank) == ("draft", blocking, 4)
        assert part.events.get().to_state == "draft"
        workflow.issue([part.pk], actor=scene.office, now=LATER, words="补充交办")
        assert fresh(part).answers_to == (None if role == "lead" else lead)

    def test_not_a_unit_that_has_one(self, scene):
        lead, *_ = scene.issued()
        with pytest.raises(Refused):
            self.add(scene, lead.task, unit=scene.unit)

    def test_not_a_unit_of_another_county(self, scene):
        lead, *_ = scene.issued()
        with pytest.raises(Refused):
            self.add(scene, lead.task, unit=scene.foreign_office.membership.unit)

    def test_not_an_unknown_role(self, scene):
        lead, *_ = scene.issued()
        with pytest.raises(Refused):
            self.add(scene, lead.task, role="boss")

    def test_not_in_a_cancelled_task(self, scene):
        lead, *_ = scene.issued()
        workflow.cancel_task(lead.task_id, actor=scene.office, now=LATER, reason="x")
        with pytest.raises(Conflict):
            self.add(scene, lead.task)

    @pytest.mark.parametrize("who", UNITS)
    def test_only_the_office(self, scene, who):
        lead, *_ = scene.issued()
        with pytest.raises(Forbidden):
            self.add(scene, lead.task, who)


class TestChangeTask:
    def change(self, scene, task, who="office", **kwargs):
        kwargs = {"title": "新名称", "requirement": "新要求", "reason": "表述调整"} | kwargs
        return changes.change_task(task.pk, actor=getattr(scene, who), now=LATER, **kwargs)

    def test_the_old_words_are_kept(self, scene):
        lead, *_ = scene.issued()
        old = lead.task.title
        task = self.change(scene, lead.task)
        assert (task.title, task.events.last().data["old"]["title"]) == ("新名称", old)

    def test_once_issued_with_a_reason(self, scene):
        lead, *_ = scene.issued()
        with pytest.raises(Refused, match="原因"):
            self.change(scene, lead.task, reason="")
        draft = scene.part("draft").task
        assert self.change(scene, draft, reason="").title == "新名称"

    @pytest.mark.parametrize("who", UNITS)
    def test_only_the_office(self, scene, who):
        lead, *_ = scene.issued()
        with pytest.raises(Forbidden):
            self.change(scene, lead.task, who)


class TestChangeDue:
    def change(self, scene, task, due_on, **kwargs):
        kwargs = {"reason": "市里统一部署"} | kwargs
        return changes.change_due(task.pk, actor=scene.office, now=LATER, due_on=due_on, **kwargs)

    def test_parts_handed_over_follow(self, scene):
        lead, part, _ = scene.issued()
        self.change(scene, lead.task, date(2026, 4, 30))
        assert fresh(part).due_on == fresh(part).agreed_due_on == date(2026, 4, 30)
        assert part.events.last().action == "change_due"

    def test_a_redo_date_stays_in_force(self, scene):
        part = scene.part("returned")
        self.change(scene, part.task, date(2026, 4, 30))
        after = fresh(part)
        assert (after.agreed_due_on, after.due_on) == (date(2026, 4, 30), part.redo_by)

    def test_a_granted_day_is_not_cut(self, scene):
        part = self.granted(scene, date(2026, 4, 10))
        self.change(scene, part.task, date(2026, 4, 1))
        after = fresh(part)
        assert after.due_on == after.agreed_due_on == date(2026, 4, 10)
        assert part.events.last().action == "extension_grant", "nothing moved, nothing is told"
        self.change(scene, part.task, date(2026, 4, 30))
        assert fresh(part).due_on == date(2026, 4, 30), "a later date is for all"
        self.change(scene, part.task, date(2026, 4, 3))
        assert fresh(part).due_on == date(2026, 4, 10), "back to what was granted, not before it"

    def test_a_day_granted_after_a_return_moved_the_redo_date_only(self, scene):
        part = self.granted(scene, date(2026, 4, 10), scene.part("returned"))
        self.change(scene, part.task, date(2026, 4, 1))
        after = fresh(part)
        assert (after.agreed_due_on, after.due_on) == (date(2026, 4, 1), date(2026, 4, 10))

    def granted(self, scene, day, part=None):
        part = part or scene.part("active")
        asked = extensions.ask(
            part.pk, actor=scene.owner, now=LATER, reason="会议改期", wanted_due_on=day
        )
        extensions.grant(asked.pk, actor=scene.office, now=LATER)
        return fresh(part)

    def test_final_parts_stay(self, scene):
        part = scene.part("accepted")
        self.change(scene, part.task, date(2026, 4, 30))
        assert fresh(part).due_on == part.due_on

    def test_drafts_take_the_new_date_at_issue(self, scene):
        part = scene.part("draft")
        self.change(scene, part.task, date(2026, 4, 30), reason="")
        workflow.issue([part.pk], actor=scene.office, now=LATER, words="交办")
        assert fresh(part).due_on == date(2026, 4, 30)

    @pytest.mark.parametrize(
        ("due_on", "kwargs"),
        [
            (None, {}),
            (date(2026, 3, 1), {}),
            (None, {"long_term": True}),
            (date(2026, 4, 30), {"reason": ""}),
        ],
    )
    def test_refused_once_issued(self, scene, due_on, kwargs):
        lead, *_ = scene.issued()
        with pytest.raises(Refused):
            self.change(scene, lead.task, due_on, **kwargs)
        assert Task.objects.get(pk=lead.task_id).due_on == date(2026, 3, 31)


class TestMerge:
    def merge(self, scene, target, source, **kwargs):
        kwargs = {"actor": scene.office, "now": LATER, "reason": "内容重复"} | kwargs
        return changes.merge_tasks(target.pk, source.pk, **kwargs)

    def test_units_only_in_the_source_come_over(self, scene):
        lead, *_ = scene.issued()
        source = f.task(scene.campaign)
        rows = f.issued(
            source, (scene.other_unit, "lead"), (scene.unit, "responsible"), by=scene.office
        )
        target = self.merge(scene, lead.task, source)
        brought = target.assignments.get(unit=scene.other_unit)
        assert (brought.role, brought.state) == ("responsible", "draft")
        assert target.assignments.filter(unit=scene.unit).count() == 1
        source.refresh_from_db()
        assert source.state == "cancelled"
        assert {fresh(p).state for p in rows} == {"cancelled"}
        assert target.events.last().action == "merge"

    def test_units_do_not_learn_of_the_other_task(self, scene):
        target, source = scene.issued()[0].task, f.task(scene.campaign, title="另一单位的事")
        Task.objects.filter(pk=target.pk).update(title="本单位的事")
        f.issued(source, (scene.other_unit, "lead"), by=scene.office)
        self.merge(scene, Task.objects.get(pk=target.pk), source)

        def told(task, seat):
            events = TaskEvent.objects.filter(task=task).visible_to(seat)
            return " ".join(events.values_list("words", flat=True))

        assert "另一单位的事" in told(target, scene.office)
        assert "本单位的事" in told(source, scene.office)
        assert "另一单位的事" not in told(target, scene.lead)
        assert "本单位的事" not in told(source, scene.stranger)
        assert "并入其他任务：内容重复" in told(source, scene.stranger)

    @pytest.mark.parametrize("state", ["closed", "cancelled"])
    def test_not_into_a_task_that_is_over(self, scene, state):
        target, source = scene.issued()[0].task, scene.issued()[0].task
        day = f.DAY if state == "closed" else None
        Task.objects.filter(pk=target.pk).update(state=state, closed_on=day)
        with pytest.raises(Conflict):
            changes.merge_tasks(target.pk, source.pk, actor=scene.office, now=LATER, reason="重复")
        assert Task.objects.get(pk=source.pk).state == "issued"

    def test_not_with_itself_nor_across_campaigns(self, scene):
        lead, *_ = scene.issued()
        other = f.task(f.campaign(scene.county))
        for source in (lead.task, other):
            with pytest.raises(Refused):
                self.merge(scene, lead.task, source)

    def test_only_the_office(self, scene):
        first, second = scene.issued()[0], scene.issued()[0]
        with pytest.raises(Forbidden):
            self.merge(scene, first.task, second.task, actor=scene.lead)
