import json
from dataclasses import replace
from datetime import date

import pytest

from reports.docx.frozen import from_json, to_json
from reports.docx.snapshot import (
    Annex,
    Column,
    Form,
    FormCell,
    FormRow,
    LetterSnapshot,
    Paragraph,
    SnapshotError,
    Table,
)

FULL = LetterSnapshot(
    kind="notice",
    title="关于重点任务的通报",
    issuer="示例县某办公室",
    addressees=("甲局", "乙局"),
    blocks=(
        Paragraph(1, "一、总体情况", rest="<b>&"),
        Table((Column("数", "number", 2),), (("1",), ("2",)), caption="表"),
        Form((1, 2), (FormRow((FormCell("拟稿", label=True), FormCell("")), 12),)),
    ),
    annexes=(Annex("进展表", (Paragraph(0, "文"),), landscape=True),),
    date=date(2026, 1, 8),
)


def test_a_snapshot_comes_back_equal_from_json_text():
    assert from_json(json.loads(json.dumps(to_json(FULL)))) == FULL


def test_no_date_stays_no_date():
    draft = replace(FULL, date=None)
    assert from_json(to_json(draft)) == draft


def test_an_older_snapshot_without_newer_fields_takes_their_defaults():
    assert from_json({"kind": "prompt", "title": "题", "issuer": "办"}).sealed is True


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"kind": "poem"}, "文书.kind"),
        ({"colour": "red"}, "colour"),
        ({"date": "8 January"}, "文书.date"),
        ({"sealed": 1}, "文书.sealed"),
        ({"template_version": True}, "文书.template_version"),
        ({"addressees": "甲局"}, "文书.addressees"),
        ({"addressees": ["甲局", 7]}, "文书.addressees[2]"),
        ({"blocks": [{"type": "script"}]}, "文书.blocks[1]"),
        ({"blocks": [{"type": "paragraph", "level": 9, "text": ""}]}, "文书.blocks[1].level"),
        ({"blocks": [{"type": "paragraph", "level": 0}]}, "text"),
        ({"annexes": ["进展表"]}, "文书.annexes[1]"),
    ],
)
def test_data_that_is_no_snapshot_is_refused_naming_the_place(change, place):
    with pytest.raises(SnapshotError, match=place.replace("[", r"\[")):
        from_json({**to_json(FULL), **change})
