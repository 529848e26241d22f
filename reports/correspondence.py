"""Who may be written to, and how (rule 2). Pure; keyed on `Unit.relation`."""

from reports.choices import LetterKind
from units.choices import ASKED_ONLY, Relation

TOLD = frozenset(
    {
        LetterKind.HANDOVER,
        LetterKind.REMINDER,
        LetterKind.PROMPT,
        LetterKind.SUPERVISION,
        LetterKind.NOTICE,
    }
)
ASKED = frozenset({LetterKind.REQUEST, LetterKind.REMINDER, LetterKind.NOTICE})


def handover_kind(relation: str) -> LetterKind:
    """Return the kind that hands tasks over: 商请函 to bodies that may only be asked."""
    return LetterKind.REQUEST if relation in ASKED_ONLY else LetterKind.HANDOVER


def may_write(kind: str, relation: str) -> bool:
    """Return whether a document of `kind` may go to a body of this relation."""
    return kind in (ASKED if relation in ASKED_ONLY else TOLD)


def needs_consent(kind: str, relation: str) -> bool:
    """Return whether a 同意依据 (leader, date) must be recorded: documents to towns."""
    return relation == Relation.TOWNSHIP and kind != LetterKind.REMINDER
