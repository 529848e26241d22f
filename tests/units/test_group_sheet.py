"""Reading the groups a plan addresses at once."""

from pathlib import Path

import pytest

from units.group_sheet import read_groups

DATA = Path(__file__).parent.parent / "data"


def read(*lines):
    text = "\n".join(("分组名称,别名,类型,成员", *lines))
    return read_groups(text.encode(), "分组.csv")


def test_the_groups_of_the_example_county():
    table = read_groups((DATA / "groups.csv").read_bytes(), "groups.csv")
    assert table.errors == ()
    towns, others, departments, police, team, _members = table.groups
    assert (towns.kind, towns.relations) == ("closed", ("township",))
    assert "各乡镇人民政府、街道办事处" in towns.aliases
    assert (others.kind, others.relations, others.members) == ("open", (), ())
    assert departments.relations == ("government", "party")
    assert police.members[:2] == ("公安", "市场监管")
    assert len(police.members) == 15
    assert (team.by_office, team.members) == (True, ())


def test_chinese_words_are_understood():
    table = read(
        "各执法单位,,封闭,名单=公安、住建", "各部门,,固定,关系：县政府部门", "有关单位,,开放,"
    )
    assert [group.kind for group in table.groups] == ["closed", "closed", "open"]
    assert table.groups[0].members == ("公安", "住建")
    assert table.groups[1].relations == ("government",)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (",,封闭,名单=公安", "第2行“分组名称”：没有填写，请补上分组名称。"),
        ("甲,,半开,", "第2行“类型”：不认识，可填：封闭（closed）、开放（open）。"),
        ("甲,,封闭,", "第2行“成员”：封闭分组须写明成员。"),
        ("甲,,封闭,relation=部门", "第2行“成员”：“部门”不是单位关系，可填："),
        ("甲,,封闭,relation=", "第2行“成员”：没有写明单位关系，可填："),
    ],
)
def test_errors_name_row_and_column(line, message):
    table = read(line)
    assert table.groups == ()
    assert str(table.errors[0]).startswith(message)


def test_a_name_used_twice_is_an_error():
    table = read("甲,乙,开放,", "乙,,开放,")
    assert [group.name for group in table.groups] == ["甲"]
    assert str(table.errors[0]) == "第3行“分组名称”：名称或别名与第2行重复。"
