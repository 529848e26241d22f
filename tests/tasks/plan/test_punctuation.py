"""Punctuation of titles and requirements."""

import pytest

from tasks.plan.punctuation import full_width


@pytest.mark.parametrize(
    ("read", "shown"),
    [
        ("建立台账,按时报送;", "建立台账，按时报送；"),
        ("各乡镇‹街道办>", "各乡镇（街道办）"),
        ("普法(含社区)活动", "普法（含社区）活动"),
        ("牵头单位:县司法局", "牵头单位：县司法局"),
        ("投入1,200万元,9:30开会", "投入1,200万元，9:30开会"),
        ("用OA(v2)系统", "用OA(v2)系统"),
        ("", ""),
    ],
)
def test_marks_beside_chinese_become_full_width(read, shown):
    assert full_width(read) == shown
    assert len(full_width(read)) == len(read)
