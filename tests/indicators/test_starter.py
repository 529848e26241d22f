"""The starter system: complete, consistently numbered, with the split of methods it promises."""

import re
from collections import Counter

from indicators.sheets.rows import CHAIN_TAGS, YEAR_MARKS
from indicators.sheets.words import METHOD_LABELS
from indicators.starter import STARTER_TITLE, starter_table

TABLE = starter_table()
THIRD = [row for row in TABLE.rows if row.level == 3]
DIGITS = "一二三四五六七八九"


def plan_number(number):
    """7 → (七), 31 → (三十一): how a plan numbers its items."""
    tens, ones = divmod(number, 10)
    lead = "" if tens == 0 else ("" if tens == 1 else DIGITS[tens - 1]) + "十"
    return f"({lead}{DIGITS[ones - 1] if ones else ''})"


def test_it_says_that_it_is_an_example():
    assert STARTER_TITLE == "示例体系，请以正式指标体系替换"


def test_counts_per_level():
    assert TABLE.by_level[1] == 9
    assert TABLE.by_level[2] == 31
    assert 95 <= TABLE.by_level[3] <= 110


def test_thirty_nine_on_site_and_thirty_seven_on_the_web():
    assert TABLE.by_method["onsite"] == 39
    assert TABLE.by_method["web"] == 37
    assert TABLE.by_method.keys() == METHOD_LABELS.keys()


def test_every_third_level_indicator_has_a_method_and_most_are_read_in_writing():
    assert all(row.methods for row in THIRD)
    assert all(set(row.methods) <= METHOD_LABELS.keys() for row in THIRD)
    assert TABLE.by_method["written"] > len(THIRD) * 0.8


def test_every_item_of_the_plan_is_a_second_level_indicator():
    numbers = [row.task_number for row in TABLE.rows if row.level == 2]
    assert numbers == [plan_number(n) for n in range(1, 32)]
    assert {row.task_number for row in THIRD} == set(numbers)


def test_a_third_level_indicator_belongs_to_the_item_of_its_parent():
    item = {row.number: row.task_number for row in TABLE.rows if row.level == 2}
    assert all(row.task_number == item[row.parent_number] for row in THIRD)


def test_numbers_are_counted_without_gap_under_each_parent():
    children = Counter()
    for row in TABLE.rows:
        children[row.parent_number] += 1
        assert int(row.number.rpartition(".")[2]) == children[row.parent_number]
        assert row.number.count(".") == row.level - 1
    assert children.keys() - {row.number for row in TABLE.rows} == {""}


def test_each_item_has_two_to_four_indicators():
    children = Counter(row.parent_number for row in THIRD)
    assert set(children.values()) <= {2, 3, 4}


def test_titles_are_unique_and_short():
    titles = [row.title for row in TABLE.rows]
    assert len(set(titles)) == len(titles)
    assert all(len(title) <= 30 for title in titles)


def test_requirements_are_one_look_long_and_guidance_is_there():
    assert [r.number for r in THIRD if not 40 <= len(r.requirement) <= 120] == []
    assert [r.number for r in THIRD if not 12 <= len(r.guidance) <= 80] == []


def test_materials_carry_chain_and_years():
    for row in THIRD:
        assert 1 <= len(row.materials) <= 4
        assert {line.chain for line in row.materials} <= set(CHAIN_TAGS)
        assert {line.years for line in row.materials} <= set(YEAR_MARKS)


def test_methods_follow_from_what_is_looked_at():
    for row in THIRD:
        assert "onsite" in row.methods or not re.search("现场|实地|暗访", row.guidance), row.number
        assert "web" in row.methods or not re.search("网页|网址|网站", row.guidance), row.number
        assert "exam" in row.methods or "抽考" not in row.guidance, row.number


def test_no_real_place_is_named():
    text = "".join(row.title + row.requirement + row.guidance for row in TABLE.rows)
    assert not re.search("海原|中卫|宁夏|自治区", text)
