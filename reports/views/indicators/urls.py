"""Addresses of 指标."""

from django.urls import URLPattern, path

from reports.views.indicators import pages

urlpatterns: list[URLPattern] = [
    path("indicators/", pages.indicators, name="indicators"),
    path("indicators/<int:pk>/", pages.indicator, name="indicator"),
    path("indicators/<int:pk>/statement/", pages.statement, name="indicator-statement"),
]
