"""The pages on the screen are those of the docx."""

import pytest

from reports.docx.samples import sample
from reports.paper import paper_blocks
from reports.paper_pages import paper_pages
from reports.views.paper import sheets
from tests.reports.docx.conftest import KINDS, variants

NAMES = ("notice", "report", "handover", "request", "prompt", "supervision", "reminder")
CARRIED = ("jointsealed", "jointshort", "jointplain", "carried")


def letters():
    return {kind: sample(kind) for kind in KINDS} | variants()


def words(blocks):
    """All that the blocks say, in order, without the heads of tables."""
    said = []
    for block in blocks:
        said += [block.text, block.rest, *(cell for row in block.rows for cell in row)]
        said += [cell.text for row in block.form_rows for cell in row.cells]
    return "".join(said)


@pytest.mark.parametrize("name", sorted(letters()))
def test_nothing_is_lost_or_said_twice_on_the_way_to_the_pages(name):
    letter = letters()[name]
    pages, _ = paper_pages(letter)
    assert words(block for page in pages for block in page) == words(paper_blocks(letter))


@pytest.mark.parametrize(
    "name", [*NAMES, "plain", "joint", "joint3", "closing", "full", "tight", *CARRIED]
)
def test_the_screen_shows_the_pages_of_the_paper(paper, name):
    pages, _ = paper_pages(letters()[name])
    assert len(pages) == len(paper[name])
    for page, sheet in zip(pages, paper[name], strict=True):
        assert bool(page) is bool(sheet.chars)
        shown = [block.text for block in page if block.role == "date"]
        assert all(text in sheet.texts() for text in shown)
        assert any(block.wide for block in page) is (sheet.width > sheet.height)


def test_a_long_annex_is_shown_sheet_by_sheet():
    letter = variants()["annex"]
    pages, _ = paper_pages(letter)
    wide = [page for page in pages if any(block.wide for block in page)]
    assert len(wide) > 10
    rows = [row for page in wide for block in page for row in block.rows]
    assert rows == list(letter.annexes[0].blocks[0].rows)
    assert all(block.columns for page in wide for block in page if block.role == "table")


def test_a_paragraph_goes_on_without_indent_on_the_next_page():
    pages, _ = paper_pages(variants()["full"])
    first = [page[0] for page in pages[1:] if page]
    assert any(block.goes_on for block in first)


def test_a_name_too_long_for_one_line_is_signed_in_two():
    (sheet,) = sheets(sample("prompt"))
    assert [block.text for block in sheet.end] == [
        "中共示例县委\n全面依法治县委员会办公室",
        "2026年4月3日",
    ]


def test_only_the_first_sheet_of_a_letter_has_its_format():
    shown = sheets(sample("handover"))
    assert [sheet.format for sheet in shown] == ["letter", "plain", "plain"]
    assert not any(sheet.ruled for sheet in shown)


def test_the_screen_breaks_heads_and_parts_columns_as_the_docx_does():
    pages, _ = paper_pages(variants()["columns"])
    (table,) = [block for page in pages for block in page if block.role == "table"]
    assert table.heads[0] == "序号"
    assert table.heads[-1] == "逾期\n工作日"
    assert sum(table.shares) == pytest.approx(100, abs=0.1)
