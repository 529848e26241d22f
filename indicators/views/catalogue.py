"""佐证材料: the catalogue, and one proof with its grants and use."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from indicators.filters import CompactEvidenceFilter
from indicators.forms.evidence import GrantForm, ReasonForm
from indicators.models import Evidence
from indicators.policies import can, require
from indicators.services.evidence import duplicates
from indicators.services.previews import preview_kind
from units import clock
from units.requests import SeatedRequest
from units.views.outcome import status_of

PER_PAGE = 50
ACTIONS = ("read_file", "ask_removal", "confirm_removal", "drop_removal", "grant_evidence")


@require_safe
def catalogue(request: SeatedRequest) -> HttpResponse:
    """List the proof this seat may read: the county's, or the own and what was granted."""
    require(request.seat, "see_evidence")
    rows = Evidence.objects.visible_to(request.seat, today=clock.today())
    rows = rows.select_related("unit", "blob")
    found = CompactEvidenceFilter(request.GET or None, rows, request=request)
    page = Paginator(found.qs, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "filters": found.form,
        "page": page,
        "may_add": can(request.seat, "add_evidence"),
    }
    return render(request, "indicators/evidence_list.html", context)


@require_safe
def item(request: SeatedRequest, pk: int) -> HttpResponse:
    """Show one proof."""
    return item_page(request, find(request, pk))


def find(request: SeatedRequest, pk: int) -> Evidence:
    """Return a proof in sight, else 404."""
    rows = Evidence.objects.visible_to(request.seat, today=clock.today()).select_related(
        "unit", "blob", "uploaded_by__user", "removal_asked_by__user", "removed_by__user"
    )
    evidence: Evidence = get_object_or_404(rows, pk=pk)
    return evidence


def item_page(
    request: SeatedRequest,
    evidence: Evidence,
    *,
    reason_form: ReasonForm | None = None,
    grant_form: GrantForm | None = None,
) -> HttpResponse:
    """Render the page of one proof, with a form as it was left when something was wrong."""
    seat = request.seat
    blob = evidence.blob
    same = duplicates(seat=seat, sha256=blob.sha256, today=clock.today()) if blob else None
    reason_form, grant_form = reason_form or ReasonForm(), grant_form or GrantForm(seat=seat)
    context = {
        "evidence": evidence,
        "may": {action: can(seat, action, evidence) for action in ACTIONS},
        "preview": preview_kind(blob) if blob else "none",
        "grants": evidence.grants.select_related("unit").order_by("id"),
        "proofs": evidence.proofs.select_related("indicator", "campaign").order_by("id"),
        "same": same.exclude(pk=evidence.pk).select_related("unit")[:20] if same else [],
        "reason_form": reason_form,
        "grant_form": grant_form,
    }
    status = max(status_of(reason_form), status_of(grant_form))
    return render(request, "indicators/evidence.html", context, status=status)
