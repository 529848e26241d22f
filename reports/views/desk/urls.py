"""Addresses of 今日待办 and of the call list."""

from django.urls import URLPattern, path

from reports.views.desk import calls, desk

urlpatterns: list[URLPattern] = [
    path("", desk.desk, name="desk"),
    path("calls/", calls.calls, name="calls"),
    path("calls/<int:pk>/", calls.call, name="call"),
]
