"""A reading comes through the worker as it was read."""

from datetime import date

import pytest

from tasks.plan import read_plan, read_text
from tasks.plan.wire import pack, unpack
from tests.tasks.plan.answers import plan_files

ODD = "一、任务\n1.每季度末报送情况\ud83d。（牵头单位：县司法局；配合单位：县直各部门）3月底前报一次，12月底前完成。"


@pytest.mark.parametrize("path", plan_files(), ids=lambda path: path.name)
def test_a_published_plan_comes_back_equal(path):
    reading = read_plan(path.name, path.read_bytes(), year=2026, today=date(2026, 3, 1))
    assert unpack(pack(reading)) == reading


@pytest.mark.parametrize("text", [ODD, "各位同志：大家好。"])
def test_odd_text_comes_back_equal(text):
    reading = read_text(text, year=2026)
    assert unpack(pack(reading)) == reading
