"""The name a file comes with: its ending, and what it may say."""

import re
import unicodedata

from indicators.uploads.types import LISTED, TYPES, FileType
from units.errors import Refused
from units.words import refuse_secret

NAME_LENGTH = 200
# Control characters, and marks that turn the reading order so that exe looks like pdf.
_HIDDEN = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


def check_name(name: str) -> tuple[str, FileType]:
    """Return the name as it will be shown (folders cut off, ≤ 200 characters) and its type.

    Raises Refused for hidden characters, an ending that is not on the list and words of secrecy.
    """
    shown = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1].strip()
    if _HIDDEN.search(shown):
        raise Refused("文件名含有不可见字符，请改名后重新上传。")
    stem, dot, ending = shown.rpartition(".")
    kind = TYPES.get(ending.lower())
    if not dot or not stem.strip() or kind is None:
        raise Refused(f"“{shown[-40:]}”不是可以上传的文件类型，请使用：{LISTED}。")
    refuse_secret(stem, where="文件名")
    room = NAME_LENGTH - len(ending) - 1
    return f"{stem[:room]}.{ending}", kind
