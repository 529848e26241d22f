"""Positions of 信函格式 and of the plain kinds on paper: GB/T 9704-2012, 10.1."""

import pypdfium2
import pytest

from reports.docx import render
from reports.docx.samples import sample
from reports.pdf import to_pdf

NEAR = {"abs": 0.5}
LETTERS = ("handover", "request", "prompt", "supervision")


@pytest.mark.parametrize("kind", LETTERS)
def test_mark_rules_and_number_of_page_1(paper, kind):
    page = paper[kind][0]
    mark = page.line_with("中共示例县委全面依法治县委员会办公室")
    number = page.line_with("示委法治办函〔2026〕")
    upper = [rule for rule in page.rules if rule.red and rule.y < 100]
    assert min(c.top for c in mark) == pytest.approx(30, **NEAR)
    assert upper[0].y - max(c.bottom for c in mark) == pytest.approx(4, **NEAR)
    assert min(c.top for c in number) - upper[-1].y == pytest.approx(4.9, **NEAR)
    assert number[-1].end == pytest.approx(184, **NEAR)


def test_the_ink_of_the_mark_ends_4_mm_over_the_rule():
    with pypdfium2.PdfDocument(to_pdf(render(sample("prompt")))) as document:
        image = document[0].render(scale=300 / 72).to_pil().convert("RGB")
    red = [_has_red(image, y) for y in range(round(60 / 25.4 * 300))]
    edges = [round(y / 300 * 25.4, 2) for y in range(1, len(red)) if red[y] != red[y - 1]]
    top, bottom, rule = edges[:3]
    assert top == pytest.approx(30, **NEAR)
    assert rule - bottom == pytest.approx(4, **NEAR)


def _has_red(image, y):
    row = image.crop((0, y, image.width, y + 1)).tobytes()
    return any(r > 180 and g < 128 for r, g in zip(row[::3], row[1::3], strict=True))


@pytest.mark.parametrize("kind", LETTERS)
def test_double_rules_are_170_mm_long_thick_outside(paper, kind):
    rules = [rule for rule in paper[kind][0].rules if rule.red]
    assert len(rules) == 4
    for rule in rules:
        assert rule.right - rule.left == pytest.approx(170, **NEAR)
        assert rule.left == pytest.approx(20, **NEAR)
    above, below = rules[:2], rules[2:]
    assert above[0].thick > above[1].thick
    assert below[0].thick < below[1].thick
    for rule in below:
        assert rule.y == pytest.approx(277, **NEAR)


def test_rules_and_mark_only_on_page_1_and_page_numbers_only_after_it(paper):
    first, *others = paper["handover"]
    assert first.footer() == []
    for number, page in enumerate(others, 2):
        assert not [rule for rule in page.rules if rule.red]
        assert "".join(c.text for c in page.footer()) == f"—{number}—"


def test_urgency_shares_the_numbers_line_at_the_left(paper):
    line = paper["supervision"][0].line_with("加急")
    assert line[0].start == pytest.approx(28, **NEAR)
    assert "".join(c.text for c in line) == "加急示委法治办函〔2026〕21号"


def test_the_imprint_of_a_letter_has_no_rules(paper):
    *_, page = paper["supervision"]
    assert page.line_with("抄送：县督查室。")
    assert [rule for rule in page.rules if not rule.red] == []


def test_a_full_first_page_of_a_letter_ends_above_its_bottom_rule(paper):
    last = paper["page"][0].lines()[-1]
    assert max(c.bottom for c in last) < 262


def test_without_a_seal_the_name_is_2_characters_in_and_the_date_2_further_right(paper):
    page = paper["unsealed"][0]
    lines = page.lines()
    date = next(n for n, text in enumerate(page.texts()) if text == "2026年4月3日")
    name = lines[date - 1]
    assert name[-1].end == pytest.approx(184 - 2 * 5.56, **NEAR)
    assert lines[date][0].start - name[0].start == pytest.approx(2 * 5.56, abs=0.8)


def test_a_date_longer_than_the_name_keeps_the_2_characters(paper):
    page = paper["short"][0]
    lines = page.lines()
    date = next(n for n, text in enumerate(page.texts()) if text == "2026年4月3日")
    assert lines[date][-1].end == pytest.approx(184 - 2 * 5.56, **NEAR)
    assert lines[date][0].start - lines[date - 1][0].start == pytest.approx(2 * 5.56, abs=0.8)


@pytest.mark.parametrize(
    "kind",
    [
        "brief",
        "reminder",
        "draft_sheet",
        "signoff_sheet",
        "supervision_form",
        "call_list",
        "weekly_sheet",
    ],
)
def test_briefs_reminders_and_forms_are_one_page(paper, kind):
    (page,) = paper[kind]
    assert page.width == pytest.approx(
        297 if kind in ("call_list", "weekly_sheet") else 210, abs=0.1
    )


def test_a_reminder_bears_no_mark_and_no_number(paper):
    (page,) = paper["reminder"]
    assert page.texts()[0] == "工作提醒"
    assert not page.rules
    assert "〔" not in "".join(page.texts())


def test_a_brief_shows_mark_issue_office_and_date_over_a_red_rule(paper):
    (page,) = paper["brief"]
    assert page.texts()[:2] == ["法治政府建设示范创建工作专报", "第3期"]
    office = page.line_with("2026年4月3日")
    (rule,) = [rule for rule in page.rules if rule.red]
    assert max(c.bottom for c in office) < rule.y
