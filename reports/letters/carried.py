"""What an office adds to a document beside its words: 缓急, 联合发文, 用印, 附件. Pure."""

from dataclasses import dataclass, replace

from reports.choices import LetterKind
from reports.docx.snapshot import Annex, LetterSnapshot, Urgency

MOST_OFFICES = 2  # beside the one that leads
MOST_ANNEXES = 9


@dataclass(frozen=True)
class Allowed:
    """What a kind of document can carry."""

    urgency: bool = False
    joint: bool = False
    # Only a document with a mark of its own that goes to many may bear no seal
    # (党政机关公文处理工作条例, 第九条第十三项).
    unsealed: bool = False
    annexes: bool = False

    @property
    def anything(self) -> bool:
        """Whether there is anything to choose."""
        return self.urgency or self.joint or self.unsealed or self.annexes


_BY_KIND = {
    LetterKind.HANDOVER: Allowed(urgency=True, joint=True, annexes=True),
    LetterKind.REQUEST: Allowed(urgency=True, joint=True, annexes=True),
    # The office reminds on its own behalf.
    LetterKind.PROMPT: Allowed(urgency=True, annexes=True),
    LetterKind.SUPERVISION: Allowed(urgency=True, joint=True, annexes=True),
    LetterKind.NOTICE: Allowed(urgency=True, joint=True, unsealed=True, annexes=True),
}


def allowed(kind: str) -> Allowed:
    """Return what a document of `kind` can carry: nothing where it is a message or one page."""
    return _BY_KIND.get(LetterKind(kind), Allowed())


@dataclass(frozen=True)
class Carried:
    """What one document carries; `co_issuers` are full names, after the office that leads."""

    urgency: Urgency = ""
    sealed: bool = True
    co_issuers: tuple[str, ...] = ()
    annexes: tuple[Annex, ...] = ()

    def on(self, letter: LetterSnapshot) -> LetterSnapshot:
        """Return the document with it; the annexes come after its own.

        Who issues a document with others is not sent a copy of it.
        """
        copies = (name for name in letter.cc if not _ends(self.co_issuers, name))
        return replace(
            letter,
            urgency=self.urgency,
            sealed=letter.sealed and self.sealed,
            co_issuers=self.co_issuers,
            annexes=(*letter.annexes, *self.annexes),
            cc=tuple(copies),
        )


def _ends(offices: tuple[str, ...], name: str) -> bool:
    """Return whether one of the full names is that of a body that goes by `name`."""
    return any(office.endswith(name) for office in offices)
