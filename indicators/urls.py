"""Pages of the indicators app."""

from django.urls import path

from indicators.views import campaigns, catalogue, doors, experts, importing, registering

urlpatterns = [
    path("evidence/", catalogue.catalogue, name="evidence"),
    path("evidence/new/", registering.add, name="evidence-new"),
    path("evidence/<int:pk>/", catalogue.item, name="evidence-item"),
    path("evidence/<int:pk>/file/", doors.original, name="evidence-file"),
    path("evidence/<int:pk>/preview/", doors.preview, name="evidence-preview"),
    path("evidence/<int:pk>/preview/<int:number>/", doors.preview_page, name="evidence-page"),
    path("evidence/<int:pk>/grant/", registering.grant, name="evidence-grant"),
    path("evidence/<int:pk>/removal/", registering.ask_removal, name="evidence-removal"),
    path(
        "evidence/<int:pk>/removal/confirm/",
        registering.confirm_removal,
        name="evidence-removal-confirm",
    ),
    path("evidence/<int:pk>/removal/drop/", registering.drop_removal, name="evidence-removal-drop"),
    path("campaigns/", campaigns.campaigns, name="campaigns"),
    path("campaigns/new/", campaigns.add, name="campaign-new"),
    path("campaigns/<int:pk>/", campaigns.change, name="campaign"),
    path("settings/experts/", experts.experts, name="settings-experts"),
    path("settings/experts/<int:pk>/", experts.expert, name="settings-expert"),
    path("import/indicators/", importing.upload, name="import-indicators"),
    path("import/indicators/confirm/", importing.confirm, name="import-indicators-confirm"),
    path("import/indicators/template/", importing.template, name="import-indicators-template"),
]
