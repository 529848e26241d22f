"""设置: the groups a plan speaks of."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from units import clock
from units.forms.bodies import GroupForm, group_initial
from units.models import UnitGroup
from units.requests import SeatedRequest
from units.services import groups as service
from units.services.groups import GroupFacts
from units.views.bodies import county_of
from units.views.outcome import attempt, status_of


@require_http_methods(["GET", "POST"])
def group(request: SeatedRequest, pk: int | None = None) -> HttpResponse:
    """Add or change a group."""
    county = county_of(request)
    row = get_object_or_404(UnitGroup, pk=pk, county=county) if pk else None
    initial = group_initial(row) if row else None
    form = GroupForm(request.POST or None, county=county, initial=initial)
    if request.method == "POST" and form.is_valid():
        facts = GroupFacts(**form.cleaned_data)
        made = attempt(
            form,
            lambda: service.save_group(
                actor=request.seat, county=county, group=row, facts=facts, now=clock.now()
            ),
        )
        if made:
            messages.success(request, f"已保存分组“{made.name}”。")
            return redirect("units")
    context = {"form": form, "group": row}
    return render(request, "units/group.html", context, status=status_of(form))


@require_POST
def delete_group(request: SeatedRequest, pk: int) -> HttpResponse:
    """Remove a group."""
    row = get_object_or_404(UnitGroup, pk=pk, county=county_of(request))
    service.delete_group(actor=request.seat, group=row, now=clock.now())
    messages.success(request, f"已删除分组“{row.name}”。")
    return redirect("units")
