"""Lists of units and the roles that their words give."""

import pytest

from tasks.plan.passage import Passage
from tasks.plan.unitlist import read_units


def roles(text, role=None, word=""):
    found = read_units(Passage(text, range(len(text))), role, word)
    return [(unit.name, unit.role) for unit in found.units]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A局牵头，B局、C局配合", [("A局", "lead"), ("B局", "support"), ("C局", "support")]),
        ("A局、B局分别牵头", [("A局", "lead"), ("B局", "lead")]),
        ("由A局会同B局负责", [("A局", "lead"), ("B局", "responsible")]),
        ("A局牵头抓总，B局负责经费", [("A局", "lead"), ("B局", "responsible")]),
        ("A局（牵头）、B局、C局", [("A局", "lead"), ("B局", "support"), ("C局", "support")]),
        ("A局等市有关部门", [("A局", "responsible"), ("市有关部门", "responsible")]),
        ("A局等5个部门", [("A局", "responsible")]),
        ("市卫生健康委等，各县（市、区）政府（管委会）",
         [("市卫生健康委", "responsible"), ("各县（市、区）政府（管委会）", "responsible")]),
        ("县发展和改革局和县财政局及各乡镇<街道办>",
         [("县发展和改革局", "responsible"), ("县财政局", "responsible"), ("各乡镇<街道办>", "responsible")]),
        ("市府办〔市大数据局〕", [("市府办〔市大数据局〕", "responsible")]),
        ("王某某、县财政局", [("县财政局", "responsible")]),
        ("各县政府（含管委会，下同）", [("各县政府", "responsible")]),
        ("/", []),
    ],
)  # fmt: skip
def test_lists(text, expected):
    assert roles(text) == expected


def test_a_lead_label_is_stronger_than_a_general_verb():
    assert roles("A局按职责分工负责", "lead", "牵头单位") == [("A局", "lead")]


def test_a_verb_is_stronger_than_a_general_label():
    assert roles("A局牵头、B局配合", "responsible", "责任单位") == [
        ("A局", "lead"),
        ("B局", "support"),
    ]


@pytest.mark.parametrize(
    "note",
    [
        "列第一位为牵头单位，下同",
        "首位单位为牵头单位，下同",
        "第一责任单位为牵头单位，下同",
        "除标注“分别牵头”外，列第一位为牵头或汇总单位，下同",
    ],
)
def test_the_rule_of_the_first_named_unit(note):
    text = f"A局、B局（{note}）"
    found = read_units(Passage(text, range(len(text))))

    assert found.first_leads
    assert [unit.name for unit in found.units] == ["A局", "B局"]


def test_item_numbers_go_with_the_name():
    text = "A局（第2、3项）、B局（第4-6项）"
    found = read_units(Passage(text, range(len(text))))

    assert [(u.name, u.items) for u in found.units] == [("A局", (2, 3)), ("B局", (4, 5, 6))]
