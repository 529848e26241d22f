"""Addresses of 设置."""

from django.urls import URLPattern, path

from reports.views.settings import documents, hub, ladder, setup, wording

urlpatterns: list[URLPattern] = [
    path("setup/", setup.setup, name="setup"),
    path("settings/", hub.settings, name="settings"),
    path("settings/rules/", hub.rules, name="settings-rules"),
    path("settings/letters/", documents.head, name="settings-letters"),
    path("settings/series/", documents.series, name="settings-series"),
    path("settings/wording/", wording.kinds, name="settings-wording"),
    path("settings/wording/restore/", wording.restore, name="settings-wording-restore"),
    path("settings/wording/<slug:kind>/", wording.kind, name="settings-wording-kind"),
    path("settings/ladder/", ladder.ladder, name="settings-ladder"),
    path("settings/ladder/switch/", ladder.turn, name="settings-ladder-switch"),
]
