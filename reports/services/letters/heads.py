"""How a county signs its documents, read into the facts that are printed."""

import re

from reports.letters.facts import Head
from reports.models import LetterHead
from units.errors import Refused
from units.models import County


def head_of(county: County) -> Head:
    """Return how the county signs; raises Refused where 发文设置 is missing."""
    row = LetterHead.objects.filter(county=county).first()
    if row is None:
        raise Refused("还没有发文设置，请先在“设置—发文设置”中填写发文机关和代字。")
    return Head(
        issuer=row.issuer,
        mark=row.mark,
        letter_code=row.letter_code,
        notice_code=row.notice_code,
        brief_code=row.brief_code,
        brief_to=row.brief_to,
        report_issuer=row.report_issuer,
        report_code=row.report_code,
        report_to=_names(row.report_to),
        report_signer=row.report_signer,
        report_printed_by=row.report_printed_by,
        cc=_names(row.copies),
        printed_by=row.printed_by,
        contact_person=row.contact_person,
        contact_phone=row.contact_phone,
        consent_words=row.consent_words,
    )


def _names(text: str) -> tuple[str, ...]:
    return tuple(filter(None, (name.strip() for name in re.split("[，、,]", text))))
