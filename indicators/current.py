"""The campaign that pages and jobs of a county speak of."""

from indicators.models import Campaign


def current_campaign(county_id: int) -> Campaign | None:
    """Return the running campaign of the county that began last; None before the first."""
    rows = Campaign.objects.filter(county_id=county_id, active=True).select_related("system")
    return rows.first()
