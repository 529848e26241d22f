"""The door: kinds of files, encodings, and what is refused."""

import zipfile
from io import BytesIO

import pytest

from tasks.plan import PlanUnreadable, read_plan, read_text
from tests.tasks.plan.office import saved, text_pdf, word, zipped

TEXT = "（一）清理文件。（牵头单位：县司法局；责任单位：县直各部门）\n（二）公示清单。（牵头单位：县数据局）"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_in_the_usual_encodings(encoding):
    reading = read_plan("plan.txt", TEXT.encode(encoding), year=2026)

    assert [task.lead for task in reading.tasks] == [("县司法局",), ("县数据局",)]


def test_a_text_pdf():
    reading = read_plan("plan.pdf", text_pdf(["一、任务", *TEXT.split("\n")]), year=2026)

    assert [(t.number, t.lead) for t in reading.tasks] == [
        ("（一）", ("县司法局",)),
        ("（二）", ("县数据局",)),
    ]


def test_a_text_without_tasks_is_doubted():
    reading = read_text("各位同志：大家好。", year=2026)

    assert reading.tasks == ()
    assert [doubt.code for doubt in reading.doubts] == ["no_tasks"]


def member(name, content):
    """A Word document with one member replaced."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(saved(word()))) as old, zipfile.ZipFile(stream, "w") as new:
        for item in old.namelist():
            if item != name:
                new.writestr(item, old.read(item))
        new.writestr(name, content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


ENTITY = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
HOSTILE = {
    "empty": b"",
    "blank": b" \n ",
    "scan": text_pdf([""]),
    "broken pdf": b"%PDF-1.7\nnothing",
    "old office": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "picture": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0" * 100,
    "other zip": zipped({"a.txt": "x"}),
    "entity": member("word/document.xml", ENTITY),
    "entity in numbers": member("word/numbering.xml", ENTITY),
    "laughs": member("word/document.xml", b'<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><a>&b;</a>'),
    "bomb": member("word/document.xml", b"<a>" + b" " * 12_000_000 + b"</a>"),
    "no body": member("word/document.xml", b"<a/>"),
    "cut off": saved(word())[:3000],
    "sheet without parts": zipped({"xl/workbook.xml": "<workbook/>"}),
    "sheet entity": zipped({"xl/workbook.xml": ENTITY}),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_what_cannot_be_read_is_refused_in_one_chinese_sentence(name):
    with pytest.raises(PlanUnreadable) as refusal:
        read_plan("a.docx", HOSTILE[name], year=2026)

    sentence = str(refusal.value)
    assert sentence.endswith("。")
    assert any("一" <= letter <= "龥" for letter in sentence)


def test_deep_nesting_is_refused():
    deep = "<w:ins>" * 400 + "</w:ins>" * 400
    text = (
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f"<w:body><w:p>{deep}</w:p></w:body></w:document>"
    )

    with pytest.raises(PlanUnreadable, match="嵌套"):
        read_plan("a.docx", member("word/document.xml", text.encode()), year=2026)
