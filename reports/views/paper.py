"""The sheets of a document as the paper page draws them."""

from dataclasses import dataclass, field

from reports.docx.snapshot import LetterSnapshot
from reports.paper import Format, PaperBlock, paper_blocks, paper_format

_END = frozenset({"signature", "date"})
_FOOT = frozenset({"imprint", "printed"})


@dataclass
class Sheet:
    """One sheet of paper that grows with its text; `end` holds name and date together."""

    format: Format
    wide: bool = False
    blocks: list[PaperBlock] = field(default_factory=list)
    end: list[PaperBlock] = field(default_factory=list)
    after: list[PaperBlock] = field(default_factory=list)
    imprint: list[PaperBlock] = field(default_factory=list)


def sheets(snapshot: LetterSnapshot) -> list[Sheet]:
    """Return the main text, each annex on its own sheet, the imprint at the foot of the last."""
    kind = paper_format(snapshot)
    pages = [Sheet(kind)]
    for block in paper_blocks(snapshot):
        if block.role == "annex_mark":
            pages.append(Sheet("plain", wide=block.wide))
        page = pages[-1]
        if block.role in _FOOT:
            if page.wide:
                page = Sheet("plain")
                pages.append(page)
            page.imprint.append(block)
        elif block.role in _END:
            page.end.append(block)
        else:
            (page.after if page.end else page.blocks).append(block)
    return pages
