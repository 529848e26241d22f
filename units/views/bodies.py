"""设置: the bodies of the county, kept by its office."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from units import clock, policies
from units.choices import Relation
from units.forms.bodies import UnitForm, unit_initial
from units.models import County, Membership, Unit
from units.policies import require
from units.requests import SeatedRequest
from units.services import bodies as service
from units.services.bodies import UnitFacts
from units.views.outcome import attempt, status_of


@require_safe
def units(request: SeatedRequest) -> HttpResponse:
    """List the bodies by relation, with their people, and the groups."""
    county = county_of(request)
    rows = Unit.objects.filter(county=county).select_related("same_body")
    seats = Membership.objects.current(clock.today()).filter(county=county)
    people: dict[int, list[Membership]] = {}
    for seat in seats.select_related("user").order_by("pk"):
        people.setdefault(seat.unit_id, []).append(seat)
    listed = list(rows.prefetch_related("aliases"))
    blocks = [
        {
            "label": label,
            "units": [unit for unit in listed if unit.active and unit.relation == code],
        }
        for code, label in Relation.choices
    ]
    context = {
        "blocks": [block for block in blocks if block["units"]],
        "closed": [unit for unit in listed if not unit.active],
        "people": people,
        "groups": county.groups.prefetch_related("members"),
        "office_id": county.office_id,
    }
    return render(request, "units/units.html", context)


@require_http_methods(["GET", "POST"])
def add_unit(request: SeatedRequest) -> HttpResponse:
    """Add a body."""
    county = county_of(request)
    form = UnitForm(request.POST or None, county=county)
    if request.method == "POST" and form.is_valid():
        facts = UnitFacts(**form.cleaned_data)
        made = attempt(
            form,
            lambda: service.add_unit(
                actor=request.seat, county=county, facts=facts, now=clock.now()
            ),
        )
        if made:
            messages.success(request, f"已添加{made.short}。")
            return redirect("units")
    context = {"form": form, "unit": None}
    return render(request, "units/unit.html", context, status=status_of(form))


@require_http_methods(["GET", "POST"])
def unit(request: SeatedRequest, pk: int) -> HttpResponse:
    """One body: its names, how it stands, its people."""
    county = county_of(request)
    row = get_object_or_404(Unit, pk=pk, county=county)
    form = UnitForm(request.POST or None, county=county, unit=row, initial=unit_initial(row))
    if request.method == "POST" and form.is_valid():
        facts = UnitFacts(**form.cleaned_data)
        attempt(
            form,
            lambda: service.change_unit(actor=request.seat, unit=row, facts=facts, now=clock.now()),
        )
        if form.is_valid():
            messages.success(request, "已保存。")
            return redirect("unit", pk)
    return render(request, "units/unit.html", unit_context(row, form), status=status_of(form))


def unit_context(row: Unit, form: UnitForm) -> dict[str, Any]:
    """Return what the page of a body shows."""
    stored = Unit.objects.get(pk=row.pk)
    seats = Membership.objects.current(clock.today()).of_body(stored.body_id)
    return {"form": form, "unit": stored, "seats": seats.select_related("user", "unit")}


@require_http_methods(["GET", "POST"])
def close_unit(request: SeatedRequest, pk: int) -> HttpResponse:
    """Take a body out of use after a look at what is in the way."""
    row = get_object_or_404(Unit, pk=pk, county=county_of(request))
    if request.method == "POST":
        service.close_unit(actor=request.seat, unit=row, now=clock.now())
        messages.success(request, f"{row.short}已撤销，历史记录保留。")
        return redirect("units")
    seats = Membership.objects.current(clock.today()).filter(unit=row).select_related("user")
    context = {"unit": row, "obstacles": service.obstacles(row), "seats": seats}
    return render(request, "units/unit_close.html", context)


@require_POST
def reopen_unit(request: SeatedRequest, pk: int) -> HttpResponse:
    """Put a body back into use."""
    row = get_object_or_404(Unit, pk=pk, county=county_of(request))
    service.reopen_unit(actor=request.seat, unit=row, now=clock.now())
    messages.success(request, f"{row.short}已恢复在用，请联系系统管理员为其人员添加任职。")
    return redirect("unit", pk)


def county_of(request: SeatedRequest) -> County:
    """Return the county whose bodies this seat keeps; raises Forbidden for anybody else."""
    require(request.seat, "unit.edit")
    return policies.county_of(request.seat)
