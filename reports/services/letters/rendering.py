"""The files of an issued letter, made once after commit; a sweep makes what is missing."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from indicators.models import Blob
from indicators.services.blobs import keep, read_checked, stage
from reports.choices import LetterKind
from reports.docx import render
from reports.docx.frozen import from_json
from reports.faces import substituted
from reports.models import Letter
from reports.pdf import PdfFailed, PdfUnavailable, libreoffice, to_pdf, to_pdfs
from reports.services.notices.annex import workbook_of
from units.clock import local_date
from units.dispatch import kick
from units.faults import fault

PDFS_AT_ONCE = 20


def make_files(letter_id: int, *, now: datetime) -> None:
    """Make the docx of an issued letter, the xlsx annex of a 通报, and ask for the PDF.

    Rendered from the frozen snapshot, outside any transaction; what is there already stays.
    """
    letter = Letter.objects.select_related("county", "docx", "annex").get(pk=letter_id)
    make_docx(letter, now=now)
    if letter.kind == LetterKind.NOTICE:
        today = letter.issued_on or local_date(now)
        _once(letter, "annex", "xlsx", lambda: workbook_of(letter.notice, today=today), now)
    if letter.pdf_id is None and libreoffice():
        kick("reports.render_pdf", letter_id=letter.pk)


def make_docx(letter: Letter, *, now: datetime) -> Blob:
    """Render the frozen snapshot, store bytes and hash; a second call returns the first file."""
    return _once(letter, "docx", "docx", lambda: render(from_json(letter.frozen)), now)


def make_pdf(letter_id: int, *, now: datetime) -> Blob:
    """Convert the stored docx with LibreOffice; raises PdfUnavailable or PdfFailed.

    The reason of a failure is kept for the page of the letter, until there is a PDF.
    """
    letter = Letter.objects.select_related("county", "docx", "pdf").get(pk=letter_id)
    docx = make_docx(letter, now=now)
    try:
        return _once(letter, "pdf", "pdf", lambda: to_pdf(read_checked(docx)), now, **_pdf_facts())
    except (PdfFailed, PdfUnavailable) as error:
        Letter.objects.filter(pk=letter_id).update(pdf_error=str(error)[:300])
        raise


def make_pdfs(letter_id: int, *, now: datetime) -> list[int]:
    """Make the PDF of a letter, and with it those of the letters that wait for theirs.

    Starting LibreOffice takes longer than twenty letters do; a batch just issued must not keep the
    worker for minutes. If all together fail, the letter is tried alone. Returns the ids of the
    letters done; raises as `make_pdf`.
    """
    letter = Letter.objects.select_related("county", "docx").get(pk=letter_id)
    if letter.pdf_id is not None:
        return []
    rows = [letter, *_waiting_for_pdf(letter)]
    for row in rows:
        make_docx(row, now=now)
    try:
        pdfs = to_pdfs([read_checked(row.docx) for row in rows if row.docx])
    except (PdfFailed, PdfUnavailable):
        make_pdf(letter_id, now=now)
        return [letter_id]
    facts = _pdf_facts()
    for row, pdf in zip(rows, pdfs, strict=True):
        _once(row, "pdf", "pdf", lambda pdf=pdf: pdf, now, **facts)  # type: ignore[misc]
    return [row.pk for row in rows]


def _pdf_facts() -> dict[str, Any]:
    """Return what is written beside a PDF: there is no failure, and whether faces stand in."""
    return {"pdf_error": "", "pdf_preview": libreoffice() is not None and bool(substituted())}


def _waiting_for_pdf(letter: Letter) -> list[Letter]:
    waiting = Letter.objects.issued().filter(pdf__isnull=True, docx__isnull=False, pdf_error="")
    beside = waiting.exclude(pk=letter.pk).select_related("county", "docx").order_by("pk")
    return list(beside[: PDFS_AT_ONCE - 1])


def missing_files() -> list[int]:
    """Return the ids of issued letters with a file that is not there yet (PDFs are on request)."""
    lacking = Q(docx__isnull=True) | Q(kind=LetterKind.NOTICE, annex__isnull=True)
    return list(Letter.objects.issued().filter(lacking).order_by("pk").values_list("pk", flat=True))


def _once(
    letter: Letter,
    field: str,
    suffix: str,
    make: Callable[[], bytes],
    now: datetime,
    **facts: Any,
) -> Blob:
    made: Blob | None = getattr(letter, field)
    if made is not None:
        return made
    fault("before_render")
    blob = stage(county=letter.county, stream=make(), suffix=suffix, now=now)
    fault("after_render")
    with transaction.atomic():
        keep(blob)
        # Two renders of one snapshot may race: the first to write the row is the one that counts.
        Letter.objects.filter(pk=letter.pk, **{f"{field}__isnull": True}).update(
            **{field: blob}, **facts
        )
    letter.refresh_from_db(fields=[field])
    stored: Blob = getattr(letter, field)
    return stored
