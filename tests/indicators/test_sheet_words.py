"""Running numbers, methods, ticks and material lists inside the cells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.sheets.rows import CHAIN_TAGS, YEAR_MARKS, Material
from indicators.sheets.words import (
    METHOD_LABELS,
    read_materials,
    read_methods,
    read_tick,
    split_number,
)
from tests.indicators.factories import write_materials


@pytest.mark.parametrize(
    ("text", "number", "title"),
    [
        ("一、政府职能", "一、", "政府职能"),
        ("十一、政务公开", "十一、", "政务公开"),
        ("(一)简政放权", "(一)", "简政放权"),
        ("（十二）简政放权", "（十二）", "简政放权"),
        ("1.公布清单", "1.", "公布清单"),
        ("1．公布清单", "1．", "公布清单"),
        ("12、公布清单", "12、", "公布清单"),
        ("1.2.3 公布清单", "1.2.3", "公布清单"),
        ("1.1公布清单", "1.1", "公布清单"),
        ("3 公布清单", "3", "公布清单"),
        ("(3)公布清单", "(3)", "公布清单"),
        ("①公布清单", "①", "公布清单"),
        ("第三条 公布清单", "第三条", "公布清单"),
        ("1.公布\n清单", "1.", "公布清单"),
    ],
)
def test_running_numbers_are_taken_out(text, number, title):
    assert split_number(text) == (number, title)


@pytest.mark.parametrize(
    "text",
    [
        "2025年度目录",
        "3项制度",
        "100%公开",
        "1.5个工作日办结",
        "一件事一次办",
        "十四五规划",
        "一、",
        "",
    ],
)
def test_numbers_of_the_sentence_stay(text):
    assert split_number(text) == ("", text)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("书面评审", ("written",)),
        ("网络检索、书面评审", ("written", "web")),
        ("书面评审/实地核查", ("written", "onsite")),
        ("书面评审，座谈；抽考", ("written", "interview", "exam")),
        ("实地核验和网络检索", ("onsite", "web")),
        ("1.书面评审\n2.满意度", ("written", "satisfaction")),
        ("座谈、访谈", ("interview",)),
        ("", ()),
    ],
)
def test_methods_as_words(text, codes):
    assert read_methods(text) == (codes, ())


def test_unknown_methods_are_handed_back():
    assert read_methods("书面评审、抽签") == (("written",), ("抽签",))


@pytest.mark.parametrize(("mark", "meaning"), [("✓", True), ("√", True), ("", False), ("/", False)])
def test_ticks(mark, meaning):
    assert read_tick(mark) is meaning


def test_a_strange_tick_is_not_guessed():
    assert read_tick("待定") is None


def test_materials_of_many_hands():
    text = "1.制度：清单文本（现行）\n2、【落实】检查记录(每年)；照片。\n照片"
    assert read_materials(text) == (
        Material("清单文本", "制度", "现行"),
        Material("检查记录", "落实", "每年"),
        Material("照片"),
    )


titles = st.text(alphabet="清单文本记录报告台账", min_size=1, max_size=12)
lines = st.builds(
    Material, titles, st.sampled_from(["", *CHAIN_TAGS]), st.sampled_from(["", *YEAR_MARKS])
)


@given(st.lists(lines, max_size=4, unique=True))
def test_materials_written_are_read_back(materials):
    assert read_materials(write_materials(tuple(materials))) == tuple(materials)


@given(st.text(max_size=60))
def test_no_text_breaks_the_words(text):
    number, title = split_number(text)
    assert len(number) + len(title) <= len(text)
    codes, _unknown = read_methods(text)
    assert set(codes) <= METHOD_LABELS.keys()
    assert all(line.title for line in read_materials(text))
