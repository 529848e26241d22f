"""What the tables of a letter hold; the rest of the layout is tested with the docx."""

import pytest

from reports.docx.snapshot import Table
from reports.letters.compose import INSIDE, compose
from reports.letters.facts import Facts, Head, Item
from reports.letters.wording import propose

HEAD = Head("示例县依法治县办", "示例县依法治县办文件", "示委法治办函", "示委法治办")
ROW = ("1", "（一）任务", "牵头单位")


def composed(kind, requirement, **fields):
    item = Item("（一）", "任务", requirement, "牵头单位", None, long_term=True, **fields)
    facts = Facts(HEAD, "县司法局", 2026, items=(item,))
    return compose(kind, facts, propose(kind, facts))


def tables(blocks):
    return [block for block in blocks if isinstance(block, Table)]


@pytest.mark.parametrize("kind", ["handover", "request"])
def test_a_short_requirement_stands_in_the_letter(kind):
    letter = composed(kind, "要" * INSIDE)
    (table,) = tables(letter.blocks)
    assert table.rows[0][3] == "要" * INSIDE
    assert not letter.annexes


@pytest.mark.parametrize("kind", ["handover", "request"])
def test_a_long_one_stands_whole_in_an_annex(kind):
    text = "要" * (INSIDE + 1)
    letter = composed(kind, text)
    (table,) = tables(letter.blocks)
    assert text not in table.rows[0]
    (annex,) = letter.annexes
    assert tables(annex.blocks)[0].rows == (("1", "（一）任务", text),)


@pytest.mark.parametrize("kind", ["prompt", "reminder"])
def test_who_has_the_task_already_is_not_told_again(kind):
    letter = composed(kind, "要" * 500)
    (table,) = tables(letter.blocks)
    assert table.rows == ((*ROW, "长期"),)
    assert not letter.annexes


@pytest.mark.parametrize("kind", ["handover", "request", "prompt", "reminder"])
def test_rows_have_one_cell_per_column(kind):
    for requirement in ("短", "长" * 500):
        letter = composed(kind, requirement)
        for table in tables(letter.blocks):
            assert {len(row) for row in table.rows} == {len(table.columns)}


def test_groups_without_a_part_are_named_with_the_requirement():
    letter = composed("handover", "按要求办理", groups="责任单位：各乡镇（街道）")
    (table,) = tables(letter.blocks)
    assert table.rows[0][3] == "按要求办理（责任单位：各乡镇（街道））"
