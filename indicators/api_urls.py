"""Addresses of the API of this app, under `/api/v1/`."""

from django.urls import URLPattern, URLResolver
from rest_framework.routers import SimpleRouter

from indicators.api.views import CampaignView, EvidenceView, IndicatorView

router = SimpleRouter()
router.register("evidence", EvidenceView, "api-evidence")
router.register("indicators", IndicatorView, "api-indicator")
router.register("campaigns", CampaignView, "api-campaign")

urlpatterns: list[URLPattern | URLResolver] = [*router.urls]
