"""Official documents after GB/T 9704-2012: a snapshot goes in, the bytes of a docx come out."""

from reports.docx.kinds import COMPOSERS
from reports.docx.snapshot import LetterSnapshot

__all__ = ["render"]


def render(snapshot: LetterSnapshot) -> bytes:
    """Return the docx of the snapshot; the same snapshot always gives the same bytes."""
    return COMPOSERS[snapshot.kind](snapshot)
