"""The progress table: who answers for a task, and what is said of bodies that may only be asked."""

import io

import pytest
from openpyxl import load_workbook

from reports.docx import render
from reports.letters.notice_annexes import answering
from reports.services.letters.building import shown
from reports.services.notices.annex import annex_of
from tasks.choices import PartRole
from tests import factories as make
from tests.reports.notices.world import CLEARED, COMPILED, DUE, text_of
from units.choices import ASKED_ONLY, Relation
from units.clock import local_date

pytestmark = pytest.mark.django_db


def given(scene, *bodies):
    """A task given to bodies in roles; returns its parts."""
    task = make.task(scene.campaign, due_on=DUE)
    return make.issued(task, *bodies, by=scene.clerk)


def line_of(notice, part):
    return next(row for row in notice.figures["progress"] if row["task_id"] == part.task_id)


def in_files(notice, number):
    """Return the row of a task in the docx (words) and in the xlsx (cells)."""
    document = text_of(render(shown(notice.letter, today=local_date(CLEARED))))
    paper = next(line for line in document.split("附件")[-1].splitlines() if number in line)
    sheet = load_workbook(io.BytesIO(annex_of(notice.figures))).worksheets[0]
    cells = next(row for row in sheet.iter_rows(values_only=True) if number in str(row[1]))
    return paper, cells


@pytest.mark.parametrize("relation", sorted(ASKED_ONLY))
def test_a_body_that_was_asked_never_leads_and_is_never_scored(scene, relation):
    court = make.unit(scene.county, "县法院", relation=relation)
    (part,) = given(scene, (court, PartRole.LEAD))
    notice = scene.compile()
    line = line_of(notice, part)
    assert (line["leads"], line["asked"], line["done"]) == ([], ["县法院"], None)
    paper, cells = in_files(notice, part.task.number)
    assert paper.endswith("协助单位：县法院 — 1 — 商请协助")
    assert cells[2:] == ("协助单位：县法院", "—", 1, "—", "商请协助")
    assert not notice.figures["late"]


def test_beside_told_leads_it_is_left_out(scene):
    court = make.unit(scene.county, "县法院", relation=Relation.JUDICIAL)
    part, _ = given(scene, (court, PartRole.LEAD), (scene.unit, PartRole.LEAD))
    paper, cells = in_files(scene.compile(), part.task.number)
    assert "县法院" not in paper
    assert cells[2] == "县司法局"


def test_whoever_answers_for_a_task_without_a_told_lead_stands_there(scene):
    court = make.unit(scene.county, "县法院", relation=Relation.JUDICIAL)
    part, _ = given(scene, (court, PartRole.LEAD), (scene.other, PartRole.RESPONSIBLE))
    line = line_of(scene.compile(), part)
    assert (line["leads"], line["asked"], line["state"]) == (["县教育局"], [], "办理中")


def test_all_done_waits_for_the_office(scene):
    first, second = given(
        scene, (scene.unit, PartRole.RESPONSIBLE), (scene.other, PartRole.RESPONSIBLE)
    )
    scene.finish(first, DUE)
    assert line_of(scene.compile(), first)["state"] == "办理中"
    scene.finish(second, DUE)
    assert line_of(scene.compile(COMPILED), first)["state"] == "待销号"


def test_figures_frozen_before_the_asked_were_told_apart_still_print():
    line = {"leads": ["县司法局"], "due_on": None, "parts": 1, "done": 0, "state": "办理中"}
    assert answering(line) == "县司法局"
    assert answering({**line, "leads": []}) == "—"
