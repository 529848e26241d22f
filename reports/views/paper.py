"""The sheets of a document as the paper page draws them."""

from dataclasses import dataclass, field

from reports.docx.snapshot import LetterSnapshot
from reports.paper import Format, PaperBlock, paper_format
from reports.paper_pages import paper_pages

_END = frozenset({"signature", "date"})
_FOOT = frozenset({"imprint", "printed"})


@dataclass
class Sheet:
    """One sheet of paper; `end` holds name and date together.

    `format` is that of the document on its first page and "plain" on the others.
    """

    format: Format
    wide: bool = False
    tight: bool = False
    sealed: bool = True
    ruled: bool = True
    blocks: list[PaperBlock] = field(default_factory=list)
    end: list[PaperBlock] = field(default_factory=list)
    after: list[PaperBlock] = field(default_factory=list)
    imprint: list[PaperBlock] = field(default_factory=list)

    @property
    def joint(self) -> bool:
        """Whether offices stand beside each other."""
        return any(block.beside for block in self.end)

    @property
    def last(self) -> list[PaperBlock]:
        """The last name and the date: without a seal the date begins under that name."""
        return self.end[-2:]

    @property
    def names_before(self) -> list[PaperBlock]:
        """The names over the last one, of a joint issue."""
        return self.end[:-2]

    def add(self, block: PaperBlock) -> None:
        """Put a block where it belongs on the sheet."""
        if block.role in _FOOT:
            self.imprint.append(block)
        elif block.role in _END:
            self.end.append(block)
        else:
            (self.after if self.end else self.blocks).append(block)


def sheets(snapshot: LetterSnapshot) -> list[Sheet]:
    """Return the pages of the document as they are in the docx."""
    kind = paper_format(snapshot)
    pages, tight = paper_pages(snapshot)
    drawn = []
    for n, blocks in enumerate(pages):
        sheet = Sheet(
            "plain" if n else kind,
            wide=any(block.wide for block in blocks),
            tight=tight,
            sealed=snapshot.sealed,
            ruled=kind != "letter",
        )
        for block in blocks:
            sheet.add(block)
        drawn.append(sheet)
    return drawn
