"""Why a hand-in was sent back, in words."""

import pytest

from tasks.reasons import reason_words, years_named


@pytest.mark.parametrize(
    ("codes", "note", "words"),
    [
        (["no_seal"], "", "未盖章"),
        (["no_seal", "page_missing"], "第 3 页不清", "未盖章、缺页；第 3 页不清"),
        (["other"], "请附照片", "请附照片"),
        (["year_missing"], "补2024年度会议记录", "缺2024年度；补2024年度会议记录"),
        (
            ["year_missing"],
            "2023、2024、2023 年的总结",
            "缺2023、2024年度；2023、2024、2023 年的总结",
        ),
        (["year_missing"], "旧的记录没有写明", "缺有关年度的材料；旧的记录没有写明"),
    ],
)
def test_no_blank_goes_out(codes, note, words):
    assert reason_words(codes, note) == words


def test_a_number_is_no_year():
    assert years_named("文号 20241，第 3024 页") == []
