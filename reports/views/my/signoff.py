"""上传审签表 of a part, filled in as far as the draft goes; signed by hand, then photographed."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from reports.docx import render
from reports.docx.sheets import signoff_sheet
from reports.letters.punctuation import printed
from reports.pages.my_part import my_part
from reports.views.doors import find_part, moment_of
from units import clock
from units.day_words import day_cn
from units.requests import SeatedRequest
from units.services.audit import record_audit
from units.views.attachment import DOCX, as_file


@require_safe
def sheet(request: SeatedRequest, pk: int) -> HttpResponse:
    """`/my/<part id>/signoff.docx`: for the people of the unit that owes the part; audited."""
    now = clock.now()
    part = find_part(request, pk, unit_id__in=request.seat.unit_ids)
    page = my_part(part, request.seat, moment_of(request, now))
    task = part.task
    data = render(
        signoff_sheet(
            unit=part.unit.name,
            issuer=part.unit.name,
            task=f"{task.number}{printed(task.title)}",
            requirement=printed(task.requirement),
            due=day_cn(part.due_on) if part.due_on else "长期",
            # What is kept in the draft; before that, what the list of material asks for.
            evidence=[proof.evidence.title for proof in page.kept] or page.missing,
        )
    )
    record_audit(actor=request.seat, action="part.signoff_sheet", obj=part, now=now)
    return as_file(data, f"上传审签表 {task.title}.docx".replace("/", "-"), DOCX)
