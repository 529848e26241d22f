"""Addresses of 通报."""

from django.urls import URLPattern, path

from reports.views.notices import acts, checks, detail, months, rows

NOTICE = "notices/<int:pk>/"
urlpatterns: list[URLPattern] = [
    path("notices/", months.notices, name="notices"),
    path("notices/compile/", months.compile_month, name="notice-compile"),
    path("notices/skip/", months.skip, name="notice-skip"),
    path("notices/unskip/", months.unskip, name="notice-unskip"),
    path(NOTICE, detail.notice, name="notice"),
    path(f"{NOTICE}rows/<slug:name>/", rows.rows, name="notice-rows"),
    path(f"{NOTICE}annex/", rows.annex, name="notice-annex"),
    path(f"{NOTICE}words/", acts.edit, name="notice-edit"),
    path(f"{NOTICE}preview/", acts.preview, name="notice-preview"),
    path(f"{NOTICE}send-checks/", acts.send_checks, name="notice-send-checks"),
    path(f"{NOTICE}units/<int:unit_pk>/", acts.unnamed, name="notice-unnamed"),
    path("notices/checks/<int:pk>/", checks.check, name="notice-check"),
    path("notices/checks/<int:pk>/settle/", checks.settle, name="notice-settle"),
]
