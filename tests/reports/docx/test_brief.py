from dataclasses import replace

import pytest

from reports.docx import DoesNotFit, render
from reports.docx.samples import sample
from reports.docx.snapshot import Column, Paragraph, Table
from reports.pdf import to_pdfs
from tests.reports.docx.measure import pages


def test_a_brief_refuses_to_grow_and_says_by_how_much():
    letter = replace(sample("brief"), blocks=(Paragraph(0, "文" * 600),))
    with pytest.raises(DoesNotFit, match=r"超出\d+行"):
        render(letter)


def test_the_longest_briefs_that_are_let_through_are_one_page():
    table = Table((Column("事项", "text", 3), Column("单位")), (("事" * 40, "单位"),) * 3)
    full = []
    for blocks in ((Paragraph(0, "文"),), (table, Paragraph(1, "一、文"))):
        letter = replace(sample("brief"), blocks=blocks)
        while True:
            longer = replace(letter, blocks=(*letter.blocks, Paragraph(0, "文件2026" * 5)))
            try:
                render(longer)
            except DoesNotFit:
                break
            letter = longer
        assert len(letter.blocks) > 5
        full.append(render(letter))
    assert [len(pages(data)) for data in to_pdfs(full)] == [1, 1]
