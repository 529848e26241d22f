"""What the page says of limits counted anew, and of a letter that is no longer true."""

from datetime import date

import pytest

from reports.services.letters import drafting
from tests.factories import DAY, at
from tests.reports.letters.test_letter_page import act, page_of
from units.access import system_seat

pytestmark = pytest.mark.django_db


def test_a_date_that_passed_meanwhile_brings_the_letter_back(scene, clerk, chief):
    letter = scene.signed(scene.handover(scene.part(due_on=DAY)))
    task = letter.items.get().assignment.task
    task.due_on = date(2026, 2, 27)
    task.save()
    answer = clerk.post(act(letter, "issue"), status=400)
    assert f"任务{task.number}的时限已过，请由负责人退稿" in answer.text_
    chief.post(act(letter, "reject"), **{"reject-reason": "时限已过"})
    answer = clerk.post(act(letter, "check"), follow=True, status=200)
    assert "请先到任务页改定时限" in answer.text_


def test_a_limit_counted_anew_is_said_to_drafter_and_signer(scene, clerk, chief):
    part = scene.owed(due_on=date(2026, 1, 5), day=date(2025, 12, 1))
    letter = drafting.draft_letter(
        "prompt",
        scene.unit,
        [part],
        actor=system_seat(scene.county),
        now=at(date(2026, 1, 12)),
        answer_by=date(2026, 1, 19),
    )
    page = clerk.get(page_of(letter)).text_
    assert "今天送签为 2026年3月9日（原为 2026年1月19日）" in page
    assert "请于2026年3月9日前" in page
    clerk.post(act(letter, "check-send"))
    page = chief.get(page_of(letter)).text_
    assert "限期已在送签时重新计算：2026年3月9日（拟稿时为 2026年1月19日）" in page
