"""Files sent to be saved: an attachment with its name, which no browser shows or guesses at."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

_OFFICE = "application/vnd.openxmlformats-officedocument"
DOCX = f"{_OFFICE}.wordprocessingml.document"
XLSX = f"{_OFFICE}.spreadsheetml.sheet"


def as_file(data: bytes, name: str, mime: str) -> HttpResponse:
    """Return `data` as an attachment of the type `mime` called `name`."""
    response = HttpResponse(data, content_type=mime)
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    return response
