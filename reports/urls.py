"""Addresses of this app: each noun brings its own."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("reports.views.desk.urls")),
    path("", include("reports.views.dashboard.urls")),
    path("", include("reports.views.late.urls")),
    path("", include("reports.views.ledgers.urls")),
    path("", include("reports.views.tasks.urls")),
    path("", include("reports.views.my.urls")),
    path("", include("reports.views.review.urls")),
    path("", include("reports.views.letters.urls")),
    path("", include("reports.views.indicators.urls")),
    path("", include("reports.views.settings.urls")),
    path("", include("reports.views.notices.urls")),
    path("", include("reports.views.sections.urls")),
    path("", include("reports.views.weekly.urls")),
    path("", include("reports.views.referrals.urls")),
]
