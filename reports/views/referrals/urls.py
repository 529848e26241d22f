"""Addresses of 督办单."""

from django.urls import URLPattern, path

from reports.views.referrals import referrals

urlpatterns: list[URLPattern] = [
    path("referrals/", referrals.referrals, name="referrals"),
    path("referrals/<int:pk>/", referrals.referral, name="referral"),
]
