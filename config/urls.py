"""Every address of the installation; the apps bring theirs in `<app>/urls.py`."""

from django.urls import URLPattern, URLResolver, include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from config import health

api: list[URLPattern | URLResolver] = [
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    # Its script at an address of its own, as the site allows none within a page.
    path(
        "docs/",
        SpectacularSwaggerSplitView.as_view(url_name="schema", template_name="api_docs.html"),
        name="api-docs",
    ),
    path("", include("units.api_urls")),
    path("", include("indicators.api_urls")),
    path("", include("tasks.api_urls")),
    path("", include("reports.api_urls")),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("", include("units.urls")),
    path("", include("indicators.urls")),
    path("", include("tasks.urls")),
    path("", include("reports.urls")),
    path("api/v1/", include(api)),
]

handler400 = "config.errors.bad_request"
handler403 = "config.errors.forbidden"
handler404 = "config.errors.not_found"
handler500 = "config.errors.server_error"
