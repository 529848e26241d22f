"""Official documents after GB/T 9704-2012: a snapshot goes in, the bytes of a docx come out."""

from reports.docx.frozen import from_json, to_json
from reports.docx.kinds import COMPOSERS
from reports.docx.kinds.brief import DoesNotFit
from reports.docx.snapshot import LetterSnapshot

__all__ = ["DoesNotFit", "LetterSnapshot", "from_json", "render", "to_json"]


def render(snapshot: LetterSnapshot) -> bytes:
    """Return the docx of the snapshot; the same snapshot always gives the same bytes.

    Raises DoesNotFit when a brief is longer than one page.
    """
    return COMPOSERS[snapshot.kind](snapshot)
