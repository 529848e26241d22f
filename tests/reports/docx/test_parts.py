"""Small rules of single parts that need no paper to be seen."""

from dataclasses import replace

import pytest

from reports.docx import render
from reports.docx.samples import sample
from reports.docx.sheets import draft_sheet, receipt
from reports.docx.snapshot import Column, Form, FormCell, FormRow, SnapshotError, Table
from tests.reports.docx.reading import W, paragraphs, parts


@pytest.mark.parametrize(
    ("contacts", "printed"),
    [
        (
            ("联系人：某某某", "联系电话：0000-0000000"),
            "（联系人：某某某；联系电话：0000-0000000）",
        ),
        (("（联系人：某某某）",), "（联系人：某某某）"),
    ],
)
def test_the_note_stands_in_one_pair_of_brackets(contacts, printed):
    assert printed in paragraphs(render(replace(sample("prompt"), contacts=contacts)))


def test_addressees_that_hold_a_list_themselves_are_parted_by_commas():
    letter = replace(sample("prompt"), addressees=("各乡镇", "县政府各部门、各直属机构"))
    assert "各乡镇，县政府各部门、各直属机构：" in paragraphs(render(letter))


def test_a_joint_letter_bears_the_first_offices_mark_and_all_signatures():
    out = paragraphs(render(replace(sample("prompt"), co_issuers=("示例县财政局",))))
    assert sample("prompt").issuer in out
    assert any(text.endswith("\t示例县财政局") for text in out)
    assert not any("、示例县财政局" in text for text in out)


def test_a_row_out_of_shape_is_refused_in_words():
    table = Table((Column("甲"), Column("乙")), (("1",),), caption="清单")
    with pytest.raises(SnapshotError, match="表格“清单”第1行"):
        render(replace(sample("prompt"), blocks=(table,)))
    form = Form((1, 1), (FormRow((FormCell("甲"),)),))
    with pytest.raises(SnapshotError, match="表单第1行"):
        render(replace(sample("prompt"), blocks=(form,)))


def test_a_draft_sheet_repeats_what_the_letter_says():
    letter = replace(sample("notice"), urgency="加急")
    out = paragraphs(render(draft_sheet(letter, drafted_by="某某某", copies=80)))
    for text in (
        letter.title,
        letter.number,
        "加急",
        "80",
        "某某某",
        "各乡镇人民政府、县政府各部门、县直各有关单位",
    ):
        assert text in out


def test_a_single_annex_bears_no_ordinal_on_the_draft_sheet():
    first, second = sample("notice").annexes
    one, two = (
        paragraphs(render(draft_sheet(replace(sample("notice"), annexes=annexes))))
        for annexes in ((first,), (first, second))
    )
    assert first.title in one
    assert f"1. {first.title}" in "".join(two)


def test_a_draft_sheet_before_numbering_leaves_room_for_the_number():
    letter = replace(sample("notice"), number=None, code="示委法治办")
    assert "示委法治办〔　　〕　号" in paragraphs(render(draft_sheet(letter)))


def test_a_receipt_is_an_annex_of_the_letter():
    letter = replace(sample("handover"), annexes=(receipt(unit="县教育局"),))
    out = paragraphs(render(letter))
    assert "附件：回执" in out
    assert "县教育局" in out


def test_two_tables_in_a_row_stay_two():
    table = Table((Column("甲"),), (("1",),))
    root = parts(render(replace(sample("prompt"), blocks=(table, table))))["word/document.xml"]
    tables = list(root.iter(f"{W}tbl"))
    assert len(tables) == 2
    assert tables[0].getnext() is not tables[1]
