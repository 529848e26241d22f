"""Half-width marks of a plan's text as letters print them."""

import pytest

from reports.letters.punctuation import printed


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("各乡镇<街道办>、各相关部门<单位>", "各乡镇（街道办）、各相关部门（单位）"),
        ("各乡镇‹街道›", "各乡镇（街道）"),
        ("落实《关于印发<条例>的通知》", "落实《关于印发〈条例〉的通知》"),
        ("公开事项(含依申请事项)", "公开事项（含依申请事项）"),
        ("一是部署,二是落实;三是总结", "一是部署，二是落实；三是总结"),
        ("见《条例》,“双随机”:按要求", "见《条例》，“双随机”：按要求"),
        # Not between Chinese characters, not a pair, or not words: as it stands.
        ("比例<5%，且>1%", "比例<5%，且>1%"),
        ("网址https://a.test/b?c=1,2", "网址https://a.test/b?c=1,2"),
        ("ISO(9001)", "ISO(9001)"),
        ("", ""),
    ],
)
def test_marks_between_chinese_characters_are_full_width(text, words):
    assert printed(text) == words
