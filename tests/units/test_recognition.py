"""Words of plans resolved to the bodies of 示例县."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.units.names import example_names, example_recognizer
from units.recognition import THRESHOLD, Recognizer, UnitName

RECOGNIZER = example_recognizer()


@pytest.mark.parametrize(
    ("word", "name", "how"),
    [
        ("县司法局", "县司法局", "exact"),
        ("县發展和改革局", "县发展和改革局", "exact"),
        ("县环保局", "市生态环境局示例县分局", "alias"),
        ("县卫计委", None, None),
        ("审批服务局", "县行政审批服务局", "alias"),
        ("县委政法委", "中共示例县委政法委员会", "exact"),
        ("示例县司法局", "县司法局", "prefix"),
        ("市司法局", "县司法局", "prefix"),
        ("旗财政局", "县财政局", "prefix"),
        ("海原县公安局", "县公安局", "prefix"),
        ("区委组织部", "中共示例县委组织部", "prefix"),
        ("市发展改革委", "县发展和改革局", "ending"),
        ("公安", "县公安局", "ending"),
        ("城关镇政府", "示例县城关镇人民政府", "ending"),
        ("各镇（街道）", "各乡镇(街道)", "group"),
        ("各乡镇<街道办>", "各乡镇(街道)", "alias"),
        ("各乡（镇）人民政府、街道办事处", "各乡镇(街道)", "alias"),
        ("市級各有關部門", "各相关部门", "group"),
        ("县直各单位", "县直各部门", "group"),
        ("各行政执法部门（单位）", "各行政执法单位", "group"),
        ("县财政局按职责分工负责", "县财政局", "exact"),
        ("县发改局等", "县发展和改革局", "exact"),
        ("市府办〔市大数据局〕", "示例县人民政府办公室", "bracket"),
    ],
)
def test_words_of_plans(word, name, how):
    match = RECOGNIZER.resolve(word)

    assert match.name == name
    if how:
        assert match.how == how
        assert match.score >= THRESHOLD


def test_every_name_resolves_to_its_own_body():
    for unit in example_names():
        for spelling in (unit.name, unit.short or unit.name):
            assert RECOGNIZER.resolve(spelling).target == unit.id


def test_a_slip_in_a_long_name_is_resolved_but_not_certain():
    match = RECOGNIZER.resolve("县市场监督管里局")

    assert (match.name, match.how, match.certain) == ("县市场监督管理局", "slip", False)
    assert THRESHOLD <= match.score < 1


def test_below_the_threshold_there_are_only_suggestions():
    match = RECOGNIZER.resolve("县司发局")

    assert match.target is None
    assert match.suggestions[0].name == "县司法局"
    assert match.suggestions[0].score < THRESHOLD


@pytest.mark.parametrize("word", ["县外星事务局", "县护城河指挥部", "局", "", "、"])
def test_unknown_words_stay_unknown(word):
    assert RECOGNIZER.resolve(word).target is None


def test_a_name_shared_by_two_units_resolves_to_neither():
    recognizer = Recognizer(
        [UnitName(1, "县农业局", aliases=("农牧局",)), UnitName(2, "县畜牧局", aliases=("农牧局",))]
    )

    assert recognizer.resolve("农牧局").target is None


def test_the_unit_inside_a_bracket_is_suggested():
    match = RECOGNIZER.resolve("司法局（县委依法治县办）")
    other = RECOGNIZER.resolve("市府办〔市大数据局〕")

    assert match.name == "县司法局"
    assert [s.name for s in other.suggestions] == ["县数据局"]


def test_groups_are_told_from_units():
    assert RECOGNIZER.resolve("各乡镇").kind == "group"
    assert RECOGNIZER.resolve("县司法局").kind == "unit"


def test_a_plan_of_300_words_takes_less_than_200_ms():
    names = example_names()
    spellings = [spelling for unit in names for spelling in unit.all_names()][:250]
    words = spellings + [f"县第{n}号工作专班" for n in range(50)]

    begun = time.process_time()
    recognizer = Recognizer(names, county="示例县")
    for word in words:
        recognizer.resolve(word)

    assert time.process_time() - begun < 0.2


@settings(max_examples=200, deadline=None)
@given(
    st.text(
        alphabet="县市区委政府司法财局办（）()<>、等各乡镇街道有关部门按职责分工 \n", max_size=20
    )
)
def test_any_word_gets_an_answer(word):
    match = RECOGNIZER.resolve(word)

    assert match.word == word
    assert (match.target is None) == (match.name is None)
    assert match.target is None or match.score >= THRESHOLD
