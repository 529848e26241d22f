"""What people type about a task or a part: stripped, and refused where it names secrets."""

from indicators.uploads.words import secret_word
from units.errors import Refused


def free_words(value: str | None, label: str, field: str) -> str:
    """Return the text without blanks around it and with plain line ends, "" if there is none.

    Raises Refused, beside `field`, when it carries a word of secrecy: this is a non-secret system
    (decree on guarding state secrets; the notice on the log-in page says the same).
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
