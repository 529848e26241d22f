"""doc, wps, xls and et: the main stream, passwords, macros, and text as far as it is cheap."""

import struct
from typing import BinaryIO

from indicators.uploads.office import MACRO
from indicators.uploads.ole import DAMAGED, Compound
from indicators.uploads.types import Family
from units.errors import Refused

MAX_TEXT_BYTES = 8 * 1024 * 1024
_MACRO_NAMES = frozenset({"Macros", "VBA", "_VBA_PROJECT", "_VBA_PROJECT_CUR", "PROJECTwm"})
_ENCRYPTED = "文件设有密码，请取消密码后再上传。"
# Records of a workbook stream ([MS-XLS] 2.3): begin, password, sheet entry, end.
_BOF, _FILEPASS, _BOUNDSHEET, _EOF = 0x0809, 0x002F, 0x0085, 0x000A


def read_old_office(stream: BinaryIO, family: Family) -> str:
    """Return the text found in a compound file after all checks; raises Refused."""
    compound = Compound(stream)
    names = compound.names()
    if "EncryptedPackage" in names or "EncryptionInfo" in names:
        raise Refused(_ENCRYPTED)
    if names & _MACRO_NAMES:
        raise Refused(MACRO)
    if family is Family.OLE_WORD:
        data = compound.read("WordDocument", MAX_TEXT_BYTES)
        _check_word(data)
    else:
        data = compound.read("Workbook", MAX_TEXT_BYTES) or compound.read("Book", MAX_TEXT_BYTES)
        _check_workbook(data)
    # Chinese text is UTF-16, plain digits may be one byte each.
    return data.decode("utf-16-le", "ignore") + "\n" + data.decode("latin-1")


def _check_word(data: bytes) -> None:
    """[MS-DOC] 2.5.2: wIdent 0xA5EC, and bit 0x0100 at offset 10 says encrypted."""
    if len(data) < 32 or struct.unpack_from("<H", data)[0] != 0xA5EC:
        raise Refused("文件内部结构不是 Word 文档，请用 WPS 或 Office 重新保存后再上传。")
    if struct.unpack_from("<H", data, 10)[0] & 0x0100:
        raise Refused(_ENCRYPTED)


def _check_workbook(data: bytes) -> None:
    if len(data) < 8 or struct.unpack_from("<H", data)[0] != _BOF:
        raise Refused("文件内部结构不是 Excel 工作簿，请用 WPS 或 Office 重新保存后再上传。")
    offset = 0
    while offset + 4 <= len(data):
        record, length = struct.unpack_from("<HH", data, offset)
        if record == _FILEPASS:
            raise Refused(_ENCRYPTED)
        # Sheet kinds 1 (Excel 4 macro sheet) and 6 (VBA module).
        if record == _BOUNDSHEET and length > 5 and data[offset + 9] in (1, 6):
            raise Refused(MACRO)
        if record == _EOF:
            return
        offset += 4 + length
    raise Refused(DAMAGED)
