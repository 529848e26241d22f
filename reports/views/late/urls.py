"""Addresses of 逾期清单."""

from django.urls import URLPattern, path

from reports.views.late import late

urlpatterns: list[URLPattern] = [
    path("late/", late.late, name="late"),
    path("late/late.xlsx", late.late_xlsx, name="late-xlsx"),
]
