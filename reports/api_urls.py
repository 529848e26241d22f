"""Addresses of the API of this app, under `/api/v1/`."""

from django.urls import URLPattern, URLResolver
from rest_framework.routers import SimpleRouter

from reports.api.letters import LetterView

router = SimpleRouter()
router.register("letters", LetterView, "api-letters")

urlpatterns: list[URLPattern | URLResolver] = [*router.urls]
