"""Whatever is pasted is answered: no text takes the reading out of all proportion."""

import random
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tasks.plan import PlanUnreadable, read_text
from tests.tasks.plan.answers import PLANS
from tests.tasks.plan.test_properties import PIECES

FULL = 200_000
# No measure of speed (`make bench` has those): what explodes takes minutes.
SECONDS = 20
PLAN = (PLANS / "00-haiyuan-2023.txt").read_text()


def work(text):
    """CPU seconds until the text is read or refused with a sentence."""
    began, refusal = time.process_time(), "。"
    try:
        read_text(text, year=2026)
    except PlanUnreadable as error:
        refusal = str(error)
    assert refusal.endswith("。")
    return time.process_time() - began


def filled(piece, lines=9_900):
    """The piece again and again: 200,000 characters, or as many lines as are read."""
    text = (piece * (FULL // len(piece) + 1))[:FULL]
    return "\n".join(text.split("\n")[:lines])


@pytest.mark.parametrize(
    "piece",
    [
        "胡言乱语",
        " ",
        "第一",
        "()",
        "（县司法局）",
        "责任单位：县司法局。",
        "责任单位：县司法局\n",
        "牵头单位 县司法局\n",
        "牵头单位：\n",
        "序号|任务|责任单位\n1|甲|县司法局\n",
        "推进改革工作任务（县司法局）\n",
        "一、甲\n（一）乙\n1.丙\n（1）丁\n",
        "甲乙\n",
        "胡" * 36 + "\n",
    ],
)
def test_one_piece_without_end_is_answered(piece):
    if "\n" not in piece:  # paragraphs as long as they may be
        piece = (piece * 20_000)[:19_999] + "\n"
    assert work(filled(piece)) < SECONDS


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(PIECES.filter(bool), min_size=1, max_size=6).map("".join))
def test_any_pieces_without_end_are_answered(piece):
    assert work(filled(piece)) < SECONDS


@pytest.mark.parametrize(
    "letters", [PLAN, PLAN.replace("\n", ""), "由牵头负责局、，。；：()\n 1一"]
)
def test_shuffled_letters_are_answered(letters):
    assert work("".join(random.Random(7).choices(letters, k=FULL))) < SECONDS


def test_a_long_plan_is_read_whole():
    text = PLAN * 6
    assert len(text) > 50_000
    assert work(text) < SECONDS
    assert len(read_text(text, year=2026).tasks) >= 180


def test_a_paragraph_of_20000_letters_is_read():
    long = "推进法治政府建设。" * 2_200
    text = f"1.建立台账。{long}\n牵头单位：县司法局\n2.开展培训。\n牵头单位：县财政局\n"
    assert [task.lead for task in read_text(text, year=2026).tasks] == [
        ("县司法局",),
        ("县财政局",),
    ]
    assert work(text) < SECONDS


def test_what_is_too_long_is_refused_with_the_way_out():
    for text, words in (
        ("字" * 200_001, "200000"),
        ("甲\n" * 10_001, "行"),
        ("字" * 20_001, "分段"),
    ):
        with pytest.raises(PlanUnreadable, match=words):
            read_text(text, year=2026)
