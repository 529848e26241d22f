"""What a 通报 carries beside its words: joint, without a seal, with more annexes."""

from datetime import date

import pytest
from django.urls import reverse

from reports.docx import render
from reports.models import LetterAnnex
from reports.services.letters.building import shown
from reports.services.letters.carrying import AnnexWords, Choice, carry
from tests.reports.notices.world import COMPILED, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.core]
OFFICES = ["示例县财政局", "示例县督查室"]
TODAY = date(2026, 3, 31)


@pytest.fixture
def notice(scene):
    scene.head.joint_offices = "\n".join(OFFICES)
    scene.head.save()
    scene.late()
    notice = scene.compile()
    choice = Choice("加急", False, OFFICES, [AnnexWords(1, "名词说明", "一段说明。")])
    carry(notice.letter_id, choice, actor=scene.clerk, now=COMPILED)
    notice.letter.refresh_from_db()
    return notice


def test_it_stands_on_the_paper_after_the_table_of_progress(notice):
    paper = shown(notice.letter, today=TODAY)
    assert (paper.urgency, paper.sealed, list(paper.co_issuers)) == ("加急", False, OFFICES)
    assert [annex.title for annex in paper.annexes][1:] == ["名词说明"]
    text = text_of(render(paper))
    for words in ("加急", "一段说明。", "2.\t名词说明"):
        assert words in text, words


def test_the_next_draft_carries_it_too(scene, notice):
    after = scene.compile().letter
    assert after.pk != notice.letter_id
    assert (after.urgency, after.sealed, after.co_issuers) == ("加急", False, OFFICES)
    assert [row.title for row in after.own_annexes.all()] == ["名词说明"]
    assert LetterAnnex.objects.count() == 2


def test_it_is_frozen_with_the_rest_when_the_notice_is_sent(scene, notice):
    letter = scene.send(notice)
    letter.own_annexes.all().delete()
    letter.refresh_from_db()
    assert [annex.title for annex in shown(letter, today=TODAY).annexes][1:] == ["名词说明"]


def test_the_page_of_the_notice_leads_to_it(scene, notice, go):
    page = go(scene.clerk, "notice", notice.pk).content.decode()
    assert reverse("letter-carried", args=(notice.letter_id,)) in page
    assert "与示例县财政局、示例县督查室联合发文；不加盖印章；自加附件 1 个。" in page
    fields = go(scene.clerk, "letter-carried", notice.letter_id).context["form"].fields
    assert {"urgency", "co_issuers", "sealed"} <= set(fields)
