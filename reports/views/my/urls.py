"""Addresses of 本单位任务."""

from django.urls import URLPattern, path

from reports.views.my import handin, listing, signoff

urlpatterns: list[URLPattern] = [
    path("my/", listing.my, name="my"),
    path("my/<int:pk>/", handin.my_part, name="my-part"),
    path("my/<int:pk>/signoff.docx", signoff.sheet, name="my-signoff"),
    path("my/<int:pk>/drop/<int:evidence_pk>/", handin.drop, name="my-drop"),
]
