"""Chinese and Arabic numerals as numbers."""

from __future__ import annotations

DIGITS = {letter: value for value, letter in enumerate("〇一二三四五六七八九")} | {"两": 2}
CHINESE = "〇一二三四五六七八九十百廿两"


def number_of(words: str) -> int | None:
    """`12`, `十二`, `二十`, `二〇二六` → the number; None if the words are no number."""
    if words.isdecimal():
        return int(words)
    if not words or any(letter not in CHINESE for letter in words):
        return None
    if all(letter in DIGITS for letter in words):
        return int("".join(str(DIGITS[letter]) for letter in words))
    total, digit = 0, None
    for letter in words.replace("廿", "二十"):
        if letter in DIGITS:
            digit = DIGITS[letter]
        else:
            total += (1 if digit is None else digit) * (10 if letter == "十" else 100)
            digit = None
    return total + (digit or 0)


def chinese_of(number: int) -> str:
    """1 → 一, 12 → 十二, 103 → 一百〇三 (as Word counts; below 1000)."""
    letters = "〇一二三四五六七八九"
    if not 0 < number < 1000:
        return str(number)
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    words = f"{letters[hundreds]}百" if hundreds else ""
    if tens:
        words += ("" if tens == 1 and not hundreds else letters[tens]) + "十"
    elif hundreds and ones:
        words += "〇"
    return words + (letters[ones] if ones else "")
