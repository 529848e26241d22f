"""Numbers that stand in addresses and forms: read in one way everywhere, whatever was sent.

`str.isdigit` takes digits of other scripts, `int` refuses 5,000 digits with an error, and SQLite
one beyond 64 bits: whoever reads a number of a request asks here.
"""

from collections.abc import Iterable

from django.db.models import BigIntegerField

LARGEST = BigIntegerField.MAX_BIGINT
_DIGITS = len(str(LARGEST))


def whole_number(text: str | None, least: int, most: int) -> int | None:
    """Return the number a text writes in ASCII digits; None unless it lies in least…most."""
    if not text or len(text) > _DIGITS or not (text.isascii() and text.isdigit()):
        return None
    number = int(text)
    return number if least <= number <= most else None


def id_of(text: str | None) -> int | None:
    """Return the id of a row that a text names; None for what no row can have (a bigint key)."""
    return whole_number(text, 1, LARGEST)


def ids_of(texts: Iterable[str]) -> list[int]:
    """Return the ids that the texts name, each once and in order; what is no id is left out."""
    return list(dict.fromkeys(found for found in map(id_of, texts) if found is not None))
