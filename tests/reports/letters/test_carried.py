"""What a document carries beside its words, and which kinds can."""

from dataclasses import replace

import pytest

from reports.choices import LetterKind
from reports.docx import render
from reports.docx.samples import sample
from reports.docx.sheets import draft_sheet
from reports.docx.snapshot import Annex, Form, Paragraph
from reports.letters.carried import Carried, allowed
from reports.letters.compose import RECEIPT_WORDS, compose, has_receipt
from reports.letters.facts import Facts, Head, Item
from reports.letters.wording import propose

HEAD = Head("示例县依法治县办", "标志", "示委法治办函", "示委法治办", cc=("督查室", "县司法局"))
OWN = Annex("名单", (Paragraph(0, "甲"),))


def composed(kind="handover", *, requirement="要求", carried=None, demands=None, **fields):
    items = (Item("1", "任务", requirement, "牵头单位", None, long_term=True),)
    facts = Facts(HEAD, "县司法局", 2026, items=items, **fields)
    texts = propose(kind, facts)
    texts |= {} if demands is None else {"demands": demands}
    return compose(kind, facts, texts, carried=carried or Carried())


def titles(letter):
    return [annex.title for annex in letter.annexes]


def test_a_letter_carries_what_was_chosen():
    letter = composed(carried=Carried("特急", co_issuers=("示例县督查室",), annexes=(OWN,)))
    assert (letter.urgency, letter.co_issuers, letter.sealed) == ("特急", ("示例县督查室",), True)
    assert titles(letter) == ["名单"]


def test_who_issues_too_is_sent_no_copy():
    carried = Carried(co_issuers=("示例县督查室",))
    assert composed("supervision", carried=carried, as_of=None).cc == ()
    assert composed("supervision", as_of=None).cc == ("督查室",)


def test_a_reminder_never_gets_a_seal():
    assert not composed("reminder", carried=Carried(sealed=True)).sealed


def test_own_annexes_follow_those_of_the_machine_and_the_receipt_is_last():
    letter = composed(
        requirement="长" * 200, answers_on_paper=True, carried=Carried(annexes=(OWN,))
    )
    assert titles(letter) == ["任务工作要求", "名单", "回执"]
    assert has_receipt(letter)
    (form,) = letter.annexes[-1].blocks
    cells = [cell.text for row in form.rows for cell in row.cells]
    assert "县司法局" in cells
    assert letter.title in cells


def test_only_the_handover_of_a_unit_that_answers_on_paper_asks_for_the_receipt():
    asked = composed(answers_on_paper=True)
    assert str(asked.blocks).count(RECEIPT_WORDS) == 1
    for letter in (composed(), composed("prompt", answers_on_paper=True)):
        assert not has_receipt(letter)
        assert "回执" not in str(letter.blocks)


def test_who_writes_of_the_receipt_is_not_repeated():
    letter = composed(answers_on_paper=True, demands="请填写回执。")
    assert str(letter.blocks).count("回执") == 1
    assert has_receipt(letter)


@pytest.mark.parametrize("kind", LetterKind)
def test_each_kind_says_what_it_can_carry(kind):
    may = allowed(kind)
    assert may.anything == (kind not in {"reminder", "brief", "report"})
    assert may.joint == (kind in {"handover", "request", "supervision", "notice"})
    assert may.unsealed == (kind == "notice")


def test_the_sheet_to_sign_has_a_line_for_each_office():
    offices = ("示例县财政局", "示例县督查室")
    sheet = draft_sheet(replace(sample("prompt"), co_issuers=offices, urgency="加急"))
    (form,) = [block for block in sheet.blocks if isinstance(block, Form)]
    cells = [cell for cell in form.rows[0].cells if cell.text.startswith("会签")]
    assert [cell.text for cell in cells] == [f"会签（{name}）：" for name in offices]
    assert all(cell.foot == "年　　月　　日" for cell in cells)
    assert render(sheet)  # the cells of each row fill its columns
