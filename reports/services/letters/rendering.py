"""The files of an issued letter, made once after commit; a sweep makes what is missing."""

from datetime import datetime

from django.db import transaction

from indicators.models import Blob
from indicators.services.blobs import keep, stage
from reports.docx import render
from reports.docx.frozen import from_json
from reports.models import Letter
from reports.pdf import libreoffice, to_pdf
from units.dispatch import kick


def make_docx(letter_id: int, *, now: datetime) -> Blob:
    """Render the frozen snapshot, store bytes and hash; a second call returns the first file."""
    letter = Letter.objects.select_related("county", "docx").get(pk=letter_id)
    if letter.docx is not None:
        return letter.docx
    blob = _store(letter, "docx", render(from_json(letter.snapshot)), now)
    if libreoffice():
        kick("reports.render_pdf", letter_id=letter.pk)
    return blob


def make_pdf(letter_id: int, *, now: datetime) -> Blob:
    """Convert the issued letter with LibreOffice; raises PdfUnavailable or PdfFailed."""
    letter = Letter.objects.select_related("county", "pdf").get(pk=letter_id)
    if letter.pdf is not None:
        return letter.pdf
    data = to_pdf(render(from_json(letter.snapshot)))
    return _store(letter, "pdf", data, now)


def missing_files() -> list[int]:
    """Return the ids of issued letters whose docx is not there yet."""
    return list(
        Letter.objects.issued()
        .filter(docx__isnull=True)
        .order_by("pk")
        .values_list("pk", flat=True)
    )


def _store(letter: Letter, suffix: str, data: bytes, now: datetime) -> Blob:
    blob = stage(county=letter.county, data=data, suffix=suffix, now=now)
    with transaction.atomic():
        keep(blob)
        # Two renders of one snapshot may race: the first to write the row is the one that counts.
        Letter.objects.filter(pk=letter.pk, **{f"{suffix}__isnull": True}).update(**{suffix: blob})
    letter.refresh_from_db(fields=[suffix])
    stored: Blob = getattr(letter, suffix)
    return stored
