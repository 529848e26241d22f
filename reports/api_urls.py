"""Addresses of the API of this app, under `/api/v1/`."""

from django.urls import URLPattern, URLResolver, path
from rest_framework.routers import SimpleRouter

from reports.api.figures import FiguresView
from reports.api.letters import LetterView

router = SimpleRouter()
router.register("letters", LetterView, "api-letter")

urlpatterns: list[URLPattern | URLResolver] = [
    *router.urls,
    path("figures/", FiguresView.as_view(), name="api-figures"),
]
