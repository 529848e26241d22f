"""督办单: what was referred to 督查室, and its number and result, which it alone enters."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from reports import policies
from reports.forms.referrals import ReferralForm
from reports.models import Letter, Referral
from reports.services.letters.building import shown
from reports.services.letters.referring import enter_referral
from reports.views.letters.detail import files_of
from reports.views.paper import sheets
from units import clock
from units.access import Seat
from units.requests import SeatedRequest
from units.services.audit import record_audit
from units.views.outcome import attempt, status_of

PER_PAGE = 50


@require_safe
def referrals(request: SeatedRequest) -> HttpResponse:
    """`/referrals/`: the 督办单 that have gone out, those without a result first."""
    policies.require(request.seat, "referrals")
    rows = _out(request.seat).order_by("referral__result_on", "-issued_on", "-pk")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "reports/referrals/list.html", {"page": page})


@require_http_methods(["GET", "POST"])
def referral(request: SeatedRequest, pk: int) -> HttpResponse:
    """`/referrals/<letter id>/`: the form as it went out; 督查室 enters what is its own."""
    seat = request.seat
    policies.require(seat, "referrals")
    letter = get_object_or_404(_out(seat), pk=pk)
    row = Referral.objects.filter(letter=letter).select_related("entered_by__user").first()
    may_enter = policies.can(seat, "enter_referral", letter)
    form = ReferralForm.of(row)
    if request.method == "POST":
        policies.require(seat, "enter_referral", letter)
        form = ReferralForm(request.POST)
        entered = None
        if form.is_valid():
            facts = {"actor": seat, "now": clock.now(), **form.cleaned_data}
            entered = attempt(form, lambda: enter_referral(letter.pk, **facts))
        if entered:
            messages.success(request, "已登记。")
            return redirect("referral", letter.pk)
    else:
        record_audit(actor=seat, action="letter.open", obj=letter, now=clock.now())
    context = {
        "letter": letter,
        "row": row,
        "form": form if may_enter else None,
        "seat": seat,
        "files": files_of(letter),
        "sheets": sheets(shown(letter, today=clock.today())),
    }
    status = status_of(form)
    return render(request, "reports/referrals/referral.html", context, status=status)


def _out(seat: Seat) -> QuerySet[Letter]:
    rows: QuerySet[Letter] = Letter.objects.visible_to(seat).issued().referrals()
    return rows.select_related("county", "unit", "docx", "pdf", "annex", "sign_scan", "referral")
