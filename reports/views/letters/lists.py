"""文书: what is being written, waits for signature or number, has gone out, and who has it."""

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reports import policies
from reports.choices import LetterState
from reports.filters import TABS, LetterFilter, in_tab, tabs_of
from reports.letters.acts import STATES
from reports.models import Letter, LetterBatch
from units.access import Seat
from units.requests import SeatedRequest

PER_PAGE = 50


@require_safe
def letters(request: SeatedRequest) -> HttpResponse:
    """List the documents of a tab; units and leaders have the issued ones only."""
    seat = request.seat
    policies.require(seat, "read")
    rows: QuerySet[Letter] = Letter.objects.visible_to(seat)
    keys = tabs_of(seat)
    counts = rows.aggregate(**{key: Count("pk", filter=in_tab(key, seat)) for key in keys})
    chosen = request.GET.get("tab", "")
    chosen = chosen if chosen in keys else _first(seat, keys, counts)
    given = request.GET.copy()
    given["tab"] = chosen
    filters = LetterFilter(given, queryset=rows, request=request)
    found = filters.qs if filters.is_valid() else rows.filter(in_tab(chosen, seat))
    page = Paginator(_listed(found, seat), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "tabs": [
            {"key": key, "label": TABS[key][0], "count": counts[key], "current": key == chosen}
            for key in keys
        ],
        "tab": chosen,
        "filters": filters,
        "narrowed": any(request.GET.get(name) for name in ("kind", "unit", "q")),
        "page": page,
        "empty": TABS[chosen][2],
        "batches": _batches(seat) if chosen in ("drafts", "sign", "issue") else [],
        "seat": seat,
    }
    status = 200 if filters.is_valid() else 400
    return render(request, "reports/letters/list.html", context, status=status)


def _first(seat: Seat, keys: list[str], counts: dict[str, int]) -> str:
    """Return the tab to open on: what waits for this person, where something does."""
    if seat.is_office_head and counts["sign"]:
        return "sign"
    if seat.is_unit and not counts["receipts"]:
        return "issued"
    return keys[0]


def _listed(rows: "QuerySet[Letter]", seat: Seat) -> "QuerySet[Letter]":
    listed: QuerySet[Letter] = rows.with_receipts(seat)  # type: ignore[attr-defined]
    return listed.select_related("unit", "batch", "revoked_by").order_by("-issued_on", "-pk")


def _batches(seat: Seat) -> "QuerySet[LetterBatch]":
    """Return the batches with letters still to be checked, signed or issued."""
    return (
        LetterBatch.objects.filter(campaign__county_id=seat.county_id)
        .annotate(
            drafts=Count("letters", filter=Q(letters__state__in=STATES["draft"])),
            sign=Count("letters", filter=Q(letters__state=LetterState.FOR_SIGNATURE)),
            issue=Count("letters", filter=Q(letters__state=LetterState.SIGNED)),
            issued=Count("letters", filter=Q(letters__state=LetterState.ISSUED)),
        )
        .filter(Q(drafts__gt=0) | Q(sign__gt=0) | Q(issue__gt=0))
        .order_by("-pk")[:10]
    )
