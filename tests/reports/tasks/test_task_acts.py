"""Acts of the office on a whole task: each done once, each refusal beside its field."""

from datetime import date

import pytest

from tasks.models import Assignment, Plan, Task
from tests import factories as f
from tests.reports.visiting import beside, elsewhere, on_top
from tests.tasks.workflow.scene import fresh

ACTS = ["close", "due", "words", "add-part", "merge", "cancel", "reopen"]


@pytest.mark.parametrize("name", ACTS)
def test_the_form_opens_for_the_office_alone(scene, visit, name):
    part = scene.issued()[0]
    visit.get(scene.office, "task-act", part.task_id, name)
    visit.get(scene.lead, "task-act", part.task_id, name, status=403)
    visit.get(scene.leader, "task-act", part.task_id, name, status=403)
    visit.get(scene.stranger, "task-act", part.task_id, name, status=404)
    visit.get(scene.office, "task-act", elsewhere(scene).task_id, name, status=404)


def test_an_unknown_act_is_not_found(scene, visit):
    visit.get(scene.office, "task-act", scene.issued()[0].task_id, "destroy", status=404)


class TestClose:
    def test_closes_when_all_is_accepted(self, scene, visit):
        part = scene.part("accepted", led=False)
        for other in part.task.assignments.exclude(pk=part.pk).exclude(role="support"):
            scene.act("cancel", other, scene.office)
        visit.post(scene.office, "task-act", part.task_id, "close")
        assert Task.objects.get(pk=part.task_id).state == "closed"
        assert part.task.assignments.get(role="support").state == "released"

    def test_refused_with_what_is_open(self, scene, visit):
        part = scene.issued()[0]
        answer = visit.post(scene.office, "task-act", part.task_id, "close", status=400)
        on_top(answer, "县水利局的分工为“待签收”")

    def test_a_stale_page_is_a_conflict(self, scene, visit):
        part = scene.issued()[0]
        answer = visit.post(
            scene.office, "task-act", part.task_id, "close", status=409, expected_version="99"
        )
        on_top(answer, "请刷新")


class TestDue:
    def test_moves_the_parts(self, scene, visit):
        part = scene.issued()[0]
        visit.post(
            scene.office, "task-act", part.task_id, "due", due_on="2026-06-30", reason="统一调整"
        )
        assert fresh(part).due_on == date(2026, 6, 30)

    @pytest.mark.parametrize(
        ("fields", "field", "words"),
        [
            ({"due_on": "2026-06-30", "reason": ""}, "reason", "请填写"),
            ({"due_on": "不是日期", "reason": "原因甲"}, "due_on", "日期格式不对"),
            ({"due_on": "2026-02-30", "reason": "原因甲"}, "due_on", "没有“2026-02-30”这一天"),
        ],
    )
    def test_refused(self, scene, visit, fields, field, words):
        part = scene.issued()[0]
        answer = visit.post(scene.office, "task-act", part.task_id, "due", status=400, **fields)
        beside(answer, field, words, typed=fields["reason"])
        assert fresh(part).due_on == part.due_on

    @pytest.mark.parametrize("name", ["due", "words"])
    def test_the_reason_is_asked_of_what_was_handed_over(self, scene, visit, name):
        issued, draft = scene.issued()[0].task, scene.draft(title="草稿")[0].task
        for task, needed in ((issued, True), (draft, False)):
            form = visit.get(scene.office, "task-act", task.pk, name).context["form"]
            assert form.fields["reason"].required is needed
        page = visit.get(scene.office, "task-act", issued.pk, name).text_
        assert "可不填" not in page
        assert ("长期工作不填" in page) is (name == "due")
        visit.post(scene.office, "task-act", draft.pk, "due", due_on="2026-06-30", reason="")


class TestWords:
    def test_changes_title_and_requirement(self, scene, visit):
        task = scene.issued()[0].task
        fields = {"title": "新名称", "requirement": "新要求", "reason": "表述规范"}
        visit.post(scene.office, "task-act", task.pk, "words", **fields)
        task.refresh_from_db()
        assert (task.title, task.requirement) == ("新名称", "新要求")

    @pytest.mark.parametrize("missing", ["title", "requirement", "reason"])
    def test_refused(self, scene, visit, missing):
        task = scene.issued()[0].task
        fields = {"title": "新名称", "requirement": "新要求", "reason": "表述规范"} | {missing: " "}
        answer = visit.post(scene.office, "task-act", task.pk, "words", status=400, **fields)
        beside(answer, missing, "请填写", typed="新名称" if missing != "title" else "新要求")


class TestAddPart:
    def test_adds_a_draft(self, scene, visit):
        task = scene.issued()[0].task
        visit.post(
            scene.office, "task-act", task.pk, "add-part", unit=scene.other_unit.pk, role="support"
        )
        assert task.assignments.get(unit=scene.other_unit).state == "draft"

    def test_no_role_is_chosen_beforehand(self, scene, visit):
        task = scene.issued()[0].task
        page = visit.get(scene.office, "task-act", task.pk, "add-part")
        assert page.context["form"]["role"].subwidgets[0].data["selected"] is True
        assert page.context["form"]["role"].subwidgets[0].data["value"] == ""

    def test_refused(self, scene, visit):
        task = scene.issued()[0].task
        cases = [
            ({"unit": scene.other_unit.pk, "role": ""}, "role", "请选择角色"),
            ({"unit": "", "role": "support"}, "unit", "请选择单位"),
            ({"unit": "77777", "role": "support"}, "unit", "没有这个单位"),
            ({"unit": scene.other_unit.pk, "role": "boss"}, "role", ""),
        ]
        for fields, field, words in cases:
            answer = visit.post(scene.office, "task-act", task.pk, "add-part", status=400, **fields)
            beside(answer, field, words)
        assert not task.assignments.filter(state="draft").exists()

    def test_a_unit_that_has_a_part_already(self, scene, visit):
        task = scene.issued()[0].task
        answer = visit.post(
            scene.office,
            "task-act",
            task.pk,
            "add-part",
            status=400,
            unit=scene.unit.pk,
            role="support",
        )
        assert answer.context["form"].errors
        assert "县水利局" in answer.text_

    def test_another_countys_unit_is_no_choice(self, scene, visit):
        unit = elsewhere(scene).unit
        answer = visit.post(
            scene.office,
            "task-act",
            scene.issued()[0].task_id,
            "add-part",
            status=400,
            unit=unit.pk,
            role="support",
        )
        beside(answer, "unit", "没有这个单位")


class TestMerge:
    def test_goes_into_the_other(self, scene, visit):
        target, source = scene.issued()[0].task, scene.draft()[0].task
        f.part(source, scene.other_unit, role="responsible", rank=4)
        visit.post(
            scene.office, "task-act", source.pk, "merge", target=target.pk, reason="内容重复"
        )
        source.refresh_from_db()
        assert source.state == "cancelled"
        assert Assignment.objects.get(task=target, unit=scene.other_unit).state == "draft"

    def test_refused(self, scene, visit):
        source, foreign = scene.draft()[0].task, elsewhere(scene).task
        for target in ("", source.pk, foreign.pk, "x"):
            answer = visit.post(
                scene.office,
                "task-act",
                source.pk,
                "merge",
                status=400,
                target=target,
                reason="重复甲",
            )
            beside(answer, "target", "任务", typed="重复甲")
        target = scene.issued()[0].task.pk
        answer = visit.post(
            scene.office, "task-act", source.pk, "merge", status=400, target=target, reason=""
        )
        beside(answer, "reason", "请填写")


class TestCancel:
    def test_takes_open_parts_along(self, scene, visit):
        part = scene.part("submitted")
        visit.post(scene.office, "task-act", part.task_id, "cancel", reason="上级取消")
        assert fresh(part).state == "cancelled"

    def test_refused_without_a_reason_and_once_it_is_over(self, scene, visit):
        part = scene.issued()[0]
        answer = visit.post(
            scene.office, "task-act", part.task_id, "cancel", status=400, reason="  "
        )
        beside(answer, "reason", "请填写")
        visit.post(scene.office, "task-act", part.task_id, "cancel", reason="上级取消")
        answer = visit.post(
            scene.office, "task-act", part.task_id, "cancel", status=409, reason="又一次"
        )
        on_top(answer, "已取消", typed="又一次")


class TestReopen:
    @pytest.fixture
    def part(self, scene, visit):
        part = scene.part("accepted", led=False)
        for other in part.task.assignments.exclude(pk=part.pk):
            scene.act("cancel", other, scene.office)
        visit.post(scene.office, "task-act", part.task_id, "close")
        return part

    def test_opens_the_parts_named(self, scene, visit, part):
        visit.post(
            scene.office, "task-act", part.task_id, "reopen", parts=[part.pk], reason="整改不实"
        )
        assert fresh(part).state == "active"

    def test_refused(self, scene, visit, part):
        for parts, words in [([], "请至少选择"), (["999"], "请从列出的"), (["x"], "请从列出的")]:
            answer = visit.post(
                scene.office,
                "task-act",
                part.task_id,
                "reopen",
                status=400,
                parts=parts,
                reason="整改甲",
            )
            beside(answer, "parts", words, typed="整改甲")


class TestNew:
    def test_is_a_draft_beside_the_plan(self, scene, visit):
        fields = {"title": "补充任务", "requirement": "要求", "due_on": "2026-06-30"}
        visit.post(scene.office, "task-new", **fields)
        task = Task.objects.get(title="补充任务")
        assert (task.state, task.kind) == ("draft", "extra")
        assert task.campaign == scene.campaign

    @pytest.mark.parametrize(
        ("change", "field"),
        [
            ({"title": ""}, "title"),
            ({"requirement": " "}, "requirement"),
            ({"due_on": ""}, "due_on"),
            ({"due_on": "明天"}, "due_on"),
            ({"title": "长" * 501}, "title"),
            ({"number": "1" * 21}, "number"),
        ],
    )
    def test_refused(self, scene, visit, change, field):
        fields = {"title": "补充任务", "requirement": "要求乙", "due_on": "2026-06-30"} | change
        answer = visit.post(scene.office, "task-new", status=400, **fields)
        assert answer.context["form"].errors[field]
        assert ("要求乙" if field == "title" else "补充任务") in answer.text_
        assert not Task.objects.exists()

    @pytest.mark.parametrize("who", ["leader", "owner", "expert", "inspector"])
    def test_others_may_not(self, scene, visit, who):
        visit.get(getattr(scene, who), "task-new", status=403)


def test_closing_says_first_whom_it_lets_go(scene, visit):
    lead, part, _ = scene.issued(blocking=False)
    scene.act("submit", part, scene.owner)
    page = visit.get(scene.office, "task-act", lead.task_id, "close")
    assert page.context["effects"][1:] == (
        "县水利局已报送、还没有审核：销号后不再审核，标为“无需办理”；要审核的，请先审核再销号。",
        "县司法局、县财政局还没有办结，标为“无需办理”。",
    )


def test_tasks_of_two_plans_are_told_apart_where_one_is_merged(scene, visit):
    task, other = scene.draft(title="同名任务")[0].task, scene.draft(title="同名任务")[0].task
    plan = Plan.objects.create(
        campaign=scene.campaign,
        year=2026,
        version=1,
        title="补充要点",
        imported_at=f.at(),
        imported_by=scene.office.membership,
    )
    other.plan = plan
    other.save()
    page = visit.get(scene.office, "task-act", task.pk, "merge")
    labels = [label for _, label in page.context["form"].fields["target"].choices]
    assert f"{other.number}同名任务（{plan.year}年《{plan.title}》）" in labels
