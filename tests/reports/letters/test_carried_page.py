"""`/letters/<pk>/carried/`: what a draft carries beside its words, with the paper beside it."""

import pytest
from django.urls import reverse

from reports.docx.sheets import draft_sheet
from reports.services.letters import drafting
from reports.services.letters.building import shown
from tests.factories import DAY, at

pytestmark = pytest.mark.django_db
HOSTILE = "<script>甲</script> {{ x }} {% y %} & ]]>"


@pytest.fixture
def scene(scene):
    scene.head.joint_offices = "示例县财政局\n示例县督查室"
    scene.head.save()
    return scene


def page(letter):
    return reverse("letter-carried", args=(letter.pk,))


def sent(letter, **changed):
    letter.refresh_from_db()
    fields = {"version": letter.version, "urgency": "", "annex-1-title": "", "annex-1-text": ""}
    return fields | changed


def test_it_is_reached_from_the_letter_while_it_may_be_changed(scene, clerk):
    letter = scene.handover()
    assert page(letter) in clerk.get(reverse("letter", args=(letter.pk,))).text_
    out = scene.issued()
    assert page(out) not in clerk.get(reverse("letter", args=(out.pk,))).text_
    text = clerk.get(page(out)).text_
    assert "不能再改" in text
    assert "<textarea" not in text


def test_what_is_saved_stands_on_the_paper_and_on_the_letters_page(scene, clerk):
    letter = scene.handover()
    data = sent(
        letter,
        urgency="特急",
        co_issuers=["示例县财政局"],
        **{"annex-1-title": "名单", "annex-1-text": "\t", "annex-1-landscape": "on"},
    )
    answer = clerk.post(page(letter), status=400, **data)
    assert "请填写附件内容。" in answer.text_
    data["annex-1-text"] = f"序号\t单位\n1\t{HOSTILE}"
    text = clerk.post(page(letter), follow=True, status=200, **data).text_
    assert "须重新核稿" in text
    for words in ("特急", "示例县财政局", "附件：名单", "paper-land", "添加附件", "自加附件 1"):
        assert words in text, words
    assert "<script>甲" not in text
    assert "&lt;script&gt;甲&lt;/script&gt; {{ x }} {% y %} &amp; ]]&gt;" in text
    text = clerk.get(reverse("letter", args=(letter.pk,))).text_
    assert "特急；与示例县财政局联合发文；自加附件 1 个。" in text


def test_an_emptied_annex_is_gone(scene, clerk):
    letter = scene.handover()
    clerk.post(page(letter), **sent(letter, **{"annex-1-title": "甲", "annex-1-text": "文字"}))
    clerk.post(page(letter), **sent(letter, **{"annex-2-title": "乙", "annex-2-text": "文字"}))
    assert [row.title for row in letter.own_annexes.all()] == ["乙"]


def test_a_mistake_keeps_what_was_typed_and_stands_beside_its_annex(scene, clerk):
    letter = scene.handover()
    data = sent(letter, urgency="加急", **{"annex-1-title": "表", "annex-1-text": "甲\t乙"})
    answer = clerk.post(page(letter), status=400, **data)
    assert "第1行只有表头" in answer.text_
    assert "甲\t乙" in answer.text_
    assert answer.context["form"]["urgency"].value() == "加急"
    stale = clerk.post(page(letter), status=409, **data | {"version": 99})
    assert "刚被他人修改过" in stale.text_


def test_what_is_sent_too_late_is_refused_and_said(scene, clerk):
    letter = scene.in_state("for_signature")
    text = clerk.post(page(letter), status=409, **sent(letter, urgency="特急")).text_
    assert "请先退稿" in text
    assert "没有保存。" in text
    letter.refresh_from_db()
    assert letter.urgency == ""


def test_fields_are_those_the_kind_can_carry(scene, clerk):
    letter = scene.handover()
    fields = clerk.get(page(letter)).context["form"].fields
    assert {"urgency", "co_issuers"} <= set(fields)
    assert "sealed" not in fields
    part = scene.owed(due_on=DAY)
    prompt = drafting.draft_letter("prompt", scene.unit, [part], actor=scene.clerk, now=at())
    assert "co_issuers" not in clerk.get(page(prompt)).context["form"].fields
    reminder = drafting.draft_letter("reminder", scene.unit, [part], actor=scene.clerk, now=at())
    clerk.get(page(reminder), status=302)
    assert page(reminder) not in clerk.get(reverse("letter", args=(reminder.pk,))).text_


def test_only_the_office_of_the_county(scene, clerk, liaison, foreigner):
    letter = scene.handover()
    liaison.get(page(letter), status=404)
    foreigner.get(page(letter), status=404)
    out = scene.issued()
    liaison.get(page(out), status=403)


def test_a_joint_letter_is_not_offered_to_be_signed_here(scene, clerk, chief):
    letter = scene.handover()
    clerk.post(page(letter), **sent(letter, co_issuers=["示例县督查室"]))
    clerk.post(reverse("letter-check-send", args=(letter.pk,)))
    text = chief.get(reverse("letter", args=(letter.pk,))).text_
    assert f'action="{reverse("letter-sign", args=(letter.pk,))}"' not in text
    assert "送示例县督查室会签，签好后登记线下签发" in text
    letter.refresh_from_db()
    assert "会签（示例县督查室）：" in str(draft_sheet(shown(letter, today=DAY)))
