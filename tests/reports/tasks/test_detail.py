"""任务详情: the head for all in scope, the rest as far as seen."""

import pytest

from tasks.services import workflow
from tests import factories as f
from tests.reports.visiting import elsewhere
from tests.tasks.workflow.scene import NOW
from units.choices import GroupKind, Relation
from units.models import UnitGroup


@pytest.fixture
def parts(scene):
    """Lead, responsible (handed in with a proof) and support part."""
    lead, part, support = scene.issued(requirement="全年评查不少于一次")
    scene.act(
        "submit", part, scene.owner, text="水利局的报送", proofs=[(f.evidence(scene.owner), None)]
    )
    return lead, part, support


@pytest.mark.parametrize(
    ("who", "units"),
    [
        ("office", 3),
        ("leader", 3),
        ("lead", 3),
        ("owner", 1),
        ("colleague", 1),
        ("support", 1),
    ],
)
def test_the_head_for_all_in_scope_and_parts_as_far_as_seen(scene, visit, parts, who, units):
    answer = visit.get(getattr(scene, who), "task", parts[0].task_id)
    assert "全年评查不少于一次" in answer.text_
    assert len(answer.context["page"].rows) == units


def test_a_supporting_unit_sees_no_others_proof_nor_history(scene, visit, parts):
    answer = visit.get(scene.support, "task", parts[0].task_id)
    assert "县水利局" not in answer.text_
    assert "工作总结" not in answer.text_


@pytest.mark.parametrize("who", ["stranger", "expert", "foreign_office"])
def test_out_of_sight_is_not_found(scene, visit, parts, who):
    visit.get(getattr(scene, who), "task", parts[0].task_id, status=404)


def test_another_countys_task_is_not_found(scene, visit):
    visit.get(scene.office, "task", elsewhere(scene).task_id, status=404)
    visit.get(scene.office, "task", 999999, status=404)


def test_the_office_copies_one_text_per_unit(scene, visit, parts):
    texts = dict(visit.get(scene.office, "task", parts[0].task_id).context["page"].texts)
    assert set(texts) == {parts[0], parts[2]}, "the handed-in part owes nothing"
    text = texts[parts[0]]
    assert text.startswith("县司法局联络员：")
    assert "请勿在群内发送涉密和内部文件" in text
    assert "县财政局" not in text
    assert "复制提醒文字" not in visit.get(scene.leader, "task", parts[0].task_id).text_


def test_what_keeps_it_from_closing_is_listed(scene, visit, parts):
    f.material(parts[0].task, "评查通报")
    page = visit.get(scene.office, "task", parts[0].task_id).context["page"]
    assert [words for words in page.blockers if "县司法局" in words]
    assert [words for words in page.blockers if "评查通报" in words]
    assert [row.row.title for row in page.missing] == ["评查通报"]


def test_what_others_brought_is_not_missing_for_a_supporting_unit(scene, visit):
    lead, part, _ = scene.issued()
    material = f.material(lead.task, "评查通报")
    scene.act("submit", part, scene.owner, proofs=[(f.evidence(scene.owner), material)])
    answer = visit.get(scene.support, "task", lead.task_id)
    assert answer.context["page"].missing == []
    assert "已由其他单位报送" in answer.text_
    scene.act("ask_more", part, scene.lead)
    page = visit.get(scene.support, "task", lead.task_id).context["page"]
    assert [row.row.title for row in page.missing] == ["评查通报"]


def test_drafts_are_handed_over_from_here(scene, visit):
    lead = scene.draft()[0]
    assert "向 3 个单位交办" in visit.get(scene.office, "task", lead.task_id).text_
    issued = scene.issued()[0]
    f.part(issued.task, scene.other_unit, role="support", rank=4)
    assert "向 1 个单位补充交办" in visit.get(scene.office, "task", issued.task_id).text_


def test_history_is_shortened_until_asked_for(scene, visit, parts):
    for _ in range(8):
        part = scene.act("suspend", parts[2], scene.office)
        scene.act("resume", part, scene.office)
    short = visit.get(scene.office, "task", parts[0].task_id)
    assert len(short.context["page"].events) == 15
    assert "history=all" in short.text_
    whole = visit.get(scene.office, "task", parts[0].task_id, history="all").context["page"]
    assert len(whole.events) == whole.event_count > 15


def test_one_letter_is_told_once_and_names_its_unit(scene, visit, parts):
    events = visit.get(scene.office, "task", parts[0].task_id).context["page"].events
    titles = [event["title"] for event in events if event["title"].startswith("交办")]
    assert sorted(titles) == sorted(f"交办 {part.unit.short}" for part in parts)


def test_queries_do_not_grow_with_parts(scene, queries, parts):
    task = parts[0].task
    few = queries(scene.office, "task", task.pk)
    for n in range(6):
        unit = f.unit(scene.county, f"县{n}局")
        seat = f.seat(scene.county, "liaison", unit)
        part = f.issued(task, (unit, "support"), by=scene.office)[0]
        scene.act("submit", part, seat, proofs=[(f.evidence(seat), None)])
    assert queries(scene.office, "task", task.pk) == few


class TestNamedGroup:
    @pytest.fixture
    def group(self, scene, parts):
        group = UnitGroup.objects.create(county=scene.county, name="各乡镇", kind=GroupKind.OPEN)
        return parts[0].task.groups.create(
            group=group, role="responsible", word="各乡镇", mode="named", rank=9
        )

    def test_office_and_lead_call_a_unit_in(self, scene, visit, group):
        for who, short in (("office", "甲镇"), ("lead", "乙镇")):
            town = f.unit(scene.county, short, relation=Relation.TOWNSHIP)
            visit.post(getattr(scene, who), "call-in", group.task_id, group.pk, unit=town.pk)
            part = group.task.assignments.get(unit=town)
            assert (part.state, part.blocking) == ("draft", False)

    def test_without_a_unit_it_says_so(self, scene, visit, group):
        answer = visit.post(scene.office, "call-in", group.task_id, group.pk, status=400, unit="x")
        assert "请先选择单位" in answer.text_

    def test_a_unit_with_a_part_already_is_refused(self, scene, visit, group):
        answer = visit.post(
            scene.office, "call-in", group.task_id, group.pk, status=400, unit=scene.unit.pk
        )
        assert "已有分工" in answer.text_

    def test_others_may_not(self, scene, visit, group):
        unit = scene.other_unit.pk
        visit.post(scene.owner, "call-in", group.task_id, group.pk, status=403, unit=unit)
        visit.post(scene.stranger, "call-in", group.task_id, group.pk, status=404, unit=unit)


def test_a_second_lead_reads_of_a_proof_that_it_may_not_open_and_gets_no_dead_link(scene, visit):
    parts = [
        f.part(f.task(scene.campaign), scene.lead_unit, role="lead", rank=1),
    ]
    task = parts[0].task
    parts += [
        f.part(task, scene.other_unit, role="lead", rank=2),
        f.part(task, scene.unit, role="responsible", rank=3),
    ]
    workflow.issue([part.pk for part in parts], actor=scene.office, now=NOW, words="交办")
    proof = f.evidence(scene.owner)
    scene.act("submit", parts[2], scene.owner, proofs=[(proof, None)])
    link = f'href="/evidence/{proof.pk}/"'
    assert link in visit.get(scene.lead, "task", task.pk).text_
    seen = visit.get(scene.stranger, "task", task.pk)
    assert proof.title in seen.text_
    assert link not in seen.text_
    assert link not in visit.get(scene.stranger, "task-part", task.pk, parts[2].pk).text_
