"""Annexes and tables on paper: GB/T 9704-2012, 7.3.4, 7.3.8 and 7.4."""

import pytest

from tests.reports.docx.conftest import HOSTILE

NEAR = {"abs": 0.5}


def test_the_annex_note_is_2_characters_in_and_names_stand_under_each_other(paper):
    page = next(page for page in paper["notice"] if "附件：1.逾期任务清单" in page.texts())
    first = page.line_with("附件：")
    second = page.line_with("2.2026年第一季度")
    assert first[0].start == pytest.approx(28 + 2 * 5.56, **NEAR)
    name = next(c for c in first if c.text == "逾")
    assert second[2].start == pytest.approx(name.start, **NEAR)
    assert first[-1].text == "单"


def test_an_annex_begins_a_page_with_its_mark_and_its_title_on_line_3(paper):
    page = next(page for page in paper["notice"] if page.texts()[0] == "附件1")
    mark, title = page.lines()[:2]
    assert mark[0].start == pytest.approx(28, **NEAR)
    assert "".join(c.text for c in title) == "逾期任务清单"
    assert (title[0].left + title[-1].right) / 2 == pytest.approx(106, abs=1)
    assert title[0].middle - mark[0].middle == pytest.approx(2 * 10.2, abs=1.5)


def test_a_wide_annex_lies_across_with_its_page_number_where_the_others_have_it(paper):
    wide = [(n, page) for n, page in enumerate(paper["notice"], 1) if page.width > page.height]
    assert [n % 2 for n, _ in wide] == [1, 0]
    for number, page in wide:
        # the sheet's bottom is this page's left edge, its right side this page's bottom
        foot = sorted((c for c in page.chars if c.right < 31), key=lambda c: c.top)
        assert "".join(c.text for c in foot) == f"—{number}—"
        assert (foot[0].left + foot[0].right) / 2 == pytest.approx(28, **NEAR)
        if number % 2:
            assert foot[-1].bottom == pytest.approx(184 - 4.94, **NEAR)
        else:
            assert foot[0].top == pytest.approx(28 + 4.94, **NEAR)


def test_a_turned_last_page_is_followed_by_an_upright_one_for_the_imprint(paper):
    *_, last = paper["notice"]
    assert last.width < last.height
    assert last.texts()[0].startswith("抄送：")


def test_a_long_table_repeats_its_header_and_loses_no_row(paper):
    pages = [page for page in paper["annex"] if page.width > page.height]
    assert len(pages) > 10
    text = "".join("".join(page.texts()) for page in pages)
    assert all(f"第{n}单位" in text for n in range(1, 301))
    for page in pages:
        assert "序号单位事项" in page.texts()


def test_own_annexes_and_the_receipt_are_numbered_in_the_note_and_on_their_pages(paper):
    pages = paper["carried"]
    note = next(page for page in pages if "附件：1.材料清单" in page.texts())
    start = note.texts().index("附件：1.材料清单")
    assert note.texts()[start : start + 3] == ["附件：1.材料清单", "2.有关说明", "3.回执"]
    second, third = note.lines()[start + 1 : start + 3]
    assert second[2].start == pytest.approx(third[2].start, abs=0.1)
    first = {page.texts()[0]: page for page in pages if page.texts()[0].startswith("附件")}
    assert list(first) == ["附件1", "附件2", "附件3"]
    assert [page.width > page.height for page in first.values()] == [True, False, False]
    wide = [page for page in pages if page.width > page.height]
    assert len(wide) > 1
    assert all("序号事项时限" in page.texts() for page in wide)
    assert HOSTILE.replace(" ", "") in "".join(first["附件2"].texts())
    assert "（盖章）" in "".join(first["附件3"].texts())


def test_tables_are_never_wider_than_the_text_area(paper):
    for name in ("notice", "handover", "annex", "carried"):
        for page in paper[name]:
            sides = (28, 184) if page.width < page.height else (35, 260)
            for rule in page.rules:
                if not rule.red:
                    assert rule.left >= sides[0] - 0.1
                    assert rule.right <= sides[1] + 0.1


def test_figures_stand_right_in_their_column(paper):
    page = next(page for page in paper["notice"] if page.texts()[0] == "附件1")
    figures = [line[-1].right for line in page.lines()[3:] if line[-1].text.isdigit()]
    assert len(figures) == 3
    assert max(figures) - min(figures) < 0.5
    assert figures[0] > 180


def test_hostile_text_is_on_the_paper_as_it_was_given(paper):
    text = "".join("".join(page.texts()) for page in paper["annex"])
    assert HOSTILE.replace(" ", "") in text
