"""设置: holidays, and when messages may leave."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from units import clock
from units.forms.settings import CountyForm, HolidayForm, YearForm
from units.ids import whole_number
from units.models import CalendarYear, Holiday
from units.policies import require
from units.requests import SeatedRequest
from units.services import holidays as service
from units.services.counties import change_county
from units.views.bodies import county_of
from units.views.outcome import attempt, status_of


@require_http_methods(["GET", "POST"])
def holidays(request: SeatedRequest) -> HttpResponse:
    """Show a year's list (`?year=`), and write one day of it."""
    require(request.seat, "holiday.edit")
    form = HolidayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        service.set_day(actor=request.seat, now=clock.now(), **form.cleaned_data)
        messages.success(request, "已保存。期限和逾期天数随日历重新计算。")
        return redirect(f"{request.path}?year={form.cleaned_data['day'].year}")
    return _year_page(request, form=form)


@require_POST
def publish_year(request: SeatedRequest) -> HttpResponse:
    """Say that a year's list is complete, or (`withdraw`) that it is not."""
    require(request.seat, "holiday.edit")
    form = YearForm(request.POST)
    if not form.is_valid():
        return _year_page(request, year_form=form)
    facts = form.cleaned_data
    if "withdraw" in request.POST:
        service.unpublish_year(actor=request.seat, year=facts["year"], now=clock.now())
    else:
        attempt(form, lambda: service.publish_year(actor=request.seat, now=clock.now(), **facts))
    if not form.is_valid():
        return _year_page(request, year_form=form)
    messages.success(request, "已保存。")
    return redirect(f"{reverse('holidays')}?year={facts['year']}")


def _year_page(
    request: SeatedRequest, *, form: HolidayForm | None = None, year_form: YearForm | None = None
) -> HttpResponse:
    year = _asked_year(request)
    published = CalendarYear.objects.filter(year=year).first()
    initial = {"year": year, "source": published.source if published else ""}
    form, year_form = form or HolidayForm(), year_form or YearForm(initial=initial)
    context: dict[str, Any] = {
        "year": year,
        "years": range(clock.today().year - 1, clock.today().year + 3),
        "days": Holiday.objects.filter(day__year=year),
        "published": published,
        "form": form,
        "year_form": year_form,
    }
    status = max(status_of(form), status_of(year_form))
    return render(request, "units/holidays.html", context, status=status)


def _asked_year(request: SeatedRequest) -> int:
    text = request.GET.get("year") or request.POST.get("year")
    return whole_number(text, 2000, 2100) or clock.today().year


@require_http_methods(["GET", "POST"])
def county(request: SeatedRequest) -> HttpResponse:
    """When messages may leave."""
    row = county_of(request)
    initial = {"mail_from_hour": row.mail_from_hour, "mail_until_hour": row.mail_until_hour}
    form = CountyForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        attempt(
            form,
            lambda: change_county(actor=request.seat, county=row, now=clock.now(), **facts),
        )
        if form.is_valid():
            messages.success(request, "已保存。")
            return redirect("county")
    return render(request, "units/county.html", {"form": form}, status=status_of(form))
