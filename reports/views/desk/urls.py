"""Addresses of 今日待办 and of the call list."""

from django.urls import URLPattern, path

from reports.views.desk import call_sheets, calls, desk

urlpatterns: list[URLPattern] = [
    path("", desk.desk, name="desk"),
    path("calls/", calls.calls, name="calls"),
    path("calls/calls.docx", call_sheets.calls_docx, name="calls-docx"),
    path("calls/calls.xlsx", call_sheets.calls_xlsx, name="calls-xlsx"),
    path("calls/<int:pk>/", calls.call, name="call"),
]
