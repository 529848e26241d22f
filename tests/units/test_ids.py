"""A number of a request is a key of a row, or nothing; never an error."""

import pytest

from units.ids import LARGEST, id_of, ids_of, whole_number

NO_IDS = ["", None, "0", "-1", "+1", " 1", "1.0", "1e3", "９９", "٣", "²", "9" * 30, "9" * 5000]


@pytest.mark.parametrize("text", [*NO_IDS, str(LARGEST + 1)])
def test_what_no_row_can_have_is_no_id(text):
    assert id_of(text) is None


def test_ids_are_read_once_each_and_in_order():
    assert id_of(str(LARGEST)) == LARGEST
    assert ids_of(["7", "3", "x", "07", "9" * 30, str(LARGEST)]) == [7, 3, LARGEST]


def test_a_number_lies_within_its_bounds():
    assert whole_number("2026", 2000, 2999) == 2026
    for text in ("1999", "3000", "020269999999", "二〇二六", None):
        assert whole_number(text, 2000, 2999) is None
