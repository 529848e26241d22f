from dataclasses import replace

import pytest

from reports.docx.samples import sample
from reports.docx.samples.county import UNITS
from reports.paper import paper_blocks, paper_format
from tests.reports.docx.conftest import HOSTILE, KINDS


def roles(letter):
    return [block.role for block in paper_blocks(letter)]


def test_a_notice_runs_from_its_mark_to_its_imprint():
    shown = roles(replace(sample("notice"), urgency="特急"))
    assert shown[:6] == ["urgency", "masthead", "number", "rule", "title", "addressees"]
    assert shown[-2:] == ["imprint", "printed"]
    assert shown.index("annex_note") < shown.index("signature") < shown.index("date")
    assert shown.index("date") < shown.index("annex_mark")


def test_the_offices_of_a_joint_issue_stand_beside_the_word_document():
    offices = ("示例县财政局", "示例县司法局")
    blocks = paper_blocks(replace(sample("report"), co_issuers=offices))
    (mark,) = [block for block in blocks if block.role == "masthead"]
    assert mark.text.split("\n") == [sample("report").issuer, *offices]
    assert mark.rest == "文件"


def test_a_letter_has_its_rule_over_the_number_and_no_printer():
    shown = roles(replace(sample("handover"), printed_by="某办", cc=("县委办公室",)))
    assert shown[:3] == ["masthead", "rule", "number"]
    assert shown[-1] == "imprint"


def test_a_draft_marks_what_is_still_blank():
    letter = replace(sample("notice"), number=None, code="示委法治办", date=None)
    blanks = {block.role: block.text for block in paper_blocks(letter) if block.blank}
    assert blanks == {"number": "示委法治办〔    〕  号", "date": "    年  月  日"}


def test_too_many_addressees_stand_in_the_imprint():
    blocks = paper_blocks(replace(sample("notice"), addressees=UNITS * 3))
    assert "addressees" not in [block.role for block in blocks]
    assert any(block.text.startswith("主送：县发展和改革局、") for block in blocks)


def test_texts_are_given_as_they_are():
    (*_, body) = [
        block
        for block in paper_blocks(replace(sample("prompt"), contacts=(HOSTILE,)))
        if block.role == "note"
    ]
    assert body.text == f"（{HOSTILE}）"


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_shows_its_title_and_content(kind):
    letter = sample(kind)
    blocks = paper_blocks(letter)
    assert letter.title.replace("\n", "") in [b.text.replace("\n", "") for b in blocks]
    assert {"body", "table", "form"} & {block.role for block in blocks}
    expected = "plain"
    if kind in ("notice", "report"):
        expected = "file"
    elif kind in ("handover", "request", "prompt", "supervision"):
        expected = "letter"
    assert paper_format(letter) == expected
