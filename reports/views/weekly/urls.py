"""Addresses of 每周调度表."""

from django.urls import URLPattern, path

from reports.views.weekly import sheet

urlpatterns: list[URLPattern] = [
    path("notices/weekly/", sheet.page, name="weekly"),
    path("notices/weekly/weekly.docx", sheet.docx, name="weekly-docx"),
    path("notices/weekly/weekly.xlsx", sheet.xlsx, name="weekly-xlsx"),
]
