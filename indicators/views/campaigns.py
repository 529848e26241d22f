"""创建批次: the settings page of the office."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from indicators.forms.campaigns import CampaignForm
from indicators.models import Campaign, IndicatorSystem
from indicators.policies import require
from indicators.services.campaigns import change_campaign, create_campaign
from units import clock
from units.policies import county_of
from units.requests import SeatedRequest
from units.views.outcome import attempt, status_of


@require_safe
def campaigns(request: SeatedRequest) -> HttpResponse:
    """List the campaigns of the county and the indicator systems they can build on."""
    require(request.seat, "see_campaigns")
    county = request.seat.county_id
    context = {
        "campaigns": Campaign.objects.filter(county_id=county).select_related("system"),
        "systems": IndicatorSystem.objects.filter(county_id=county),
    }
    return render(request, "indicators/campaigns.html", context)


@require_http_methods(["GET", "POST"])
def add(request: SeatedRequest) -> HttpResponse:
    """Make a campaign."""
    require(request.seat, "change_campaign")
    county = county_of(request.seat)
    form = CampaignForm(request.POST or None, seat=request.seat)
    if request.method == "POST" and form.is_valid():
        made = attempt(
            form,
            lambda: create_campaign(
                actor=request.seat, county=county, facts=form.facts(), now=clock.now()
            ),
        )
        if made:
            messages.success(request, f"已新建创建批次“{made.name}”。")
            return redirect("campaigns")
    return _page(request, form, None)


@require_http_methods(["GET", "POST"])
def change(request: SeatedRequest, pk: int) -> HttpResponse:
    """Change a campaign."""
    require(request.seat, "see_campaigns")
    rows = Campaign.objects.filter(county_id=request.seat.county_id).select_related("county")
    campaign = get_object_or_404(rows, pk=pk)
    form = CampaignForm(request.POST or None, seat=request.seat, campaign=campaign)
    if request.method == "POST" and form.is_valid():
        changed = attempt(
            form,
            lambda: change_campaign(
                actor=request.seat, campaign=campaign, facts=form.facts(), now=clock.now()
            ),
        )
        if changed:
            messages.success(request, f"已保存创建批次“{changed.name}”。")
            return redirect("campaigns")
    return _page(request, form, campaign)


def _page(request: SeatedRequest, form: CampaignForm, campaign: Campaign | None) -> HttpResponse:
    context = {"form": form, "campaign": campaign}
    return render(request, "indicators/campaign.html", context, status=status_of(form))
