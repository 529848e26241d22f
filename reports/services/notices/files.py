"""The month's 通报 as files without a row: what `manage.py compile_notice` hands out."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from indicators.models import Campaign
from reports.docx import render
from reports.docx.snapshot import LetterSnapshot
from reports.letters.naming import naming
from reports.letters.notice import compose_notice
from reports.services.letters.heads import head_of
from reports.services.notices.annex import annex_of
from reports.services.notices.compiling import (
    draft_month,
    kept_words,
    last_version,
    to_towns,
)
from reports.services.notices.composing import check_of, chosen_annexes
from units.clock import local_date


@dataclass(frozen=True)
class NoticeFiles:
    """A draft as of its moment: the figures, the document and the workbook with the same numbers."""

    figures: dict[str, Any]
    snapshot: LetterSnapshot
    docx: bytes
    xlsx: bytes


def draft_files(campaign: Campaign, *, period: date, now: datetime) -> NoticeFiles:
    """Return the 通报 of the month of `period` as a draft as of `now`; writes nothing.

    Changed words and the units' answers of the version on the pages go into it. Raises Refused as
    `draft_month`.
    """
    draft = draft_month(campaign, period=period, now=now)
    before = last_version(campaign, period.replace(day=1))
    checks = [check_of(row) for row in before.checks.all()] if before else []
    left_out = before.narrative.get("unnamed", {}) if before else {}
    named = naming(
        draft.figures["late"], checks, {int(pk) for pk in left_out}, today=local_date(now)
    ).named
    annexes = chosen_annexes(before)
    snapshot = compose_notice(
        head_of(campaign.county),
        draft.figures,
        kept_words(before, draft.texts),
        named,
        towns=to_towns(before),
        consent=to_towns(before),
        annexes=annexes,
    )
    return NoticeFiles(
        figures=draft.figures,
        snapshot=snapshot,
        docx=render(snapshot),
        xlsx=annex_of(draft.figures, named, annexes),
    )
