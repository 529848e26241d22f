from dataclasses import replace

import pytest

from reports.docx import DoesNotFit, render
from reports.docx.samples import sample
from reports.docx.snapshot import Column, Paragraph, Table
from reports.pdf import to_pdfs
from tests.reports.docx.measure import pages

# Digits between characters, quotes and brackets: what a word processor sets wider than it counts.
_USUAL = (
    "到期未完成的承办事项19项，涉及18个单位。其中逾期时间较长的有：“全面落实证明事项告知承诺制”"
    "（县审批局，逾期55个工作日）。以上事项正在督促办理。"
)


def test_a_brief_refuses_to_grow_and_says_by_how_much():
    letter = replace(sample("brief"), blocks=(Paragraph(0, "文" * 600),))
    with pytest.raises(DoesNotFit, match=r"超出\d+行"):
        render(letter)


def test_the_longest_briefs_that_are_let_through_are_one_page():
    table = Table((Column("事项", "text", 3), Column("单位")), (("事" * 40, "单位"),) * 3)
    full = []
    plain, usual = Paragraph(0, "文件2026" * 5), Paragraph(1, "二、到期未完成。", _USUAL)
    for blocks, more in (
        ((Paragraph(0, "文"),), plain),
        ((table, Paragraph(1, "一、文")), plain),
        ((), usual),
    ):
        letter = replace(sample("brief"), blocks=blocks)
        while True:
            longer = replace(letter, blocks=(*letter.blocks, more))
            try:
                render(longer)
            except DoesNotFit:
                break
            letter = longer
        assert len(letter.blocks) >= 3
        full.append(render(letter))
    assert [len(pages(data)) for data in to_pdfs(full)] == [1, 1, 1]
