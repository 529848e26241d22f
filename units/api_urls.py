"""Addresses of this app under `/api/v1/`."""

from rest_framework.routers import SimpleRouter

from units.api import UnitViewSet

router = SimpleRouter()
router.register("units", UnitViewSet, basename="api-unit")
urlpatterns = router.urls
