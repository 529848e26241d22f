"""What the tables of a letter hold; the rest of the layout is tested with the docx."""

from dataclasses import replace
from datetime import date

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


def test_a_short_requirement_stands_in_the_letter():
    letter = composed("handover", "要" * INSIDE)
    (table,) = tables(letter.blocks)
    assert table.rows[0][3] == "要" * INSIDE
    assert not letter.annexes


def test_a_long_one_stands_whole_in_an_annex():
    text = "要" * (INSIDE + 1)
    letter = composed("handover", text)
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


def test_a_requirement_of_sentences_ends_as_one():
    letter = composed("handover", "一要部署。二要落实")
    assert tables(letter.blocks)[0].rows[0][3] == "一要部署。二要落实。"


def test_groups_without_a_part_are_named_with_the_requirement():
    letter = composed("handover", "按要求办理", groups="责任单位：各乡镇（街道）")
    (table,) = tables(letter.blocks)
    assert table.rows[0][3] == "按要求办理。责任单位：各乡镇（街道）。"


@pytest.mark.parametrize("requirement", ["自觉接受监督", "自觉接受监督" * 100])
def test_a_body_that_is_asked_is_not_told_the_governments_duties(requirement):
    letter = composed("request", requirement, groups="责任单位：各乡镇（街道）")
    assert "自觉接受监督" not in str(letter)
    assert "牵头单位" not in str(letter)
    (table,) = tables(letter.blocks)
    assert table.rows == (("1", "请结合职能，支持做好“任务”有关工作", "长期"),)
    assert "商请贵单位就以下事项予以支持协助。" in letter.blocks[0].text


CONSENT = "经县委、县政府同意，"
TOWN = replace(HEAD, consent_words=CONSENT)


def opening(kind, *, text=None, items=None, consent=True):
    item = Item("（一）", "任务", "", "牵头单位", date(2026, 3, 10), late=True)
    facts = Facts(
        TOWN, "城关镇", 2026, items=items or (item,), consent=consent, as_of=date(2026, 3, 20)
    )
    texts = propose(kind, facts)
    return compose(kind, facts, texts | ({"opening": text} if text else {})).blocks[0].text


def test_consent_stands_before_what_was_agreed_to():
    assert opening("handover").startswith(f"{CONSENT}为落实")
    assert opening("supervision").endswith(f"尚未收到办理情况。{CONSENT}现就该事项予以督办。")
    assert opening("prompt").endswith(f"尚未收到办理情况。{CONSENT}现予提示。")
    for kind in ("handover", "prompt", "supervision"):
        assert CONSENT not in opening(kind, consent=False)


def test_consent_is_said_once_whatever_a_person_wrote():
    said = f"贵单位有任务未报。{CONSENT}现提示如下。"
    assert opening("prompt", text=said) == said
    assert opening("supervision", text="贵单位有任务未报。") == (
        f"贵单位有任务未报。{CONSENT}现予督办。"
    )
