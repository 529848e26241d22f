"""What the pages around a letter say of it: who only helps, who drafted, what came in since."""

import re
from datetime import date

import pytest
from django.urls import reverse

from reports.services.letters import drafting
from tasks.services.workflow import ACTIONS
from tests import factories as make
from tests.factories import at
from tests.reports.factories import later
from tests.reports.notices.world import text_of
from units.access import system_seat
from units.choices import Relation

pytestmark = pytest.mark.django_db


def page_of(letter):
    return reverse("letter", args=(letter.pk,))


def test_a_body_that_is_only_asked_is_said_to_help(scene, clerk):
    office = make.unit(scene.county, "县纪委监委", relation=Relation.DISCIPLINE)
    letter = drafting.draft_letter(
        "request", office, [scene.part(office)], actor=scene.clerk, now=at()
    )
    text = clerk.get(page_of(letter)).text_
    assert '<td data-label="责任类别">协助单位</td>' in text
    assert (
        '<td data-label="责任类别">协助单位</td>' not in clerk.get(page_of(scene.handover())).text_
    )


def test_the_sheet_counts_the_copies_and_says_who_drafted(scene, clerk):
    part = scene.owed(due_on=date(2026, 3, 4))
    actor = system_seat(scene.county)
    letter = drafting.draft_letter("supervision", scene.unit, [part], actor=actor, now=at())
    docx = clerk.get(reverse("letter-sheet", args=(letter.pk,))).content
    words = text_of(docx)
    assert "平台自动拟稿" in words
    # To the unit, to the two that get a copy, and one to keep.
    assert re.search(r"印制份数 4\b", words)


def test_a_prompt_whose_parts_came_in_says_so(scene, clerk, noon):
    part = scene.owed(due_on=date(2026, 3, 4))
    letter = drafting.draft_letter("prompt", scene.unit, [part], actor=scene.clerk, now=at())
    ACTIONS["submit"](part.pk, actor=scene.liaison, now=later(0, 11), text="已完成", proofs=[])
    assert "请停止发出这份文书" in clerk.get(page_of(letter)).text_
