"""Files as people really send them pass."""

import pytest

from tests.indicators.uploads.checking import check
from tests.indicators.uploads.samples import GOOD


@pytest.mark.parametrize("name", GOOD)
def test_good_file_passes(name):
    check(name, GOOD[name]())
