import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.docx.breaking import title_lines
from reports.docx.measures import ems

OFFICE = "中共示例县委全面依法治县委员会办公室"


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("工作提醒", ["工作提醒"]),
        (
            "关于交办2026年法治政府建设示范创建重点任务的函",
            ["关于交办2026年", "法治政府建设示范创建重点任务的函"],
        ),
        (
            f"{OFFICE}关于2026年上半年法治政府建设示范创建重点任务进展情况的通报",
            [OFFICE, "关于2026年上半年法治政府建设示范创建", "重点任务进展情况的通报"],
        ),
        ("作者的\n换行", ["作者的", "换行"]),
        (
            "关于督办“全面落实证明事项告知承诺制”任务的函",
            ["关于督办", "“全面落实证明事项告知承诺制”", "任务的函"],
        ),
        (
            "关于及时报送行政执法案卷评查工作情况的提示函",
            ["关于及时报送行政执法案卷评查", "工作情况的提示函"],
        ),
    ],
)
def test_titles_of_the_field(title, lines):
    assert title_lines(title, [OFFICE]) == lines


@pytest.mark.parametrize(
    ("title", "whole"),
    [
        (
            "关于印发《示例县法治政府建设示范创建方案》的通知及有关事项的函",
            "《示例县法治政府建设示范创建方案》",
        ),
        ("关于“证照分离”改革中有关规范性文件合法性审查工作情况的通报", "“证照分离”"),
        (
            "关于商请示例县第十八某某某某管理处协助提供有关数据的函件材料",
            "示例县第十八某某某某管理处",
        ),
        ("关于做好法治政府建设示范创建迎检的2025年度重点工作的函", "2025年度"),
        ("关于进一步做好示范创建材料填报（第二批）有关工作情况的通报", "（第二批）"),
    ],
)
def test_books_quotes_names_and_numbers_stay_whole(title, whole):
    lines = title_lines(title, ["示例县第十八某某某某管理处"])
    assert len(lines) > 1
    assert any(whole in line for line in lines)


def test_no_line_begins_with_a_particle_or_closing_mark():
    for count in range(22, 60):
        title = ("关于做好法治政府建设示范创建的、《某某》等工作的" * 4)[:count] + "的函"
        lines = title_lines(title)
        if len(lines) > 1:
            assert all(line[0] not in "的等了、》" for line in lines)


def test_three_lines_are_never_an_hourglass():
    title = f"{OFFICE}关于全面推进行政执法规范化建设工作情况的报告"
    widths = [ems(line) for line in title_lines(title, [OFFICE])]
    assert not any(b < a and b < c for a, b, c in zip(widths, widths[1:], widths[2:], strict=False))


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("关于法治政府建设示范创建的通报2026年《》“”、（）ab "), max_size=70))
def test_lines_join_to_the_title_and_none_is_too_long(title):
    lines = title_lines(title)
    assert "".join(lines) == title
    if len(lines) > 1:
        assert max(ems(line) for line in lines) <= 19


def test_a_book_title_longer_than_a_line_is_broken_between_its_words():
    title = "关于印发《示例县创建全国法治政府建设示范县工作方案》的通知"
    assert title_lines(title) == ["关于印发《示例县创建", "全国法治政府建设示范县工作方案》的通知"]


def test_a_long_text_of_unknown_characters_is_cut_in_few_steps(monkeypatch):
    steps = 0

    def counted(text):
        nonlocal steps
        steps += 1
        return ems(text)

    monkeypatch.setattr("reports.docx.breaking.ems", counted)
    for length in (60, 77, 95, 119):
        title_lines("鄠" * length)
    assert steps < 300_000


@pytest.mark.parametrize(
    "quoted",
    ["健全依法化解纠纷机制", "全面落实证明事项告知承诺制", "落实行政执法公示制度", "优化营商环境"],
)
def test_two_lines_are_never_a_handle_and_a_club(quoted):
    lines = title_lines(f"关于督办“{quoted}”任务的函")
    assert any(f"“{quoted}”" in line for line in lines)
    if len(lines) == 2:
        assert min(map(ems, lines)) >= 0.4 * max(map(ems, lines))


def test_a_word_longer_than_the_line_is_broken_at_the_words_in_it():
    assert title_lines(OFFICE, full=9) == ["中共示例县委", "全面依法治县委员会", "办公室"]
