"""Malformed, mis-named, swollen, scripted, locked and secret files: each one refused, with words."""

import struct
import zipfile
import zlib

import pytest

from tests.indicators.uploads import samples as s
from tests.indicators.uploads.checking import LIMIT, check
from tests.indicators.uploads.hostile_zip import HOSTILE_ZIPS
from units.errors import Refused

ID_CARD = "11010519491231002X"
BANK_CARD = "6222021234567890128"


def _bomb_png():
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    body = b"IHDR" + head
    return (
        b"\x89PNG\r\n\x1a\n"
        + struct.pack(">I", len(head))
        + body
        + struct.pack(">I", zlib.crc32(body))
        + b"\0\0\0\0IEND\xaeB`\x82"
    )


def _looped_ole():
    """The directory chain of this one points back to itself."""
    data = bytearray(s.doc())
    first = struct.unpack_from("<I", data, 48)[0]
    table = 512 * (struct.unpack_from("<I", data, 76)[0] + 1)
    struct.pack_into("<I", data, table + 4 * first, first)
    return bytes(data)


def _broken_pdf():
    return b"%PDF-1.7\n" + b"\xff\x00garbage" * 200 + b"\n%%EOF\n"


def _js(name=b"JavaScript"):
    return [b"<</S/" + name + b"/JS(app.alert\\(1\\))>>"]


ACTION = "/OpenAction 6 0 R"
HOSTILE = HOSTILE_ZIPS | {
    # names
    "程序.exe": (b"MZ\x90\0", "不是可以上传的文件类型"),
    "没有扩展名": (s.pdf(), "不是可以上传的文件类型"),
    ".pdf": (s.pdf(), "不是可以上传的文件类型"),
    "双扩展.pdf.exe": (s.pdf(), "不是可以上传的文件类型"),
    "宏.docm": (s.docx(), "不是可以上传的文件类型"),
    "宏.xlsm": (s.xlsx(), "不是可以上传的文件类型"),
    "网页.html": (b"<html>", "不是可以上传的文件类型"),
    "图.svg": (b"<svg/>", "不是可以上传的文件类型"),
    "包.zip": (s.zipped({"a": "b"}), "不是可以上传的文件类型"),
    "反\u202efdp.pdf": (s.pdf(), "不可见字符"),
    "空字节\0.pdf": (s.pdf(), "不可见字符"),
    "换行\n.pdf": (s.pdf(), "不可见字符"),
    "绝密文件.pdf": (s.pdf(), "文件名含有“绝密”"),
    "机 密.docx": (s.docx(), "文件名含有“机密”"),
    "秘密★10年.pdf": (s.pdf(), "文件名含有“秘密★”"),
    "内部资料汇编.docx": (s.docx(), "文件名含有“内部资料”"),
    "工作秘密清单.xlsx": (s.xlsx(), "文件名含有“工作秘密”"),
    # sizes
    "空.pdf": (b"", "0 字节"),
    "空.docx": (b"", "0 字节"),
    "太大.mp4": (b"\0" * (LIMIT + 1), "超过 100 MB"),
    # mis-named
    "程序.pdf": (b"MZ\x90\0" + b"\0" * 600, "看起来是Windows 程序"),
    "脚本.pdf": (b"#!/bin/sh\nrm -rf /\n", "看起来是脚本"),
    "网页.pdf": (b"<html><script>1</script>", "看起来是网页"),
    "压缩.docx": (b"Rar!\x1a\x07\0" + b"\0" * 100, "看起来是RAR"),
    "文档.jpg": (s.pdf(), "与扩展名 .jpg 不符"),
    "图片.pdf": (s.picture(), "与扩展名 .pdf 不符"),
    "图片.png": (s.picture(), "与扩展名 .png 不符"),
    "图片.heic": (s.picture("PNG"), "与扩展名 .heic 不符"),
    "表格.docx": (s.xlsx(), "结构不是Word"),
    "文档.xlsx": (s.docx(), "结构不是Excel"),
    "文档.ofd": (s.docx(), "结构不是OFD"),
    "新.doc": (s.docx(), "与扩展名 .doc 不符"),
    "旧.docx": (s.doc(), "与扩展名 .docx 不符"),
    "表.doc": (s.xls(), "结构不是 Word"),
    "文.xls": (s.doc(), "结构不是 Excel"),
    "文.et": (s.doc(), "结构不是 Excel"),
    "苹果.mp4": (b"\0\0\0\x14ftypqt  \0\0\2\0qt  " + b"\0" * 99, "与扩展名 .mp4 不符"),
    "照片.mp4": (s.heic(), "与扩展名 .mp4 不符"),
    "文本.pdf": ("只是一段文字".encode(), "与扩展名 .pdf 不符"),
    # damaged
    "半截.pdf": (s.pdf()[:200], "缺少结尾"),
    "乱码.pdf": (_broken_pdf(), "已损坏"),
    "半截.jpg": (s.picture(size=(400, 400))[:700], "图片已损坏"),
    "半截.png": (s.picture("PNG", size=(400, 400))[:200], "图片已损坏"),
    "半截.heic": (s.heic()[:200], "图片已损坏"),
    "半截.doc": (s.doc()[:700], "已损坏"),
    "半截.mp4": (s.mp4()[:-8], "视频文件已损坏"),
    "无内容.mp4": (s.mp4((b"free", b"\0" * 50)), "视频文件已损坏"),
    "零长.mp4": (s.mp4((b"moov", b""), (b"mdat", b""))[:-8] + b"\0\0\0\1mdat", "视频文件已损坏"),
    "头.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 600, "已损坏"),
    "回环.doc": (_looped_ole(), "已损坏"),
    # pictures too large to open
    "炸弹.png": (_bomb_png(), "像素过大"),
    # locked
    "加密.pdf": (s.pdf(trailer="/Encrypt 9 0 R"), "密码或权限"),
    "加密.doc": (s.doc(flags=0x0100), "密码"),
    "加密.xls": (s.xls((0x002F, b"\0" * 6)), "密码"),
    "加密包.doc": (s.compound({"EncryptedPackage": b"x", "EncryptionInfo": b"y"}), "密码"),
    "加密.docx": (s.compound({"EncryptedPackage": b"x"}), "与扩展名 .docx 不符"),
    # macros and scripts
    "宏.doc": (s.compound({"WordDocument": s.word_stream()}, ["Macros", "VBA"]), "宏"),
    "宏.xls": (s.xls(storages=["_VBA_PROJECT_CUR"]), "宏"),
    "宏表.xls": (s.xls((0x0085, b"\0\0\0\0\0\1\1\0a")), "宏"),
    "脚本动作.pdf": (s.pdf(catalog=ACTION, objects=_js()), "脚本"),
    "脚本改写.pdf": (s.pdf(catalog=ACTION, objects=_js(b"Java#53cr#69pt")), "名称写法异常"),
    "脚本藏匿.pdf": (s.pdf(objects=[s.packed_objects(_js()[0])]), "脚本"),
    "脚本改名.pdf": (s.pdf(objects=[s.packed_objects(_js(b"#4aavaScript")[0])]), "名称写法异常"),
    "启动.pdf": (s.pdf(objects=[b"<</S/Launch/F(cmd.exe)>>"]), "启动程序"),
    "播放.pdf": (s.pdf(objects=[b"<</S/Rendition/JS(1)>>"]), "多媒体"),
    "双层.pdf": (
        s.pdf(objects=[s.packed_objects(b"x", b"/Filter[/ASCIIHexDecode/FlateDecode]")]),
        "压缩方式异常",
    ),
    "对象过多.pdf": (s.pdf(objects=[b"/ObjStm " * 100]), "内部结构异常"),
    "对象炸弹.pdf": (s.pdf(objects=[s.packed_objects(b"0" * (70 << 20))]), "压缩炸弹"),
    # words of secrecy and personal numbers inside
    "正文.docx": (s.docx("绝密★启用前"), "文件正文含有“绝密”"),
    "正文.xlsx": (s.xlsx("内部资料 注意保存"), "文件正文含有“内部资料”"),
    "正文.ofd": (s.ofd("机密"), "文件正文含有“机密”"),
    "正文.doc": (s.doc("这是工作秘密"), "文件正文含有“工作秘密”"),
    "身份证.docx": (s.docx(f"身份证号{ID_CARD}"), "疑似个人信息（身份证号）"),
    "身份证拆开.docx": (
        s.docx(f"{ID_CARD[:6]}</w:t></w:r><w:r><w:t>{ID_CARD[6:]}"),
        "疑似个人信息（身份证号）",
    ),
    "手机.xlsx": (s.xlsx("张某", 13800138000), "疑似个人信息（手机号）"),
    "手机.pdf": (s.pdf("Tel 138-0013-8000"), "疑似个人信息（手机号）"),
    "银行卡.pdf": (s.pdf(f"card {BANK_CARD}"), "疑似个人信息（银行卡号）"),
    "银行卡.doc": (s.doc(f"账号{BANK_CARD}元"), "疑似个人信息（银行卡号）"),
    "都有.ofd": (s.ofd(f"{ID_CARD} 13900139000"), "身份证号、手机号"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_refused_with_a_sentence(name):
    data, words = HOSTILE[name]
    with pytest.raises(Refused) as caught:
        check(name.partition("|")[0], data)
    assert words in caught.value.message
    assert caught.value.message.endswith("。")


def test_there_are_many():
    assert len(HOSTILE) >= 60


def test_two_containers_glued_together_are_refused():
    data = b"MZ" + s.zipped(s.docx_parts("正文"), zipfile.ZIP_STORED)
    with pytest.raises(Refused, match="不符"):
        check("自解压.docx", data)
