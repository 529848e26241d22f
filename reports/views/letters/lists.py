"""文书: what is being written, waits for signature or number, has gone out, and who has it."""

from django.core.paginator import Paginator
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reports import policies
from reports.choices import LetterKind, LetterState
from reports.models import Letter, LetterReceipt
from reports.querysets.letter import OUT_STATES
from units.access import Seat
from units.requests import SeatedRequest

PER_PAGE = 50
WAITING = Exists(LetterReceipt.objects.filter(letter=OuterRef("pk"), received_at__isnull=True))

# tab: (label, condition, what an empty tab says)
TABS: dict[str, tuple[str, Q, str]] = {
    "drafts": (
        "拟稿",
        Q(state__in=[LetterState.DRAFT, LetterState.CHECKED]),
        "没有在拟的文书。到“任务”中勾选任务后交办，会在这里生成拟稿。",
    ),
    "sign": ("待签发", Q(state=LetterState.FOR_SIGNATURE), "没有待签发的文书。"),
    "issue": ("待印发", Q(state=LetterState.SIGNED), "没有已签发待编号印发的文书。"),
    "issued": ("已印发", Q(state__in=OUT_STATES), "还没有印发过文书。"),
    "receipts": ("待签收", Q(state=LetterState.ISSUED) & Q(WAITING), "已印发的文书都已签收。"),
}
RECEIVED = ("issued", "receipts")


@require_safe
def letters(request: SeatedRequest) -> HttpResponse:
    """List the documents of a tab; units and leaders have the issued ones only."""
    policies.require(request.seat, "read")
    rows = _in_sight(request.seat)
    tabs = TABS if request.seat.is_office else {key: TABS[key] for key in RECEIVED}
    if request.seat.is_leader:
        tabs = {"issued": TABS["issued"]}
    chosen = request.GET.get("tab", "")
    chosen = chosen if chosen in tabs else next(iter(tabs))
    counts = rows.aggregate(**{key: Count("pk", filter=tab[1]) for key, tab in tabs.items()})
    found = rows.filter(tabs[chosen][1])
    kind = request.GET.get("kind", "")
    if kind in LetterKind.values:
        found = found.filter(kind=kind)
    words = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    if words:
        found = found.filter(Q(title__icontains=words) | Q(number_text__icontains=words))
    page = Paginator(_with_receipts(found), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "tabs": [
            {"key": key, "label": tab[0], "count": counts[key], "current": key == chosen}
            for key, tab in tabs.items()
        ],
        "tab": chosen,
        "page": page,
        "empty": tabs[chosen][2],
        "kinds": LetterKind.choices,
        "kind": kind,
        "words": words,
        "is_office": request.seat.is_office,
    }
    return render(request, "reports/letters/list.html", context)


def _in_sight(seat: Seat) -> "QuerySet[Letter]":
    rows: QuerySet[Letter] = Letter.objects.visible_to(seat)
    return rows.select_related("unit", "batch")


def _with_receipts(rows: "QuerySet[Letter]") -> "QuerySet[Letter]":
    return rows.annotate(
        sent=Count("receipts"),
        received=Count("receipts", filter=Q(receipts__received_at__isnull=False)),
    ).order_by("-issued_on", "-pk")
