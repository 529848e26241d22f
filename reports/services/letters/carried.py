"""Reads what a document carries beside its words."""

from typing import cast

from reports.docx.snapshot import Urgency
from reports.letters.carried import Carried
from reports.letters.pasted import annex_of
from reports.models import Letter


def carried_by(letter: Letter) -> Carried:
    """Return 缓急, 用印, 联合发文 and 附件 of a letter as they stand in its rows; one query."""
    annexes = (
        annex_of(row.title, row.text, landscape=row.landscape) for row in letter.own_annexes.all()
    )
    return Carried(
        urgency=cast(Urgency, letter.urgency),
        sealed=letter.sealed,
        co_issuers=tuple(letter.co_issuers),
        annexes=tuple(annexes),
    )
