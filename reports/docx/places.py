"""Where a text stands in a document, in words that its author understands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reports.docx.snapshot import Block, Form, LetterSnapshot, Paragraph, Table


def all_blocks(letter: LetterSnapshot) -> Iterator[tuple[str, Block]]:
    """Yield place and block of the text and the annexes, e.g. ("附件2表格1", Table(…))."""
    yield from _numbered("正文", letter.blocks)
    for n, annex in enumerate(letter.annexes, 1):
        yield from _numbered(f"附件{n}", annex.blocks)


def _numbered(part: str, blocks: Sequence[Block]) -> Iterator[tuple[str, Block]]:
    counts = {"第{}段": 0, "表格{}": 0, "表单{}": 0}
    for block in blocks:
        key = "第{}段"
        if isinstance(block, Table):
            key = "表格{}"
        elif isinstance(block, Form):
            key = "表单{}"
        counts[key] += 1
        yield part + key.format(counts[key]), block


def texts(letter: LetterSnapshot) -> Iterator[tuple[str, str]]:
    """Yield place and text of everything a person wrote or the system filled in."""
    yield "标题", letter.title
    for place, block in all_blocks(letter):
        yield from ((place, text) for text in _of(block) if text)
    for n, annex in enumerate(letter.annexes, 1):
        yield f"附件{n}名称", annex.title
    yield from (("附注", line) for line in letter.contacts)


def _of(block: Block) -> list[str]:
    if isinstance(block, Paragraph):
        return [block.text + block.rest]
    if isinstance(block, Table):
        return [
            block.caption,
            *(c.title for c in block.columns),
            *(t for r in block.rows for t in r),
        ]
    return [text for row in block.rows for cell in row.cells for text in (cell.text, cell.foot)]
