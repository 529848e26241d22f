"""Every kind of document and how it is composed."""

from collections.abc import Callable, Mapping

from reports.docx.kinds import brief, file_format, forms, grid, letter_format, reminder
from reports.docx.snapshot import Kind, LetterSnapshot

COMPOSERS: Mapping[Kind, Callable[[LetterSnapshot], bytes]] = {
    "notice": file_format.compose,
    "report": file_format.compose,
    "handover": letter_format.compose,
    "request": letter_format.compose,
    "prompt": letter_format.compose,
    "supervision": letter_format.compose,
    "supervision_form": forms.compose,
    "reminder": reminder.compose,
    "brief": brief.compose,
    "grid": grid.compose,
    "draft_sheet": forms.compose,
    "signoff_sheet": forms.compose,
    "call_list": forms.compose,
    "weekly_sheet": forms.compose,
}
