"""Words of secrecy: found when meant, left alone when not."""

import pytest

from units.words import secret_word


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("绝密★启用前", "绝密"),
        ("绝　密", "绝密"),
        ("（机密）", "机密"),
        ("秘密★5年", "秘密★"),
        ("秘密 ★", "秘密★"),
        ("内部资料，不得外传", "内部资料"),
        ("工作秘密", "工作秘密"),
    ],
)
def test_secret_words_are_found(text, word):
    assert secret_word(text) == word


@pytest.mark.parametrize(
    "text",
    [
        "手机密码重置",
        "计算机密码管理",
        "杜绝密闭空间作业",
        "商业秘密保护",
        "国家秘密法宣传",
        "有机密切结合",
    ],
)
def test_ordinary_words_are_left_alone(text):
    assert secret_word(text) == ""
