"""Personal numbers: found when meant, left alone when not."""

import pytest

from indicators.uploads.personal import is_bank_card, is_id_card, personal_kinds


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("11010519491231002X", ["身份证号"]),
        ("１１０１０５１９４９１２３１００２Ｘ", ["身份证号"]),
        ("110105 19491231 002x", ["身份证号"]),
        ("电话:13800138000。", ["手机号"]),
        ("+86 138 0013 8000", ["手机号"]),
        ("6222 0212 3456 7890 128", ["银行卡号"]),
    ],
)
def test_personal_numbers_are_found(text, kinds):
    assert personal_kinds(text) == kinds


@pytest.mark.parametrize(
    "text",
    [
        "110105194912310021",
        "110105194913310026",
        "统一社会信用代码 11640522MB1234567X",
        "联系电话 0955-4012345",
        "文号〔2026〕13800号",
        "金额 13800138000.55 元",
        "编号 20260316138001380001",
        "6222021234567890127",
        "1234567812345670",
    ],
)
def test_other_numbers_are_left_alone(text):
    assert personal_kinds(text) == []


def test_checks_of_the_standards():
    assert is_id_card("11010519491231002X")
    assert not is_id_card("110105194912310020")
    assert is_bank_card("6222021234567890128")
    assert not is_bank_card("6222021234567890129")
