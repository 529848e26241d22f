"""Positions of the 文件格式 on paper: GB/T 9704-2012, chapter 7, to half a millimetre."""

import re

import pytest

from reports.docx.samples.county import OFFICE
from tests.reports.docx.conftest import LONG_OFFICES

NEAR = {"abs": 0.5}
LINE = 579 / 1440 * 25.4


def top(line):
    return min(c.top for c in line)


def left(line):
    return line[0].start


def right(line):
    return line[-1].end


def test_every_full_page_holds_22_lines_of_28_characters(paper):
    assert len(paper["grid"]) == 4
    for number, page in enumerate(paper["grid"]):
        widths = [len(line) for line in page.lines()]
        assert widths == [26 if number == 0 else 28] + [28] * 21


def test_text_stays_within_the_text_area(paper):
    for page in paper["grid"]:
        for line in page.lines():
            assert left(line) >= 27.9
            assert right(line) <= 184.1


def test_the_mark_is_35_mm_under_the_text_areas_top_red_and_centred(paper):
    mark = paper["notice"][0].line_with("办公室文件")
    assert top(mark) == pytest.approx(72, **NEAR)
    assert (left(mark) + right(mark)) / 2 == pytest.approx(106, abs=1)


def test_the_red_rule_is_4_mm_under_the_number_and_as_wide_as_the_text(paper):
    page = paper["notice"][0]
    number = page.line_with("示委法治办〔2026〕8号")
    (rule,) = [rule for rule in page.rules if rule.red]
    assert rule.y - max(c.bottom for c in number) == pytest.approx(4, **NEAR)
    assert (rule.left, rule.right) == (pytest.approx(28, **NEAR), pytest.approx(184, **NEAR))
    assert (left(number) + right(number)) / 2 == pytest.approx(106, abs=1)


def test_two_empty_lines_stand_over_the_title_and_one_over_the_addressees(paper):
    page = paper["notice"][0]
    (rule,) = [rule for rule in page.rules if rule.red]
    lines = page.lines()
    texts = page.texts()
    title = next(n for n, text in enumerate(texts) if text.startswith("关于"))
    addressees = next(n for n, text in enumerate(texts) if text.endswith("单位："))
    assert top(lines[title]) - rule.y == pytest.approx(2 * LINE + 2.4, abs=1)
    gap = lines[addressees][0].middle - lines[addressees - 1][0].middle
    assert gap == pytest.approx(2 * LINE, abs=1.5)  # the title is set on a wider line
    assert left(lines[addressees]) == pytest.approx(28, **NEAR)


def test_a_title_is_broken_between_words_and_stays_whole(paper):
    texts = paper["notice"][0].texts()
    start = next(n for n, text in enumerate(texts) if text.startswith("关于"))
    assert texts[start : start + 2] == [
        "关于2026年第一季度法治政府建设示范创建",
        "重点任务进展情况的通报",
    ]


def test_urgency_stands_flush_left_on_the_first_line(paper):
    line = paper["plain"][0].lines()[0]
    assert "".join(c.text for c in line) == "特急"
    assert left(line) == pytest.approx(28, **NEAR)


def test_number_and_signer_share_a_line_one_character_from_the_sides(paper):
    line = paper["report"][0].line_with("签发人：某某某")
    assert "".join(c.text for c in line) == "示政〔2026〕5号签发人：某某某"
    assert left(line) == pytest.approx(28 + 5.6, **NEAR)
    assert right(line) == pytest.approx(184 - 5.6, **NEAR)


def test_three_signers_take_two_lines_the_number_on_the_last(paper):
    page = paper["signers"][0]
    first, last = page.line_with("签发人"), page.line_with("欧阳某某")
    assert "".join(c.text for c in first) == "签发人：某某某张某"
    assert "".join(c.text for c in last) == "示政〔2026〕5号欧阳某某"
    name = next(c for c in first if c.text == "某")
    assert next(c for c in last if c.text == "欧").left == pytest.approx(name.left, **NEAR)


def test_under_a_seal_the_date_is_4_characters_in_and_the_name_centred_over_it(paper):
    page = next(page for page in paper["plain"] if "2026年4月3日" in page.texts())
    date = page.line_with("2026年4月3日")
    names = [page.line_with("中共示例县委"), page.line_with("全面依法治县委员会办公室")]
    assert right(date) == pytest.approx(184 - 4 * 5.56, **NEAR)
    middle = (left(date) + right(date)) / 2
    for name in names:
        assert (left(name) + right(name)) / 2 == pytest.approx(middle, **NEAR)


@pytest.mark.parametrize("name", ["notice", "report", "plain", "joint", "cosigned", "supervision"])
def test_the_signature_never_stands_on_a_page_without_text(paper, name):
    for page in paper[name]:
        dated = [
            n for n, text in enumerate(page.texts()) if re.fullmatch(r"2026年\d+月\d+日", text)
        ]
        for line in dated:
            assert "".join(c.text for c in page.lines()[line - 1]).startswith(
                ("全面", "示例", "人民")
            )
            assert line >= 2


def test_of_joint_offices_the_last_is_centred_over_the_date(paper):
    page = next(page for page in paper["cosigned"] if "2026年2月27日" in page.texts())
    date = page.line_with("2026年2月27日")
    names = page.line_with("示例县人民政府示例县司法局")
    last = names[-len("示例县司法局") :]
    assert right(date) == pytest.approx(184 - 4 * 5.56, **NEAR)
    assert (left(last) + right(last)) / 2 == pytest.approx((left(date) + right(date)) / 2, **NEAR)


def test_the_imprint_ends_at_the_bottom_of_the_text_area_of_the_last_page(paper):
    for name in ("notice", "report", "plain", "joint", "many"):
        *_, page = paper[name]
        rules = [rule for rule in page.rules if rule.y > 100 and not rule.red][-3:]
        assert rules[-1].y == pytest.approx(262, **NEAR)
        assert rules[-1].thick == pytest.approx(0.35, abs=0.05)
        assert rules[0].thick == pytest.approx(0.35, abs=0.05)
        if len(rules) == 3:
            assert rules[1].thick == pytest.approx(0.25, abs=0.05)


def test_imprint_texts_are_one_character_in_on_both_sides(paper):
    *_, page = paper["notice"]
    assert left(page.line_with("抄送：")) == pytest.approx(28 + 4.94, **NEAR)
    printed = page.line_with("印发")
    assert left(printed) == pytest.approx(28 + 4.94, abs=0.8)
    assert right(printed) == pytest.approx(184 - 4.94, **NEAR)


def test_page_numbers_stand_right_on_odd_and_left_on_even_pages_7_mm_under_the_text(paper):
    for number, page in enumerate(paper["grid"], 1):
        foot = page.footer()
        assert "".join(c.text for c in foot) == f"—{number}—"
        assert (foot[0].top + foot[0].bottom) / 2 == pytest.approx(269, **NEAR)
        if number % 2:
            assert foot[-1].right == pytest.approx(184 - 4.94, **NEAR)
        else:
            assert foot[0].left == pytest.approx(28 + 4.94, **NEAR)


def test_too_many_addressees_move_to_the_imprint_and_page_1_shows_text(paper):
    first, last = paper["many"][0], paper["many"][-1]
    assert any(text.startswith("根据《示例县") for text in first.texts())
    assert not any("县教育局、" in text for text in first.texts())
    assert last.line_with("主送：")
    assert last.line_with("抄送：")


def test_a_draft_shows_blanks_for_number_and_date(paper):
    assert paper["draft"][0].line_with("示委法治办〔〕号")
    assert any(page.texts() and "年月日" in page.texts() for page in paper["draft"])


def test_a_joint_issue_names_all_offices_in_mark_and_signature(paper):
    offices = ("示例县人民政府", "示例县财政局", "示例县司法局")
    head = "".join(paper["joint"][0].texts())
    signed = "".join(text for page in paper["joint"][1:] for text in page.texts())
    for office in offices:
        assert office in head
        assert office in signed


def test_the_names_of_a_joint_mark_are_read_beside_the_word_document(paper):
    page = paper["joint3"][0]
    red = {name: page.line_with(name) for name in ("中共示例县委组织部", "示例县人民政府办公室")}
    for name, line in red.items():
        chars = [c for c in line if c.text in name]
        assert max(c.bottom - c.top for c in chars) > 7, name
    word = [c for c in page.chars if c.text in "文件" and c.left > 150 and c.top < 110]
    assert "".join(c.text for c in word) == "文件"
    assert max(c.right for c in word) <= 184.5
    middle = (min(c.top for c in word) + max(c.bottom for c in word)) / 2
    assert middle == pytest.approx(next(iter(red.values()))[0].middle, abs=12)


@pytest.mark.parametrize("name", ["joint3", "jointletter"])
def test_long_names_of_joint_offices_are_broken_by_meaning(paper, name):
    page = next(page for page in paper[name] if "2026年4月3日" in page.texts())
    end = page.texts().index("2026年4月3日")
    signed = page.texts()[end - 6 : end]
    assert any(text.startswith("中共示例县委") for text in signed)
    assert not any(text.startswith("面") or text.endswith(("全", "委员")) for text in signed)
    assert any("全面依法治县委员会办公室" in text for text in signed)
    date = page.line_with("2026年4月3日")
    last = page.line_with("示例县人民政府办公室" if name == "joint3" else "示例县财政局")
    last = [c for c in last if c.left > 106]
    middle = (left(date) + right(date)) / 2
    assert (left(last) + right(last)) / 2 == pytest.approx(middle, abs=0.8)


def test_three_long_names_under_seals_are_whole_words_with_room_for_each_seal(paper):
    page = next(page for page in paper["jointsealed"] if "2026年4月3日" in page.texts())
    end = page.texts().index("2026年4月3日")
    assert page.texts()[end - 3 : end] == [
        "中共示例县委中共示例县委",
        "全面依法治县委员会办公室机构编制委员会办公室",
        "示例县人力资源和社会保障局",
    ]
    first, second = (page.lines()[end - 2][:12], page.lines()[end - 2][12:])
    third, date = page.lines()[end - 1], page.line_with("2026年4月3日")
    middles = [(left(line) + right(line)) / 2 for line in (first, second, third, date)]
    assert right(date) == pytest.approx(184 - 4 * 5.56, **NEAR)
    assert middles[1] == pytest.approx(middles[3], abs=0.8)
    assert middles[2] == pytest.approx(middles[3], **NEAR)
    # seals of 42 mm over the names neither touch each other nor leave the text area
    assert middles[1] - middles[0] > 42
    assert middles[0] - 21 >= 28
    assert max(middles) + 21 <= 184
    assert third[0].middle - (page.lines()[end - 3][0].middle + second[0].middle) / 2 > 42


def test_two_rows_of_seals_over_names_of_one_line_do_not_touch(paper):
    page = next(page for page in paper["jointshort"] if "2026年4月3日" in page.texts())
    end = page.texts().index("2026年4月3日")
    assert page.texts()[end - 2 : end] == [
        "示例县水利局示例县农业农村和乡村振兴局",
        "示例县市场监督管理局",
    ]
    upper, lower = page.lines()[end - 2 : end]
    assert lower[0].middle - upper[0].middle > 42


def test_three_names_without_seals_stand_under_each_other_two_characters_in(paper):
    page = next(page for page in paper["jointplain"] if "2026年4月3日" in page.texts())
    end = page.texts().index("2026年4月3日")
    assert page.texts()[end - 3 : end] == [OFFICE, *LONG_OFFICES]
    for line in page.lines()[end - 3 : end]:
        assert right(line) == pytest.approx(184 - 2 * 5.56, **NEAR)
    date, last = page.lines()[end], page.lines()[end - 1]
    assert left(date) == pytest.approx(left(last) + 2 * 5.56, **NEAR)


def test_the_note_of_a_joint_issue_stands_under_its_signature(paper):
    for name in ("joint", "cosigned"):
        page = next(page for page in paper[name] if "2026年2月27日" in page.texts())
        assert any(text.startswith("（联系人：") for text in page.texts())


def test_the_imprint_stands_on_the_last_even_page_and_a_blank_one_before_bears_no_number(paper):
    for name in ("notice", "report", "plain", "joint", "joint3", "many", "cosigned", "full"):
        assert len(paper[name]) % 2 == 0, name
        *_, blank, last = paper[name]
        number = "".join(c.text for c in last.footer())
        if blank.chars:
            assert number == f"—{len(paper[name])}—"
        else:
            assert number == ""
    assert any(not paper[name][-2].chars for name in ("notice", "report", "plain", "full"))


def test_over_a_signature_stand_two_lines_of_text_at_least(paper):
    for name in ("plain", "report", "joint", "joint3", "closing", "notice"):
        page = next(p for p in paper[name] if any(_dated(text) for text in p.texts()))
        lines = page.lines()
        date = next(n for n, text in enumerate(page.texts()) if _dated(text))
        over = [line for line in lines[:date] if right(line) - left(line) > 60]
        assert len(over) >= 2, name


def _dated(text):
    return re.fullmatch(r"2026年\d+月\d+日", text)


def test_an_imprint_that_just_misses_the_only_page_is_brought_onto_it(paper):
    (page,) = paper["tight"]
    assert page.line_with("抄送：")
    assert page.line_with("2026年4月3日")
