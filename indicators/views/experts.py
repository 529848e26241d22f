"""专家评审范围: a settings page of the office."""

from datetime import timedelta

from django.contrib import messages
from django.db.models import Count, Max, Min, Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from indicators.current import current_campaign
from indicators.forms.experts import ScopeForm
from indicators.models import Campaign, ExpertScope
from indicators.policies import require
from indicators.services.experts import set_scope
from units import clock
from units.choices import Role
from units.models import Membership
from units.requests import SeatedRequest
from units.views.outcome import attempt, status_of

SPAN = timedelta(days=30)


@require_safe
def experts(request: SeatedRequest) -> HttpResponse:
    """`/settings/experts/`: who reads how much, from when until when."""
    require(request.seat, "assign_experts")
    campaign = current_campaign(request.seat.county_id)
    mine = Q(expert_scopes__campaign=campaign)
    seats = _experts(request).annotate(
        count=Count("expert_scopes", filter=mine),
        first_day=Min("expert_scopes__since", filter=mine),
        last_day=Max("expert_scopes__until", filter=mine),
    )
    context = {"seats": seats.select_related("user"), "campaign": campaign}
    return render(request, "indicators/experts.html", context)


@require_http_methods(["GET", "POST"])
def expert(request: SeatedRequest, pk: int) -> HttpResponse:
    """`/settings/experts/<membership>/`: choose the indicators and the days."""
    require(request.seat, "assign_experts")
    campaign = current_campaign(request.seat.county_id)
    if campaign is None:
        raise Http404
    seat = get_object_or_404(_experts(request).select_related("user"), pk=pk)
    form = ScopeForm(request.POST or None, campaign=campaign, initial=_initial(seat, campaign))
    if request.method == "POST" and form.is_valid():
        count = attempt(
            form,
            lambda: set_scope(
                actor=request.seat,
                campaign=campaign,
                expert=seat,
                indicator_ids=form.indicator_ids(),
                since=form.cleaned_data["since"],
                until=form.cleaned_data["until"],
                now=clock.now(),
            ),
        )
        if count is not None:
            messages.success(request, f"{seat.user.name}的评审范围已保存，共 {count} 项指标。")
            return redirect("settings-experts")
    context = {"form": form, "expert": seat}
    return render(request, "indicators/expert.html", context, status=status_of(form))


def _experts(request: SeatedRequest) -> QuerySet[Membership]:
    seats = Membership.objects.current(clock.today()).filter(role=Role.EXPERT)
    mine: QuerySet[Membership] = seats.filter(county_id=request.seat.county_id)
    return mine.order_by("pk")


def _initial(seat: Membership, campaign: Campaign) -> dict[str, object]:
    scopes = list(ExpertScope.objects.filter(membership=seat, campaign=campaign))
    today = clock.today()
    return {
        "indicators": [scope.indicator_id for scope in scopes],
        "since": scopes[0].since if scopes else today,
        "until": scopes[0].until if scopes else today + SPAN,
    }
