"""Personal numbers in text: identity cards (GB 11643), mobile phones, bank cards (Luhn)."""

import re
import unicodedata
from datetime import date

from units.errors import Refused

PERSONAL = "检测到疑似个人信息（{kinds}），请遮挡后重新上传。"

_ID_CARD = re.compile(r"(?<![\dA-Za-z])(\d{6})[ -]?(\d{8})[ -]?(\d{3}[\dXx])(?![\dA-Za-z])")
_PHONE = re.compile(r"(?<![\d.])(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?![\d.]\d|\d)")
_CARD = re.compile(
    r"(?<![\d.])(?:\d{4}[ -]){3}\d{4}(?:[ -]?\d{1,3})?(?!\d)|(?<![\d.])\d{16,19}(?!\d)"
)
_CARD_STARTS = ("62", "4", "51", "52", "53", "54", "55", "35", "60", "65")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
_REGION = re.compile(r"1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|91")


def is_id_card(number: str) -> bool:
    """Whether 18 characters are a citizen identity number: region, birthday, GB 11643 check."""
    if not _REGION.match(number) or not _is_birthday(number[6:14]):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return _CHECK[total % 11] == number[17].upper()


def is_bank_card(number: str) -> bool:
    """Whether 16 to 19 digits are a card number: a known start and the Luhn check."""
    if not number.startswith(_CARD_STARTS):
        return False
    total = 0
    for place, digit in enumerate(reversed(number)):
        doubled = int(digit) * (2 if place % 2 else 1)
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0


def personal_kinds(text: str) -> list[str]:
    """Return what kinds of personal numbers `text` holds, as shown to people."""
    plain = unicodedata.normalize("NFKC", text)
    cards = (re.sub(r"\D", "", found) for found in _CARD.findall(plain))
    found = {
        "身份证号": any(is_id_card("".join(parts)) for parts in _ID_CARD.findall(plain)),
        "手机号": _PHONE.search(plain) is not None,
        "银行卡号": any(is_bank_card(card) for card in cards),
    }
    return [kind for kind, there in found.items() if there]


def refuse_personal(text: str) -> None:
    """Raise Refused when `text` holds personal numbers."""
    kinds = personal_kinds(text)
    if kinds:
        raise Refused(PERSONAL.format(kinds="、".join(kinds)))


def _is_birthday(digits: str) -> bool:
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return 1900 <= born.year <= 2100
