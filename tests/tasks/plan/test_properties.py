"""Whatever the text is: nothing is raised, and spans stay inside it and in order."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tasks.plan import PlanUnreadable, read_deadlines, read_plan, read_text
from tasks.plan.numbering import line_mark
from tests.tasks.plan.answers import PLANS
from units.characters import bracket_pairs, fold

PIECES = st.sampled_from(
    [
        "一、",
        "（一）",
        "1.",
        "(1)",
        "①",
        "第一条",
        "1.1",
        "●",
        "牵头单位：",
        "责任单位:",
        "(",
        ")",
        "（",
        "）",
        "〔",
        "〕",
        "<",
        ">",
        "【",
        "】",
        "、",
        "，",
        ";",
        "。",
        "\n",
        "\n\n",
        "\t",
        "  ",
        "县司法局",
        "县财政局",
        "各乡镇（街道）",
        "等",
        "按职责分工负责",
        "牵头",
        "配合",
        "会同",
        "由",
        "和",
        "及",
        "3月底前",
        "每季度末月20日前",
        "2026年2月30日前",
        "第五季度前",
        "13月前",
        "99月99日前",
        "长期坚持",
        "完成时限：",
        "列第一位为牵头单位，下同",
        "推进改革",
        "序号",
        "工作任务",
        "完成时限",
        "",
        " ",
        "---",
        "│",
        "┌─┐",
        "序号\t任务\t责任单位",
        "合计",
        "/",
        "(第2、3项)",
        "附件",
        "2026年1月1日",
    ]
)
MIXED = st.lists(st.one_of(PIECES, st.text(max_size=6)), max_size=40).map("".join)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(MIXED)
def test_any_text_is_read_without_an_error(text):
    reading = read_text(text, year=2026)

    assert reading.text == text
    for task in reading.tasks:
        start, end = task.span
        assert 0 <= start < end <= len(text)
        assert all(0 <= d.span[0] <= d.span[1] <= len(text) for d in task.doubts)
    assert [task.span[0] for task in reading.tasks] == sorted(t.span[0] for t in reading.tasks)


@settings(max_examples=200, deadline=None)
@given(MIXED)
def test_every_due_phrase_is_a_slice_of_the_text(text):
    for deadline in read_deadlines(text, year=2026):
        assert text[deadline.start : deadline.end] == deadline.text


@settings(max_examples=200, deadline=None)
@given(st.text())
def test_folding_keeps_every_place(text):
    assert len(fold(text)) == len(text)
    assert all(text[:start] is not None and start < end for start, end in bracket_pairs(fold(text)))
    mark = line_mark(fold(text))
    assert mark is None or mark.start < mark.end <= len(text)


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=400),
    st.sampled_from([b"", b"PK\x03\x04", b"%PDF-1.7\n", b"\xd0\xcf\x11\xe0"]),
)
def test_any_bytes_are_read_or_refused_in_one_sentence(data, head):
    assert refusal_of(head + data).endswith("。")


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_truncated_and_altered_office_files_are_refused_or_read(suffix):
    path = next(path for path in sorted(PLANS.iterdir()) if path.suffix == suffix)
    data = path.read_bytes()
    for cut in range(0, len(data), max(1, len(data) // 40)):
        for broken in (data[:cut], data[:cut] + b"\xff\x00" + data[cut + 2 :]):
            assert refusal_of(broken).endswith("。")


def refusal_of(data):
    """The sentence of a refusal; a full stop for a file that could be read."""
    try:
        read_plan("a.docx", data, year=2026)
    except PlanUnreadable as refusal:
        return str(refusal)
    return "。"
