"""Every kind of document and how it is composed."""

from collections.abc import Callable, Mapping

from reports.docx.kinds.layouts import file_format, letter_format
from reports.docx.snapshot import Kind, LetterSnapshot

COMPOSERS: Mapping[Kind, Callable[[LetterSnapshot], bytes]] = {
    "notice": file_format,
    "report": file_format,
    "handover": letter_format,
    "request": letter_format,
    "prompt": letter_format,
    "supervision": letter_format,
}
