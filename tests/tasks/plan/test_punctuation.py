"""Punctuation of titles and requirements."""

import pytest

from tasks.plan.punctuation import full_width, official_number


@pytest.mark.parametrize(
    ("read", "shown"),
    [
        ("建立台账,按时报送;", "建立台账，按时报送；"),
        ("各乡镇‹街道办>", "各乡镇（街道办）"),
        ("普法(含社区)活动", "普法（含社区）活动"),
        ("牵头单位:县司法局", "牵头单位：县司法局"),
        ("投入1,200万元,9:30开会", "投入1,200万元，9:30开会"),
        ("完成计划(2026)", "完成计划（2026）"),
        ("核对<script>丙</script>事项", "核对<script>丙</script>事项"),
        ("用OA(v2)系统", "用OA(v2)系统"),
        ("", ""),
    ],
)
def test_marks_beside_chinese_become_full_width(read, shown):
    assert full_width(read) == shown
    assert len(full_width(read)) == len(read)


@pytest.mark.parametrize(
    ("read", "shown"),
    [
        ("(十四)", "（十四）"),
        ("（十四）", "（十四）"),
        ("( 3 )", "（3）"),
        ("一", "一、"),
        ("12", "12."),
        ("1.2", "1.2"),
        ("第三条", "第三条"),
        ("①", "①"),
        ("", ""),
    ],
)
def test_numbers_stand_before_titles_as_in_official_documents(read, shown):
    assert official_number(read) == shown
