"""Bad docx, xlsx and ofd files: name (before |) → bytes and the words they are refused with."""

import io
import struct
import warnings
import zipfile

from tests.indicators.uploads import samples as s

XXE = (
    '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    f'<w:document xmlns:w="{s.WORD_NS}"><w:body>&x;</w:body></w:document>'
)
LAUGHS = (
    '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]>'
    f'<w:document xmlns:w="{s.WORD_NS}"><w:body>&c;</w:body></w:document>'
)


def _relations(kind, mode="External", target="https://example.invalid/x"):
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return (
        f'<Relationships xmlns="{s.REL_NS}"><Relationship Id="r1" Type="{base}/{kind}"'
        f' Target="{target}" TargetMode="{mode}"/></Relationships>'
    )


def _twice():
    target = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with zipfile.ZipFile(target, "w") as archive:
            for name, content in s.docx_parts("正文").items():
                archive.writestr(name, content)
            archive.writestr("WORD/document.xml", "<other/>")
    return target.getvalue()


def _locked():
    """The flag of encryption set on every member, as zip tools do."""
    data = bytearray(s.docx())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + place] |= 1
            at = data.find(mark, at + 4)
    return bytes(data)


def _lying():
    """A member that unpacks to more than its directory says."""
    data = bytearray(s.docx_with({"word/media/a.xml": "<a>" + "x" * 5000 + "</a>"}))
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        if data[at + 46 : at + 62] == b"word/media/a.xml":
            struct.pack_into("<I", data, at + 24, 10)
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


def _many_links():
    """As many as would take memory, different enough not to look like a bomb."""
    links = "".join(f'<Relationship Id="r{n * 7919 % 100_003}"/>' for n in range(100_010))
    return f"<a>{links}</a>"


def _many():
    return s.zipped(s.docx_parts("x") | {f"word/x{n}.bin": "" for n in range(6000)})


_MACRO_TYPES = s.TYPES_XML.replace("application/xml", "application/vnd.ms-word.macroEnabled+xml")

HOSTILE_ZIPS = {
    "半截.docx": (s.docx()[:-40], "已损坏"),
    "只有头.docx": (b"PK\x03\x04" + b"\0" * 100, "已损坏"),
    "空包.xlsx": (s.zipped({"a.txt": "x"}), "结构不是Excel"),
    "炸弹.docx": (s.docx_with({"word/a.xml": b"0" * (60 << 20)}), "压缩炸弹"),
    "炸弹.xlsx": (s.zipped({"xl/workbook.xml": b" " * (80 << 20)}), "压缩炸弹"),
    "炸弹.ofd": (s.zipped({"OFD.xml": b" " * (80 << 20)}), "压缩炸弹"),
    "部件过多.docx": (_many(), "部件过多"),
    "重名.docx": (_twice(), "部件重名"),
    "大小不实.docx": (_lying(), "已损坏"),
    "加密.docx|zip": (_locked(), "加密"),
    "加密.ofd": (s.zipped({"OFD.xml": "<OFD/>", "Encryptions.xml": "<a/>"}), "加密"),
    "越界.docx": (s.docx_with({"../../etc/cron": "x"}), "路径异常"),
    "绝对路径.docx": (s.docx_with({"/etc/cron": "x"}), "路径异常"),
    "带程序.docx": (s.docx_with({"word/media/a.exe": "MZ"}), "可执行程序"),
    "带脚本.ofd": (s.zipped({"OFD.xml": "<OFD/>", "Doc_0/a.js": "1"}), "可执行程序"),
    "宏.docx": (s.docx_with({"word/vbaProject.bin": "x"}), "宏"),
    "宏.xlsx": (s.zipped({"xl/workbook.xml": "<workbook/>", "xl/vbaProject.bin": "x"}), "宏"),
    "宏表.xlsx": (
        s.zipped({"xl/workbook.xml": "<workbook/>", "xl/macrosheets/sheet1.xml": "<a/>"}),
        "宏",
    ),
    "控件.docx": (s.docx_with({"word/activeX/activeX1.xml": "<a/>"}), "宏"),
    "改名宏.docx": (s.docx_with({"[Content_Types].xml": _MACRO_TYPES}), "宏"),
    "外部实体.docx": (s.docx_with({"word/document.xml": XXE}), "外部实体"),
    "实体炸弹.docx": (s.docx_with({"word/document.xml": LAUGHS}), "外部实体"),
    "旁支实体.xlsx": (s.zipped({"xl/workbook.xml": "<workbook/>", "xl/a.xml": XXE}), "外部实体"),
    "实体.ofd": (s.zipped({"OFD.xml": "<!DOCTYPE a><OFD/>"}), "外部实体"),
    "异码.docx": (
        s.docx_with({"word/document.xml": XXE.encode("utf-16")}),
        "编码异常",
    ),
    "声明异码.docx": (
        s.docx_with({"word/document.xml": '<?xml version="1.0" encoding="UTF-7"?><a/>'}),
        "编码异常",
    ),
    "不成对.docx": (s.docx_with({"word/document.xml": "<a><b></a>"}), "已损坏"),
    "根不对.docx": (s.docx_with({"word/document.xml": "<html/>"}), "结构不是Word"),
    "链接过多.docx": (
        s.docx_with({"word/_rels/a.rels": _many_links()}),
        "内容过多",
    ),
    "外部模板.docx": (
        s.docx_with({"word/_rels/settings.xml.rels": _relations("attachedTemplate")}),
        "外部模板",
    ),
    "外部对象.xlsx": (
        s.zipped(
            {
                "xl/workbook.xml": "<workbook/>",
                "xl/_rels/workbook.xml.rels": _relations("oleObject"),
            }
        ),
        "外部模板",
    ),
}
