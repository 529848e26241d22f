"""Two of one unit write on the same part: nobody's words are overwritten unseen."""

import pytest

from indicators.models import Evidence
from tests.indicators.uploads import samples
from tests.reports.my.test_handin import send
from tests.reports.visiting import file, on_top
from tests.tasks.workflow.scene import fresh


@pytest.fixture
def part(scene, visit):
    part = scene.part("active")
    send(visit, scene.owner, part, "save", text="共同的开头")
    return part


def mark(visit, seat, part):
    return visit.get(seat, "my-part", part.pk).context["form"].initial["draft_seen"]


def test_the_second_sees_both_texts_and_overwrites_nothing_unseen(scene, visit, part):
    mine = theirs = mark(visit, scene.owner, part)
    send(visit, scene.colleague, part, "save", text="负责人改的", draft_seen=theirs)
    late = {"text": "联络员写的", "draft_seen": mine}
    upload = file("总结.pdf", samples.pdf())
    answer = send(visit, scene.owner, part, "save", status=409, **late, uploads=[upload])
    on_top(answer, "您打开本页以后，这份草稿又改过", typed="联络员写的")
    assert "负责人改的" in answer.text_
    assert fresh(part).submissions.get().text == "负责人改的"
    assert not Evidence.objects.exists(), "a file of a refused form is not kept"
    seen = answer.context["form"]["draft_seen"].value()
    send(visit, scene.owner, part, "save", text="合并后的", draft_seen=seen)
    assert fresh(part).submissions.get().text == "合并后的"


def test_two_windows_of_one_person_are_not_taken_for_a_colleague(scene, visit, part):
    mine = mark(visit, scene.owner, part)
    send(visit, scene.owner, part, "save", text="第一个窗口", draft_seen=mine)
    late = {"text": "第二个窗口", "draft_seen": mine}
    answer = send(visit, scene.owner, part, "save", status=409, **late)
    assert "另一位同志" not in answer.text_
    on_top(answer, "您在另一个窗口", typed="第二个窗口")


def test_handing_in_is_held_too(scene, visit, part):
    mine = mark(visit, scene.owner, part)
    send(visit, scene.colleague, part, "save", text="负责人改的", draft_seen=mine)
    send(visit, scene.owner, part, status=409, text="联络员写的", draft_seen=mine)
    assert fresh(part).state == "active"


def test_the_same_words_are_no_conflict_and_ones_own_save_neither(scene, visit, part):
    mine = mark(visit, scene.owner, part)
    send(visit, scene.colleague, part, "save", text="改成一样", draft_seen=mine)
    send(visit, scene.owner, part, "save", text="改成一样", draft_seen=mine)
    bad = file("病毒.exe", b"MZ" + b"\0" * 99)
    now = mark(visit, scene.owner, part)
    answer = send(visit, scene.owner, part, status=400, text="又写", uploads=[bad], draft_seen=now)
    seen = answer.context["form"]["draft_seen"].value()
    send(visit, scene.owner, part, "save", text="再写", draft_seen=seen)
    assert fresh(part).submissions.get().text == "再写"
