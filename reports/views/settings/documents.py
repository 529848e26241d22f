"""发文设置 and 文号."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from reports import policies
from reports.forms.settings import HeadForm, SeriesForm
from reports.models import LetterHead
from reports.services.settings.heads import change_head
from reports.services.settings.series import series_of_year, set_series
from units import clock
from units.requests import SeatedRequest
from units.views.outcome import attempt, status_of


@require_http_methods(["GET", "POST"])
def head(request: SeatedRequest) -> HttpResponse:
    """`/settings/letters/`: issuer, marks, 代字, copies, contact, limits."""
    policies.require(request.seat, "settings")
    stored = LetterHead.objects.filter(county_id=request.seat.county_id).first()
    form = HeadForm(request.POST or None, head=stored)
    if request.method == "POST" and form.is_valid():
        saved = attempt(
            form,
            lambda: change_head(actor=request.seat, now=clock.now(), **form.cleaned_data),
        )
        if saved:
            messages.success(request, "发文设置已保存。已印发的文书不变。")
            return redirect("settings")
    return render(request, "reports/settings/letters.html", {"form": form}, status=status_of(form))


@require_http_methods(["GET", "POST"])
def series(request: SeatedRequest) -> HttpResponse:
    """`/settings/series/`: the year's series, one form each."""
    policies.require(request.seat, "settings")
    year = clock.today().year
    rows = series_of_year(actor=request.seat, year=year)
    data = request.POST if request.method == "POST" else None
    forms = [(row, SeriesForm.of(row, data)) for row in rows]
    status = 200
    for _, form in forms:
        if form.is_bound and form.is_valid():
            saved = attempt(
                form,
                lambda facts=form.cleaned_data: set_series(  # type: ignore[misc]
                    actor=request.seat, now=clock.now(), **facts
                ),
            )
            if saved:
                messages.success(request, f"{saved}已保存。")
                return redirect("settings-series")
        status = max(status, status_of(form))
    context = {"forms": forms, "year": year}
    return render(request, "reports/settings/series.html", context, status=status)
