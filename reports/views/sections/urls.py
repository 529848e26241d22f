"""Addresses of 工作专报 and 年度报告."""

from django.urls import URLPattern, path

from reports.views.sections import briefs

urlpatterns: list[URLPattern] = [
    path("notices/briefs/", briefs.briefs, name="briefs"),
    path("notices/briefs/compile/", briefs.compile_span, name="briefs-compile"),
    path("letters/<int:pk>/numbers/<slug:name>/", briefs.rows, name="brief-rows"),
    path("letters/<int:pk>/files/text/", briefs.text, name="report-text"),
]
