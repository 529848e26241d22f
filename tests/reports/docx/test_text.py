"""Every text that goes in comes out of the docx, and none of it becomes markup."""

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.docx import render
from reports.docx.samples import sample
from reports.docx.snapshot import (
    Annex,
    Column,
    Form,
    FormCell,
    FormRow,
    LetterSnapshot,
    Paragraph,
    Table,
)
from tests.reports.docx.conftest import HOSTILE, KINDS
from tests.reports.docx.reading import paragraphs, parts, words

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
anything = st.text(
    st.characters(codec=None) | st.sampled_from("<>&\"'“”—…䶮㵲𬇙😀\t\n\x00\x0b]"), max_size=40
)
flat = st.text(
    st.sampled_from("<>&\"'“”法治政府关于的通报2026年《》𬇙😀\x01 "), min_size=1, max_size=30
)


def kept(text):
    return FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


@settings(max_examples=60, deadline=None)
@given(anything, anything, anything, anything, anything)
def test_body_tables_forms_and_annexes_keep_every_character(a, b, c, d, e):
    letter = LetterSnapshot(
        kind="notice",
        title="题",
        issuer="办",
        blocks=(
            Paragraph(0, a),
            Paragraph(2, b, rest=c),
            Table((Column(d), Column(e)), ((a, b), (c, d)), caption=e),
            Form((1, 1), (FormRow((FormCell(a, label=True), FormCell(b, foot=c))),)),
        ),
        annexes=(Annex("附", (Paragraph(0, d),)),),
        contacts=(e,),
        date=date(2026, 1, 8),
    )
    out = paragraphs(render(letter))
    for text in (a, b + "", d, e, kept(b) + kept(c)):
        assert any(kept(text) in found for found in out)
    assert kept(a) in out
    assert kept(d) in out


@settings(max_examples=60, deadline=None)
@given(flat, flat, flat, st.sampled_from(KINDS[:5]))
def test_heads_names_and_imprint_keep_every_character(title, name, number, kind):
    letter = LetterSnapshot(
        kind=kind,
        title=title,
        issuer=name,
        masthead=name,
        number=number,
        addressees=(name,),
        blocks=(Paragraph(0, "文"),),
        signature=title,
        cc=(name, title),
        printed_by=name,
        date=date(2026, 1, 8),
    )
    data = render(letter)
    text = "\n".join(paragraphs(data)).replace("\n", "")
    for given_text in (title, number, f"{name}：", f"抄送：{name}"):
        assert kept(given_text) in text
    core = words(parts(data)["word/document.xml"])
    assert kept(number) in core


@pytest.mark.parametrize("kind", KINDS)
def test_markup_in_a_text_stays_text(kind):
    data = render(replace(sample(kind), blocks=(Paragraph(0, HOSTILE),)))
    assert HOSTILE in paragraphs(data)


def test_a_unit_name_of_sixty_characters_is_whole():
    name = "示例县" + "某" * 56 + "局"
    out = paragraphs(render(replace(sample("handover"), addressees=(name,), signature=name)))
    assert f"{name}：" in out
    assert name in [text.replace("\n", "") for text in out]


def test_three_hundred_rows_come_out_in_order():
    columns = (Column("序号", "number"), Column("事项"))
    table = Table(columns, tuple((str(n), f"事项{n}") for n in range(300)))
    letter = replace(sample("notice"), annexes=(Annex("清单", (table,), landscape=True),))
    out = paragraphs(render(letter))
    assert [text for text in out if re.fullmatch(r"事项\d+", text)] == [
        f"事项{n}" for n in range(300)
    ]


def test_the_same_snapshot_gives_the_same_bytes():
    assert render(sample("notice")) == render(sample("notice"))
