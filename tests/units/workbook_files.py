"""Workbooks for the tests, sound and hostile, built as bytes."""

import io
import random
import zipfile
from functools import cache

from openpyxl import Workbook

NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = "xl/worksheets/sheet1.xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def workbook(rows, merges=(), title="表"):
    """A plain xlsx of one sheet."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    for row in rows:
        sheet.append(row)
    for merge in merges:
        sheet.merge_cells(merge)
    return saved(book)


def saved(book):
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def with_parts(data, parts):
    """The xlsx with some parts replaced or added."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return target.getvalue()


def with_sheet(sheet_data, before="", after=""):
    """An xlsx whose sheet XML is given by hand."""
    xml = f'<worksheet xmlns="{NAMESPACE}"><sheetData>{sheet_data}</sheetData>{after}</worksheet>'
    return with_parts(workbook([["一"]]), {SHEET: before + xml})


@cache
def hostile():
    """Name → bytes of files that must be refused, each for its own reason."""
    sound = workbook([["一级指标", "二级指标", "三级指标"], ["甲", "乙", "丙"]])
    doctype = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    cell = '<row r="1"><c r="A1" t="inlineStr"><is><t>&e;</t></is></c></row>'
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    near = '<row r="1"><c r="A1"><v>1</v></c></row>'
    utf16 = f'<?xml version="1.0" encoding="UTF-16"?><worksheet xmlns="{NAMESPACE}"/>'
    return {
        "empty": b"",
        "text": "这是一段文字".encode(),
        "only_magic": b"PK\x03\x04",
        "truncated": sound[: len(sound) // 2],
        "cut_tail": sound[:-30],
        "encrypted": OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600,
        "old_xls": OLE + b"\0" * 2000,
        "macros": with_parts(sound, {"xl/vbaProject.bin": b"VBA"}),
        "macro_type": with_parts(
            sound,
            {"[Content_Types].xml": '<Types><Override ContentType="x.macroEnabled"/></Types>'},
        ),
        "bomb": with_parts(sound, {SHEET: b" " * 60_000_000}),
        "picture_bomb": with_parts(sound, {"xl/media/image1.png": b"\0" * 60_000_000}),
        "lying_sizes": lying(with_parts(sound, {SHEET: b" " * 30_000_000})),
        "long_cell": with_sheet(
            f'<row r="1"><c r="A1" t="inlineStr"><is><t>{"字" * 70_000}</t></is></c></row>'
        ),
        "element_flood": with_sheet('<row r="1">' + "<c/>" * 1_300_000 + "</row>" + noise()),
        "same_name_twice": archive_of_pairs([("xl/workbook.xml", "<a/>"), ("XL/workbook.xml", "")]),
        "entity": with_sheet(cell, before=doctype),
        "far_cell": with_sheet(near + far),
        "wide_text": shared_text_bomb(),
        "merge_flood": with_sheet(
            "".join(f'<row r="{n}"><c r="J{n}"><v>1</v></c></row>' for n in range(1, 1001)),
            after="<mergeCells>" + '<mergeCell ref="A1:J1000"/>' * 1000 + "</mergeCells>",
        ),
        "broken_xml": with_parts(sound, {SHEET: "<worksheet><sheetData><row>"}),
        "utf16": with_parts(sound, {SHEET: utf16.encode("utf-16")}),
        "no_workbook": archive_of_pairs([("word/document.xml", "<w/>")]),
        "oversize": b"PK\x03\x04" + b"\0" * (20 * 1024 * 1024),
    }


def shared_text_bomb():
    """One 30,000-character text, shown in 9,000 cells."""
    texts = f'<sst xmlns="{NAMESPACE}"><si><t>{"字" * 30_000}</t></si></sst>'
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 9_001))
    return with_parts(with_sheet(cells), {"xl/sharedStrings.xml": texts})


def archive_of_pairs(pairs):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in pairs:
            archive.writestr(name, content)
    return target.getvalue()


def lying(data):
    """The archive with every declared size of its largest part set to 1,000 bytes."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        largest = max(member.file_size for member in archive.infolist())
    return data.replace(largest.to_bytes(4, "little"), (1_000).to_bytes(4, "little"))


def noise():
    """A comment that does not compress, so that the ratio alone does not give a flood away."""
    return f"<!--{random.Random(1).randbytes(60_000).hex()}-->"
