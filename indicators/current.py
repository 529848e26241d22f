"""The campaign that pages and jobs of a county speak of."""

from typing import Any

from indicators.models import Campaign


def current_campaign(county_id: int) -> Campaign | None:
    """Return the running campaign of the county that began last; None before the first."""
    rows = Campaign.objects.filter(county_id=county_id, active=True).select_related("system")
    return rows.first()


def campaign_of(request: Any) -> Campaign | None:
    """Return the current campaign of a request's seat; read once per request.

    None for administrators too, who sit in no county.
    """
    if not hasattr(request, "campaign"):
        county_id = request.seat.county_id
        request.campaign = current_campaign(county_id) if county_id else None
    campaign: Campaign | None = request.campaign
    return campaign
