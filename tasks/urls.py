"""Addresses of the app `tasks`."""

from django.urls import URLPattern, URLResolver, path

from tasks.views import plan_import

urlpatterns: list[URLPattern | URLResolver] = [
    path("import/", plan_import.home, name="import"),
    path("import/plan/<int:pk>/", plan_import.review, name="plan-import"),
    path("import/plan/<int:pk>/facts/", plan_import.edit_facts, name="plan-import-facts"),
    path("import/plan/<int:pk>/words/", plan_import.decide_word, name="plan-import-word"),
    path("import/plan/<int:pk>/dates/", plan_import.fill_dates, name="plan-import-dates"),
    path("import/plan/<int:pk>/rows/<int:key>/", plan_import.edit_row, name="plan-import-row"),
    path(
        "import/plan/<int:pk>/rows/<int:key>/settle/", plan_import.settle, name="plan-import-settle"
    ),
    path(
        "import/plan/<int:pk>/rows/<int:key>/drop/",
        plan_import.drop_row,
        name="plan-import-drop-row",
    ),
    path("import/plan/<int:pk>/drop/", plan_import.drop, name="plan-import-drop"),
    path("import/plan/<int:pk>/confirm/", plan_import.confirm, name="plan-import-confirm"),
]
