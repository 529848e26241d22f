"""People hear what became of their work: one inbox item, for them only, that opens on the page."""

from datetime import date

import pytest
from django.test import Client

from tasks.models import Extension
from tasks.services import drafts, extensions
from tests.factories import DAY, seat
from tests.tasks.workflow.scene import LATER, NOW
from units.choices import Role
from units.models import InboxItem

pytestmark = [pytest.mark.django_db, pytest.mark.core]
NEXT = date(2026, 4, 30)

# action → (from which state, who acts, what the liaison of the unit reads)
HEARD = {
    "accept": ("submitted", "lead", "审核通过"),
    "ask_more": ("submitted", "lead", "请补充材料，于3月31日前补报"),
    "return": ("submitted", "office", "退回修改，请于3月31日前改好再报"),
    "keep": ("objected", "office", "维持原分工"),
    "reassign": ("active", "office", "已调整为其他单位承办"),
    "suspend": ("active", "office", "暂缓办理"),
    "resume": ("suspended", "office", "恢复办理"),
    "cancel": ("active", "office", "取消交办"),
    "reopen": ("accepted", "lead", "重新办理，请于3月31日前报送"),
    "submit": ("active", "office", "依法治县办已代为登记报送"),
}


def inbox(who):
    return list(
        InboxItem.objects.filter(person=who.user).order_by("pk").values_list("title", "path")
    )


@pytest.mark.parametrize("action", HEARD)
def test_the_unit_hears_what_was_done(scene, action):
    state, who, words = HEARD[action]
    part = scene.part(state)
    InboxItem.objects.all().delete()
    scene.act(action, part, getattr(scene, who))
    ((title, path),) = inbox(scene.owner)
    assert title.startswith(words)
    assert title.endswith(f"{part.task.number}{part.task.title}")
    assert path == f"/my/{part.pk}/"
    others = InboxItem.objects.exclude(person=scene.owner.user)
    assert set(others.values_list("person", flat=True)) <= {scene.lead.user.pk}


def test_the_lead_hears_of_what_it_has_to_review(scene):
    part = scene.part("active")
    InboxItem.objects.all().delete()
    scene.act("submit", part, scene.owner)
    assert inbox(scene.lead) == [
        (f"县水利局已报送，请审核：{part.task.number}{part.task.title}", f"/review/{part.pk}/")
    ]
    assert inbox(scene.owner) == inbox(scene.colleague) == inbox(scene.office) == []


def test_the_clock_and_the_unit_itself_tell_nobody(scene):
    part = scene.part("pending")
    InboxItem.objects.all().delete()
    scene.act("acknowledge", part, scene.clock)
    scene.act("object", part, scene.owner)
    scene.act("drop_objection", part, scene.owner)
    assert not InboxItem.objects.exists()


def test_a_part_that_never_went_out_is_nobodys_news(scene):
    scene.act("cancel", scene.part("draft"), scene.office)
    assert not InboxItem.objects.exists()


def test_nobody_hears_of_their_own_act(scene):
    """Where one person sits in the office and in the unit, the colleague alone is told."""
    both = seat(scene.county, Role.LIAISON, scene.unit, user=scene.office.user)
    part = scene.part("submitted", led=True)
    InboxItem.objects.all().delete()
    scene.act("return", part, scene.office)
    assert inbox(both) == []
    assert len(inbox(scene.owner)) == 1


@pytest.mark.parametrize("granted", [True, False])
def test_an_answer_to_a_request_for_time(scene, granted):
    part = scene.part("active")
    asked = extensions.ask(
        part.pk, actor=scene.owner, now=NOW, reason="会议改期", wanted_due_on=NEXT
    )
    InboxItem.objects.all().delete()
    if granted:
        extensions.grant(asked.pk, actor=scene.office, now=LATER)
    else:
        extensions.refuse(asked.pk, actor=scene.office, now=LATER, note="时间紧")
    ((title, _),) = inbox(scene.owner)
    assert title.startswith("同意延期至4月30日" if granted else "不同意延期")
    assert Extension.objects.get().decided_at == LATER


def test_the_head_hears_of_what_waits_for_the_signature(scene):
    part = scene.part("active")
    drafts.save_draft(part.pk, actor=scene.owner, text="已完成")
    InboxItem.objects.all().delete()
    drafts.send_for_signoff(part.pk, actor=scene.owner, now=NOW)
    assert [title[:8] for title, _ in inbox(scene.colleague)] == ["请审签报送材料："]
    assert inbox(scene.owner) == []
    drafts.sign_off(part.pk, actor=scene.colleague, now=LATER)
    assert [title[:9] for title, _ in inbox(scene.owner)] == ["本单位负责人已审签"]


@pytest.mark.parametrize("action", HEARD)
def test_every_line_opens_for_whom_it_is_written(scene, action, settings):
    state, who, _ = HEARD[action]
    scene.act(action, scene.part(state), getattr(scene, who))
    for item in InboxItem.objects.select_related("person"):
        browser = Client()
        browser.force_login(item.person)
        assert browser.get(f"/inbox/{item.pk}/", follow=True).status_code == 200, item.path


def test_a_day_is_worded_as_people_say_it(scene):
    part = scene.part("submitted")
    scene.act("return", part, scene.office, redo_by=DAY.replace(month=4, day=8))
    assert "请于4月8日前" in inbox(scene.owner)[-1][0]
