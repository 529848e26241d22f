"""What people type: plain text, without words that must not enter a non-secret system (rule 13).

Services of every app take what was typed through `free_words` or `need_words`, files and their
names through `refuse_secret`. The rule is the state's (decree on guarding state secrets); the
notice on the log-in page says the same.
"""

import re
import unicodedata

from units.errors import Refused

# 手机密码, 杜绝密切 … hold the two characters by accident: the character before tells.
_ACCIDENTS = "手飞司电主动算有时危契班耳投单整客随"
_GAP = r"[ \u3000]{0,3}"
_SECRET = re.compile(
    rf"(?P<top>(?<![杜拒隔断谢回])绝{_GAP}密)"
    rf"|(?P<confidential>(?<![{_ACCIDENTS}])机{_GAP}密)"
    rf"|(?P<marked>秘{_GAP}密\s{{0,3}}[★☆✭⭐])"
    r"|(?P<internal>内部资料)"
    r"|(?P<work>工作秘密)"
)
_SHOWN = {
    "top": "绝密",
    "confidential": "机密",
    "marked": "秘密★",
    "internal": "内部资料",
    "work": "工作秘密",
}


def secret_word(text: str) -> str:
    """Return the first word of secrecy in `text` as it is shown to people, "" if none."""
    found = _SECRET.search(unicodedata.normalize("NFKC", text))
    return _SHOWN[found.lastgroup] if found and found.lastgroup else ""


def refuse_secret(text: str, *, where: str) -> None:
    """Raise Refused when `text` carries a word of secrecy; `where` names the place."""
    word = secret_word(text)
    if word:
        raise Refused(
            f"{where}含有“{word}”字样：本系统为非涉密系统，请勿上传，可登记为“线下备查”。"
        )


def free_words(value: str | None, label: str, field: str) -> str:
    """Return the text without blanks around it and with plain line ends, "" if there is none.

    Raises Refused, beside `field`, when it carries a word of secrecy.
    """
    text = (value or "").replace("\r\n", "\n").replace("\r", "\n").strip()
    secret = secret_word(text)
    if secret:
        words = f"{label}含有“{secret}”字样：本系统为非涉密系统，请删去后再办理，材料可登记为“线下备查”。"
        raise Refused(words, fields={field: words})
    return text


def need_words(value: str | None, label: str, field: str = "reason") -> str:
    """Return the text as `free_words` does, or refuse with a sentence that names what is missing."""
    text = free_words(value, label, field)
    if not text:
        raise Refused(f"请填写{label}。", fields={field: f"请填写{label}。"})
    return text
