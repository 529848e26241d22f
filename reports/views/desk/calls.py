"""催办: the whole call list, and one unit with the text to copy and the note to write."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from indicators.models import Campaign
from reports.forms.tasks import ContactForm
from reports.pages.desk.calls import Call, call_list
from reports.pages.desk.receipts import unreceived
from reports.pages.texts import reminder_text
from reports.views.doors import campaign_of, moment_of, office
from tasks.models import Assignment, ContactNote
from tasks.services import contacts
from units import clock
from units.access import Seat
from units.errors import Refused
from units.ids import ids_of
from units.models import Unit
from units.requests import SeatedRequest
from units.views.outcome import attempt, status_of

NOTES = 10
MOST = 500  # parts of one note
NOTHING_LEFT = "这个单位现在没有要催办的事项，没有登记；请到有关任务的分工页登记催办记录。"


@require_safe
def calls(request: SeatedRequest) -> HttpResponse:
    """`/calls/`: every unit to call today."""
    office(request)
    now = clock.now()
    campaign = campaign_of(request)
    moment = moment_of(request, now)
    found = call_list(campaign, moment) if campaign else []
    waiting = unreceived(campaign, moment, people=True) if campaign else ()
    context = {"calls": found, "unreceived": waiting, "today": moment.today, "now": now}
    return render(request, "reports/desk/call_list.html", context)


@require_http_methods(["GET", "POST"])
def call(request: SeatedRequest, pk: int) -> HttpResponse:
    """`/calls/<unit id>/`: what to say, and 催办记录 about all of it."""
    seat = office(request)
    unit = get_object_or_404(Unit, pk=pk, county_id=seat.county_id)
    campaign = campaign_of(request)
    if campaign is None:
        raise Http404
    now = clock.now()
    moment = moment_of(request, now)
    found = call_list(campaign, moment, unit_id=unit.pk)
    line = found[0] if found else None
    about = _about(request, unit, campaign) or ([part.pk for part in line.parts] if line else [])
    data = request.POST if request.method == "POST" else None
    form = ContactForm(data, initial={"person": line.liaison if line else ""})
    note = None
    if form.is_valid():
        note = attempt(form, lambda: _note(about, seat, now, form.cleaned_data))
    if note:
        messages.success(request, f"已登记对{unit.short}的催办记录，共 {len(about)} 项。")
        return redirect("desk")
    parts = Assignment.objects.filter(pk__in=[part.pk for part in line.parts] if line else [])
    rows = list(parts.select_related("task", "unit").order_by("due_on", "pk"))
    text = ""
    if rows:
        name = campaign.county.office.short if campaign.county.office else "依法治县办"
        text = reminder_text(rows, moment, office=name, site=settings.SITE_URL)
    context = _context(unit, line, campaign)
    context |= {"form": form, "about": about, "text": text, "today": moment.today}
    return render(request, "reports/desk/call.html", context, status=status_of(form))


def _about(request: SeatedRequest, unit: Unit, campaign: Campaign) -> list[int]:
    """Return the parts the page was asked about; a call was made about them, whatever came since."""
    named = ids_of(request.POST.getlist("parts"))[:MOST]
    rows = Assignment.objects.filter(pk__in=named, unit=unit, campaign=campaign)
    return list(rows.order_by("due_on", "pk").values_list("pk", flat=True))


def _note(about: list[int], seat: Seat, now: datetime, facts: dict[str, Any]) -> ContactNote:
    if not about:
        raise Refused(NOTHING_LEFT)
    return contacts.note_contact(about, actor=seat, now=now, **facts)


def _context(unit: Unit, line: Call | None, campaign: Campaign) -> dict[str, Any]:
    asked = [part.pk for part in line.parts] if line else []
    notes = ContactNote.objects.filter(campaign=campaign, unit=unit, assignments__in=asked)
    notes = notes.distinct().select_related("noted_by__user").order_by("-day", "-pk")[:NOTES]
    return {"unit": unit, "call": line, "notes": notes}
