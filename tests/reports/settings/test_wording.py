"""公文用语: versions kept, a change concerns later drafts, and what is broken is refused."""

import pytest

from reports.docx import render
from reports.letters.wording import STARTERS
from reports.models import Letter, Wording
from reports.services.letters import drafting
from reports.services.letters.building import snapshot_of
from reports.services.letters.reminding import reminder_to
from reports.services.settings.wording import (
    last_of,
    restore_starters,
    restore_version,
    wording_of,
    write_wording,
)
from tests import factories as make
from tests.factories import DAY, at
from tests.reports.factories import Scene
from tests.reports.notices.world import NoticeScene, text_of
from units.errors import Conflict, Forbidden, Refused
from units.models import AuditEntry

pytestmark = [pytest.mark.django_db, pytest.mark.core]
OPENING = "根据【方案】，请贵单位（【单位】）办理下列【几项】任务。"
HOSTILE = "<b>&amp;{{ 7|add:7 }}{% now 'Y' %}]]>'\"甲</b>"


@pytest.fixture
def scene(db):
    return Scene()


def write(scene, kind="handover", *, now=None, **texts):
    return write_wording(kind, texts, actor=scene.clerk, now=now or at())


def opening_of(letter):
    return snapshot_of(letter, today=DAY).blocks[0].text


def test_without_any_version_the_products_words_are_in_force(scene):
    assert wording_of(scene.county.pk) == STARTERS
    assert last_of(scene.county.pk, "handover") == 0


def test_a_change_concerns_later_drafts_only(scene):
    before = scene.handover()
    said = opening_of(before)
    (row,) = write(scene, opening=OPENING)
    assert (row.version, row.written_by, row.written_at) == (1, scene.clerk.membership, at())
    after = scene.handover()
    assert opening_of(after) == (
        "根据2026年法治政府建设示范创建工作安排，请贵单位（示例县县司法局）办理下列任务。"
    )
    assert opening_of(Letter.objects.get(pk=before.pk)) == said


def test_previews_reminders_and_batches_speak_so_too(scene):
    write(scene, opening=OPENING)
    parts = [scene.part(), scene.part(make.unit(scene.county, "县教育局"))]
    ids = [part.task_id for part in parts]
    plan = drafting.plan_handover(ids, seat=scene.clerk, today=DAY)
    batch = drafting.draft_handover(ids, actor=scene.clerk, now=at())
    drafted = [opening_of(letter) for letter in batch.letters.order_by("unit__position")]
    assert drafted == [planned.snapshot.blocks[0].text for planned in plan.letters]
    assert all(text.startswith("根据2026年") for text in drafted)
    write(scene, "reminder", title="任务提醒", opening="请关注下列【几项】任务。")
    scene.owed(due_on=DAY)
    reminder = reminder_to(scene.unit, today=DAY)
    assert (reminder.title, reminder.blocks[0].text) == ("任务提醒", "请关注下列任务。")


def test_only_what_differs_becomes_a_version(scene):
    texts = dict(STARTERS["handover"])
    assert write(scene, **texts) == []
    rows = write(scene, **{**texts, "closing": "此函。"})
    assert [(row.key, row.version) for row in rows] == [("closing", 1)]
    assert [row.version for row in write(scene, closing="")] == [2]
    assert wording_of(scene.county.pk)["handover"]["closing"] == ""
    assert AuditEntry.objects.filter(action="settings.wording").count() == 2


def test_versions_are_kept_and_brought_back_as_new_ones(scene):
    (first,) = write(scene, closing="一")
    write(scene, closing="二")
    assert restore_version(first.pk, actor=scene.clerk, now=at())[0].version == 3
    assert wording_of(scene.county.pk)["handover"]["closing"] == "一"
    write(scene, title="关于交办任务的函")
    restore_starters("handover", "closing", actor=scene.clerk, now=at())
    words = wording_of(scene.county.pk)["handover"]
    assert words == STARTERS["handover"] | {"title": "关于交办任务的函"}
    restore_starters("handover", actor=scene.clerk, now=at())
    assert wording_of(scene.county.pk) == STARTERS
    assert restore_starters("handover", actor=scene.clerk, now=at()) == []
    texts = Wording.objects.filter(key="closing").order_by("version").values_list("text", flat=True)
    assert list(texts) == ["一", "二", "一", "特此函告。"]
    with pytest.raises(TypeError):
        first.save()
    with pytest.raises(TypeError):
        first.delete()


def test_a_county_has_its_own_words(scene):
    other = Scene()
    write(scene, closing="一")
    (theirs,) = write(other, closing="他县")
    assert wording_of(scene.county.pk)["handover"]["closing"] == "一"
    assert theirs.version == 1
    with pytest.raises(Refused, match="没有这个版本"):
        restore_version(theirs.pk, actor=scene.clerk, now=at())


def test_who_was_slower_is_told(scene):
    seen = last_of(scene.county.pk, "handover")
    write(scene, closing="一")
    with pytest.raises(Conflict, match="刚被他人修改过"):
        write_wording("handover", {"closing": "二"}, actor=scene.chief, now=at(), seen=seen)


def test_only_the_office(scene):
    with pytest.raises(Forbidden):
        write_wording("handover", {"closing": "一"}, actor=scene.liaison, now=at())
    with pytest.raises(Forbidden):
        restore_starters("handover", actor=scene.liaison, now=at())


@pytest.mark.parametrize(
    ("key", "text", "said"),
    [
        ("opening", "请于【限期】前办理", "“【限期】”不能用在交办函中"),
        ("opening", "请办理【方案", "不成对"),
        ("opening", " ", "请填写依据和事项。"),
        ("title", "关于交办任务", "标题缺少文种"),
        ("demands", "按绝密文件办理", "绝密"),
        ("closing", "见〔2026〕第3号", "不加“第”"),
    ],
)
def test_what_is_broken_is_refused_beside_its_field(scene, key, text, said):
    with pytest.raises(Refused, match=said) as caught:
        write(scene, **{key: text})
    assert set(caught.value.fields) == {key}
    assert not Wording.objects.exists()


def test_a_supervision_cites_the_prompt_that_went_before(scene):
    text = "我办已于【提示函日期】发函提示（【提示函文号】），原时限为【原时限】。"
    write(scene, "supervision", opening=text)
    part = scene.owed(due_on=DAY)
    who = {"actor": scene.clerk, "now": at()}
    early = drafting.draft_letter("supervision", scene.unit, [part], **who)
    assert "【提示函文号】" in opening_of(early)
    prompt = drafting.draft_letter("prompt", scene.unit, [part], answer_by=DAY, **who)
    scene.issued(prompt)
    prompt.refresh_from_db()
    late = drafting.draft_letter("supervision", scene.unit, [part], **who)
    for letter in (early, late):
        assert opening_of(letter) == (
            f"我办已于2026年3月2日发函提示（{prompt.number_text}），原时限为2026年3月2日。"
        )


def test_words_never_become_markup(scene):
    write(scene, opening=f"【单位】{HOSTILE}")
    letter = scene.handover()
    assert opening_of(letter) == f"示例县县司法局{HOSTILE}"
    assert f"示例县县司法局{HOSTILE}" in text_of(render(snapshot_of(letter, today=DAY)))


def test_a_notice_begins_with_the_countys_words():
    scene = NoticeScene()
    write(scene, "notice", opening="现通报【月份】情况，截至【截至】。", demands="请抓紧办理。")
    notice = scene.compile()
    assert notice.narrative["opening"].startswith("现通报2026年3月情况，截至2026年")
    assert notice.narrative["demands"].splitlines()[-1] == "请抓紧办理。"
