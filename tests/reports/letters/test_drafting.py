"""拟稿: who may be written to how (rule 2), what stands in the way, words and their blanks."""

from datetime import date

import pytest

from reports.choices import LetterKind
from reports.correspondence import handover_kind, may_write, needs_consent
from reports.models import Letter
from reports.services.letters import drafting, signing
from reports.services.letters.building import snapshot_of
from reports.services.letters.drafting import Consent
from tasks.models import TaskGroup
from tasks.services.workflow import ACTIONS
from tests import factories as make
from tests.factories import DAY, at
from tests.reports.factories import Scene, later
from units.choices import Relation, Role
from units.errors import Conflict, Forbidden, Refused
from units.models import UnitGroup

pytestmark = [pytest.mark.core, pytest.mark.django_db]

TOLD = {"government", "party", "mass", "enterprise", "township"}
ASKED = {"congress", "discipline", "judicial", "vertical"}
AGREED = Consent("李县长", DAY)


@pytest.mark.parametrize("relation", Relation.values)
@pytest.mark.parametrize("kind", LetterKind.values)
def test_who_may_be_written_to_and_how(relation, kind):
    asked_kinds = {"request", "reminder", "notice"}
    told_kinds = {"handover", "reminder", "prompt", "supervision", "notice"}
    assert relation in TOLD | ASKED
    assert may_write(kind, relation) == (kind in (asked_kinds if relation in ASKED else told_kinds))
    assert needs_consent(kind, relation) == (relation == "township" and kind != "reminder")
    assert handover_kind(relation) == ("request" if relation in ASKED else "handover")


@pytest.mark.parametrize("relation", sorted(ASKED))
@pytest.mark.parametrize("kind", ["handover", "prompt", "supervision"])
def test_a_body_that_is_asked_is_not_told(scene, relation, kind):
    court = make.unit(scene.county, "县法院", relation=relation)
    with pytest.raises(Refused, match="商请函"):
        drafting.draft_letter(kind, court, [scene.part(court)], actor=scene.clerk, now=at())
    assert not Letter.objects.exists()


def drafted(scene, parts, **fields):
    ids = [part.task_id for part in parts]
    return drafting.draft_handover(ids, actor=scene.clerk, now=at(), **fields)


def test_one_letter_per_unit_with_all_its_tasks(scene):
    court = make.unit(scene.county, "县法院", relation=Relation.JUDICIAL)
    first, second = scene.part(), scene.part()
    asked = make.part(first.task, court, role="support", rank=2)
    other = scene.part()  # of a task that was not chosen
    letters = {row.unit: row for row in drafted(scene, [first, second]).letters.all()}
    assert {unit.short: row.kind for unit, row in letters.items()} == {
        "县司法局": "handover",
        "县法院": "request",
    }
    parts = {item.assignment for item in letters[scene.unit].items.all()}
    assert parts == {first, second}
    assert [item.assignment for item in letters[court].items.all()] == [asked]
    assert not other.letter_items.exists()


def test_what_is_in_another_draft_is_not_drafted_twice(scene):
    part = scene.part()
    drafted(scene, [part])
    with pytest.raises(Refused, match="可能已在其他交办函中"):
        drafted(scene, [part])
    signing.discard(Letter.objects.get().pk, actor=scene.clerk, now=at(), reason="重拟")
    assert drafted(scene, [part]).letters.count() == 1


def test_a_task_without_date_must_get_one(scene):
    with pytest.raises(Refused, match="没有办理时限"):
        drafted(scene, [scene.part(due_on=None)])
    drafted(scene, [scene.part(due_on=None, long_term=True)])


def test_a_past_date_must_be_confirmed(scene):
    part = scene.part(due_on=date(2026, 2, 27))
    with pytest.raises(Refused, match="时限已过"):
        drafted(scene, [part])
    letter = drafted(scene, [part], past_dates_confirmed=True).letters.get()
    scene.issued(letter, now=later(1))
    part.refresh_from_db()
    assert part.due_on == DAY.replace(day=3)  # the later of due and issue date (rule 9)


def test_what_is_due_on_the_day_of_issue_is_kept_with_the_frozen_text(scene):
    past, coming = scene.part(due_on=date(2026, 2, 27)), scene.part()
    letter = drafted(scene, [past, coming], past_dates_confirmed=True).letters.get()

    def facts():
        rows = letter.items.order_by("assignment_id")
        return list(rows.values_list("assignment", "past_confirmed", "due_on_issue"))

    assert facts() == [(past.pk, True, False), (coming.pk, False, False)]
    signing.check(letter.pk, actor=scene.clerk, now=at())
    assert facts() == [(past.pk, True, True), (coming.pk, False, False)]
    edit = {"title": letter.title, "texts": {"closing": "特此函告。"}}
    drafting.edit(letter.pk, actor=scene.clerk, now=at(), **edit)
    assert facts() == [(past.pk, True, False), (coming.pk, False, False)]


def test_a_town_needs_consent_and_the_letter_says_so(scene):
    part = scene.part(scene.town())
    with pytest.raises(Refused, match="同意依据") as refused:
        drafted(scene, [part])
    assert set(refused.value.fields) == {"consent_by", "consent_on"}
    letter = drafted(scene, [part], consent=AGREED).letters.get()
    assert (letter.consent_by, letter.consent_on) == ("李县长", DAY)
    opening = snapshot_of(letter, today=DAY).blocks[0].text
    assert opening.startswith("经县委、县政府同意，")
    assert "李县长" not in opening


def test_a_consent_is_not_given_tomorrow(scene):
    part, tomorrow = scene.part(scene.town()), Consent("李县长", DAY.replace(day=3))
    with pytest.raises(Refused, match="同意日期不能晚于今天") as refused:
        drafted(scene, [part], consent=tomorrow)
    assert set(refused.value.fields) == {"consent_on"}
    letter = drafted(scene, [part], consent=AGREED).letters.get()
    words = {"title": letter.title, "texts": letter.draft, "consent": tomorrow}
    with pytest.raises(Refused, match="同意日期不能晚于今天"):
        drafting.edit(letter.pk, actor=scene.clerk, now=at(), **words)


def test_a_towns_draft_without_consent_is_not_checked(scene):
    town = scene.town()
    part = scene.owed(town, due_on=date(2026, 3, 4))
    letter = drafting.draft_letter(
        "prompt", town, [part], actor=scene.clerk, now=at(), answer_by=date(2026, 3, 20)
    )
    with pytest.raises(Refused, match="缺同意依据"):
        signing.check(letter.pk, actor=scene.clerk, now=at())
    words = {"title": letter.title, "texts": letter.draft, "consent": AGREED}
    drafting.edit(letter.pk, actor=scene.clerk, now=at(), **words)
    signing.check(letter.pk, actor=scene.clerk, now=at())
    letter.refresh_from_db()
    opening = snapshot_of(letter, today=DAY).blocks[0].text
    assert opening.endswith("尚未收到办理情况。经县委、县政府同意，现予提示。")


@pytest.mark.parametrize("role", [Role.LEADER, Role.INSPECTOR, Role.EXPERT, Role.LIAISON])
def test_only_the_office_drafts(scene, role):
    seat = make.seat(scene.county, role, scene.unit)
    with pytest.raises(Forbidden):
        drafting.draft_handover([scene.part().task_id], actor=seat, now=at())


def test_tasks_of_another_county_are_not_found(scene):
    part = Scene().part()
    with pytest.raises(Refused, match="没有待交办的分工"):
        drafted(scene, [part])


def test_words_are_edited_and_a_checked_letter_is_a_draft_again(scene):
    letter = scene.in_state("checked")
    texts = {"opening": "现交办如下。", "demands": "请按时办理。", "feedback": ""}
    edited = drafting.edit(
        letter.pk, actor=scene.clerk, now=at(), title="关于交办任务的函", texts=texts
    )
    assert edited.state == "draft"
    blocks = snapshot_of(edited, today=DAY).blocks
    assert [blocks[0].text, blocks[-2].text] == ["现交办如下。", "请按时办理。"]


def test_two_people_do_not_overwrite_each_other(scene):
    letter = scene.handover()
    words = {"title": "关于交办任务的函", "texts": {}}
    drafting.edit(letter.pk, actor=scene.clerk, now=at(), expected_version=0, **words)
    with pytest.raises(Conflict, match="刚被他人修改"):
        drafting.edit(letter.pk, actor=scene.chief, now=at(), expected_version=0, **words)


def test_blanks_follow_the_facts(scene):
    part = scene.owed(due_on=date(2026, 3, 4))
    letter = drafting.draft_letter(
        "prompt", scene.unit, [part], actor=scene.clerk, now=at(), answer_by=date(2026, 3, 20)
    )
    text = "".join(
        b.text for b in snapshot_of(letter, today=date(2026, 3, 12)).blocks if hasattr(b, "text")
    )
    assert "贵单位承办的下列任务，办理时限已到。" in text
    assert "截至2026年3月12日" in text
    assert "请于2026年3月20日前" in text
    assert "【" not in text


def test_a_blank_that_nobody_filled_is_refused_with_its_place(scene):
    part = scene.owed(due_on=date(2026, 3, 4))
    letter = drafting.draft_letter("prompt", scene.unit, [part], actor=scene.clerk, now=at())
    with pytest.raises(Refused, match="正文第2段：“【限期】”还没有填上"):
        signing.check(letter.pk, actor=scene.clerk, now=at())


def test_a_limit_far_off_is_refused(scene):
    part = scene.owed(due_on=date(2026, 3, 4))
    letter = drafting.draft_letter("prompt", scene.unit, [part], actor=scene.clerk, now=at())
    words = {"title": letter.title, "texts": {}, "answer_by": date(2206, 3, 20)}
    with pytest.raises(Refused, match="核对年份") as caught:
        drafting.edit(letter.pk, actor=scene.clerk, now=at(), **words)
    assert set(caught.value.fields) == {"answer_by"}


def test_a_title_without_its_genre_is_refused(scene):
    letter = scene.handover()
    with pytest.raises(Refused, match="标题缺少文种") as caught:
        drafting.edit(letter.pk, actor=scene.clerk, now=at(), title="任务", texts={})
    assert set(caught.value.fields) == {"title"}
    Letter.objects.update(title="任务")
    with pytest.raises(Refused, match="标题"):
        signing.check(letter.pk, actor=scene.clerk, now=at())


def test_groups_that_get_no_part_are_named_in_the_letter(scene):
    part = scene.part()
    group = UnitGroup.objects.create(county=scene.county, name="各乡镇")
    for role, mode in (("responsible", "named"), ("support", "informed"), ("lead", "each")):
        TaskGroup.objects.create(
            task=part.task, group=group, role=role, word=f"{mode}组", rank=1, mode=mode
        )
    letter = drafted(scene, [part]).letters.get()
    (table,) = [b for b in snapshot_of(letter, today=DAY).blocks if hasattr(b, "rows")]
    assert table.rows[0][3] == "按要求办理。责任单位：named组；配合单位：informed组。"


def table_of(letter):
    (table,) = [b for b in snapshot_of(letter, today=DAY).blocks if hasattr(b, "rows")]
    return table


def test_who_does_not_lead_reads_who_does(scene):
    part = scene.part()
    part.role = "responsible"
    part.save()
    make.part(part.task, make.unit(scene.county, "县民政局"), role="lead", rank=1)
    asked = make.unit(scene.county, "县法院", relation=Relation.JUDICIAL)
    make.part(part.task, asked, role="lead", rank=2)
    letters = drafted(scene, list(part.task.assignments.all())).letters
    assert table_of(letters.get(unit=scene.unit)).rows[0][2] == "责任单位（县民政局牵头）"
    assert table_of(letters.get(unit__short="县民政局")).rows[0][2] == "牵头单位"


def test_what_is_added_to_a_task_that_others_have_is_handed_over_as_a_supplement(scene):
    first = scene.issued().items.get().assignment
    added = make.part(first.task, make.unit(scene.county, "县教育局"), role="responsible", rank=2)
    letter = drafted(scene, [added]).letters.get()
    assert letter.title.startswith("关于补充交办")
    assert "补充交办如下" in letter.draft["opening"]
    assert "补充" not in drafted(scene, [scene.part()]).letters.get().title


def test_a_letter_is_addressed_by_the_full_name(scene):
    scene.unit.name = "示例县人民法院"
    scene.unit.save()
    letter = drafted(scene, [scene.part()]).letters.get()
    assert snapshot_of(letter, today=DAY).addressees == ("示例县人民法院",)


def test_material_that_was_sent_back_is_not_said_never_to_have_come(scene):
    part = scene.owed(due_on=date(2026, 3, 4))
    now = at(date(2026, 3, 4))
    ACTIONS["submit"](part.pk, actor=scene.liaison, now=now, text="已完成", proofs=[])
    ACTIONS["return"](
        part.pk, actor=scene.clerk, now=now, reasons=["page_missing"], redo_by=date(2026, 3, 9)
    )
    letter = drafting.draft_letter(
        "prompt", scene.unit, [part], actor=scene.clerk, now=now, answer_by=date(2026, 3, 20)
    )

    def opening(day):
        return snapshot_of(letter, today=day).blocks[0].text

    assert "报送时限临近" in opening(date(2026, 3, 9))  # the redo date itself
    late = opening(date(2026, 3, 10))
    assert "退回修改后的报送时限已到" in late
    assert "尚未收到修改完善后的材料" in late


def test_brackets_of_the_plan_are_printed_full_width(scene):
    part = scene.part(title="开展<专项>检查", requirement="各乡镇<街道办>按要求办理")
    text = f"{snapshot_of(drafted(scene, [part]).letters.get(), today=DAY)}"
    assert "开展（专项）检查" in text
    assert "各乡镇（街道办）按要求办理" in text
    part.task.refresh_from_db()
    assert part.task.requirement == "各乡镇<街道办>按要求办理"
