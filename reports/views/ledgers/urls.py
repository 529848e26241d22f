"""Addresses of ledgers."""

from django.urls import URLPattern, path

from reports.views.ledgers import ledger

urlpatterns: list[URLPattern] = [path("ledger.xlsx", ledger.ledger, name="ledger")]
